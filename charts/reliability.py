"""How often somebody was right at each level of confidence: a point on its interval, beside what was said."""

from typing import Literal

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode
from charts.theme import SPACED_PERCENT, blank, dressed, layered
from words import say

ROW_HEIGHT = 64
SIDES: tuple[tuple[str, Literal["right", "left"], int], ...] = (
    (">", "right", -6),
    ("<=", "left", 6),
)
"""On which side of its point a figure stands, by which side of the middle the point is, and how far."""
NAME_ROOM = 84
"""Pixels for the levels' names at the left."""


def chart(frame: pd.DataFrame, *, mode: Mode, empty: str = "") -> alt.LayerChart:
    """One row a level, in the frame's order; right by share from nothing to all.

    Columns: `name`, `said` (the share the level is taken to stand for), `value`, `low`, `high`
    (shares), `figure` (the share and the count in words), `words` (the row in words). `empty` is
    what is said where there is no row.
    """
    if frame.empty:
        return blank(empty or say("charts.nothing_counted"), mode=mode)
    page = PAGE[mode]
    names = alt.Y(
        "name:N",
        sort=list(frame["name"]),
        title=None,
        axis=alt.Axis(
            labelAlign="left",
            labelPadding=NAME_ROOM,
            labelLimit=NAME_ROOM,
            labelFontSize=14,
            labelColor=page.ink,
        ),
    )
    base = alt.Chart(frame).encode(y=names)
    said = base.mark_tick(thickness=2, size=30, color=page.ink_2, aria=False)
    rule = base.mark_rule(strokeWidth=3, color=page.ink, aria=False)
    point = base.mark_point(filled=True, size=110, opacity=1, color=page.ink)
    drawn = layered(
        said.encode(x=_across("said")),
        rule.encode(x=_across("low"), x2="high:Q"),
        point.encode(
            x=_across("value"),
            description="words:N",
            tooltip=[alt.Tooltip("words:N", title=say("charts.right"))],
        ),
        *(
            base.transform_filter(f"datum.value {side} 0.5")
            .mark_text(
                dx=dx, dy=-17, align=align, fontSize=13, fontWeight=600, color=page.ink, aria=False
            )
            .encode(x=_across("value"), text="figure:N")
            for side, align, dx in SIDES
        ),
    )
    drawn = drawn.properties(height=ROW_HEIGHT * len(frame))
    return dressed(drawn, mode=mode, description=describe(frame, empty))


def describe(frame: pd.DataFrame, empty: str = "") -> str:
    """The levels in words, from low to high."""
    if frame.empty:
        return empty or say("charts.nothing_counted")
    return say("charts.sentences").join(frame["words"])


def _across(field: str) -> alt.X:
    axis = alt.Axis(grid=True, tickCount=5, format="~%", labelExpr=SPACED_PERCENT, labelPadding=8)
    return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis, title=None)
