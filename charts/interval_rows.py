"""What charts of figures with intervals share: the names at the left, the rules, the choice of a row."""

import json
from collections.abc import Callable

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode

Across = Callable[[str], alt.X]
"""A field's place on the axis."""


def names_at_left(laid: pd.DataFrame, mode: Mode, widest: int, gap: int) -> alt.Y:
    """The rows by name, in the frame's order; names take `widest` pixels at most, then a gap."""
    names = dict(zip(laid["row"], laid["name"], strict=True))
    room = min(widest, int(max(map(len, names.values())) * 7) + 6)
    axis = alt.Axis(
        labelExpr=f"({json.dumps(names)})[datum.value]",
        labelAlign="left",
        labelPadding=room + gap,
        labelLimit=room,
        labelFontSize=14,
        labelColor=PAGE[mode].ink,
    )
    return alt.Y("row:N", sort=list(laid["row"]), axis=axis, title=None)


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
