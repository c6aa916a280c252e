"""Figures with their intervals, a row each: a point on a rule, or the word why there is none."""

import math
from functools import partial

import altair as alt
import pandas as pd

from charts.interval_rows import Across, choosing_rows, names_at_left, rules
from charts.palette import PAGE, Mode, palette_of
from charts.theme import blank, dressed, layered
from words import say

ROW_HEIGHT = 34
NAME_ROOM = 200
"""Pixels for names at the left; what is longer ends in an ellipsis."""
USUAL_START = 0.4
"""Where the axis begins, unless something is lower."""


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: str | None = None,
) -> alt.LayerChart:
    """One row a figure, in the frame's order, up to 1.

    Columns: `row` (an id as text), `name`, `value`, `low`, `high` (numbers, or missing), `figure`
    (the value in words), `words` (the row in words, with what is undefined and why), `colour` (a
    key of the palette, blank for ink), `floor` (the same in every row: where a dashed line stands;
    missing for none). `selection` names the point selection (field `row`) that a page listens to.
    """
    if frame.empty:
        return blank(say("agreement.nothing_compared"), mode=mode)
    laid = _laid_out(frame, mode, picked)
    across = partial(_across, start=_start(laid))
    base = alt.Chart(laid).encode(y=names_at_left(laid, mode, NAME_ROOM, 16))
    layers = [
        *_floor(laid, across, mode),
        rules(base, across),
        _points(base, across, selection),
        _figures(base, across, mode),
        _undefined(base, mode),
    ]
    drawn = layered(*layers).properties(height=ROW_HEIGHT * len(laid))
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The rows in words, in their order."""
    if frame.empty:
        return say("agreement.nothing_compared")
    return say("charts.sentences").join(frame["words"])


def _laid_out(frame: pd.DataFrame, mode: Mode, picked: str | None) -> pd.DataFrame:
    page, laid = PAGE[mode], frame.copy()
    laid["ink"] = [palette_of(one).of(mode).area if one else page.ink for one in laid["colour"]]
    laid["edge"] = [page.ink if row == picked else page.page for row in laid["row"]]
    laid["is_defined"] = laid["value"].notna()
    return laid


def _start(laid: pd.DataFrame) -> float:
    lowest = float(laid[["value", "low"]].min().min())
    if math.isnan(lowest) or lowest >= USUAL_START:
        return USUAL_START
    return max(-1.0, math.floor(lowest * 5) / 5)


def _across(field: str, start: float) -> alt.X:
    ticks = [n / 5 for n in range(-5, 6) if n / 5 >= start]
    axis = alt.Axis(grid=True, values=ticks, format=".1f", labelPadding=8)
    scale = alt.Scale(domain=[start, 1], nice=False, zero=False, clamp=True)
    return alt.X(f"{field}:Q", scale=scale, axis=axis, title=None)


def _floor(laid: pd.DataFrame, across: Across, mode: Mode) -> list[alt.Chart]:
    floors = laid["floor"].dropna().unique()
    if not len(floors):
        return []
    drawn = alt.Chart(pd.DataFrame({"floor": floors[:1]})).mark_rule(
        strokeDash=[3, 3], strokeWidth=1.2, color=PAGE[mode].ink, aria=False
    )
    return [drawn.encode(x=across("floor"))]


def _points(base: alt.Chart, across: Across, selection: str | None) -> alt.Chart:
    marks = base.transform_filter("datum.is_defined").mark_point(
        filled=True, size=110, opacity=1, strokeWidth=1.5
    )
    drawn: alt.Chart = marks.encode(
        x=across("value"),
        color=alt.Color("ink:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        description="words:N",
        tooltip=alt.Tooltip("words:N", title=say("agreement.figure")),
    )
    return choosing_rows(drawn, selection)


def _figures(base: alt.Chart, across: Across, mode: Mode) -> alt.Chart:
    marks = base.transform_filter("datum.is_defined").mark_text(
        yOffset=-13, fontSize=13, fontWeight=600, aria=False
    )
    drawn: alt.Chart = marks.encode(
        x=across("value"), text="figure:N", color=alt.value(PAGE[mode].ink)
    )
    return drawn


def _undefined(base: alt.Chart, mode: Mode) -> alt.Chart:
    """Why there is no point, where it would stand."""
    marks = base.transform_filter("!datum.is_defined").mark_text(
        align="left", dx=6, fontSize=13, limit=alt.expr("width"), aria=False
    )
    drawn: alt.Chart = marks.encode(
        x=alt.value(0), text="figure:N", color=alt.value(PAGE[mode].ink_2)
    )
    return drawn
