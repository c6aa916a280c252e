"""What charts of figures with intervals share: the names at the left, the rules, the choice of a row."""

import json
import re
import unicodedata
from collections.abc import Callable

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode
from words import say

LETTER, CAPITAL, WIDE = 7.0, 10.0, 14.5
"""Pixels that a character of a name takes, at most: small, large, and as wide as high."""
COUNTED = re.compile(r" \([\d,.]+\)$")
"""The number at the end of a name, of what its figure is made of."""

Across = Callable[[str], alt.X]
"""A field's place on the axis."""


def names_at_left(laid: pd.DataFrame, mode: Mode, widest: int, gap: int) -> alt.Y:
    """The rows by name, in the frame's order; names take `widest` pixels at most, then a gap."""
    names = dict(zip(laid["row"], laid["name"], strict=True))
    room = min(widest, int(max(map(_pixels, names.values()))) + 6)
    names = {row: _cut(name, room) for row, name in names.items()}
    axis = alt.Axis(
        labelExpr=f"({json.dumps(names)})[datum.value]",
        labelAlign="left",
        labelPadding=room + gap,
        labelLimit=room,
        labelFontSize=14,
        labelColor=PAGE[mode].ink,
    )
    return alt.Y("row:N", sort=list(laid["row"]), axis=axis, title=None)


def _cut(name: str, room: int) -> str:
    """The name as long as there is room for it: of one that ends in a number the names are cut.

    Any other is cut where it is drawn, at its end.
    """
    counted = COUNTED.search(name)
    if counted is None:
        return name
    joint = say("dashboard.part_joined")
    parts = [(part, part) for part in name[: counted.start()].split(joint)]
    while _pixels(_joined(parts) + counted[0]) > room and max(len(part) for part, _ in parts) > 1:
        longest = max(range(len(parts)), key=lambda one: _pixels(parts[one][0]))
        part, whole = parts[longest]
        parts[longest] = (part[:-1], whole)
    return _joined(parts) + counted[0]


def _joined(parts: list[tuple[str, str]]) -> str:
    """Names as far as they are left, each beside what it was."""
    joint = say("dashboard.part_joined")
    return joint.join(part if part == whole else f"{part.rstrip()}…" for part, whole in parts)


def _pixels(text: str) -> float:
    return sum(map(_width, text))


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return WIDE
    return CAPITAL if character.isupper() or character in "=mw%@+…" else LETTER


def rules(base: alt.Chart, across: Across) -> alt.Chart:
    """From the lowest to the highest of each interval that there is."""
    marks = base.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=3, aria=False)
    drawn: alt.Chart = marks.encode(
        x=across("low"), x2="high:Q", color=alt.Color("ink:N", scale=None)
    )
    return drawn


def choosing_rows(points: alt.Chart, selection: str | None) -> alt.Chart:
    """The points, which choose their row where a page listens to `selection`."""
    if selection is None:
        return points
    chosen = alt.selection_point(name=selection, fields=["row"], on="click", clear=False)
    return points.add_params(chosen)
