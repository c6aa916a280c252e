"""Rates with their intervals, a row each: a point on a rule, or in words why there is none."""

import altair as alt
import pandas as pd

from charts.interval_rows import Across, choosing_rows, names_at_left, rules
from charts.palette import PAGE, Mode, palette_of
from charts.theme import SPACED_PERCENT, blank, dressed, layered
from words import say

ROW_HEIGHT = 40
NAME_ROOM = 150
"""Pixels for names at the left; what is longer ends in an ellipsis."""


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    highest: float | None = None,
    number_format: str = "~f",
    name_room: int = NAME_ROOM,
    selection: str | None = None,
    picked: str | None = None,
) -> alt.LayerChart:
    """One row a rate, in the frame's order, from nothing up.

    Columns: `row` (an id, as text), `name`, `value`, `low`, `high` (numbers, or missing), `figure`
    (the value in words, or why there is none), `words` (the row in words, its interval too),
    `colour` (a key of the palette, blank for ink). `highest`: where the axis ends, for charts that
    are to be compared; `name_room`: how wide names may be. `selection` names the point selection (field `row`) that a page listens to.
    """
    if frame.empty:
        return blank(say("charts.nothing_counted"), mode=mode)
    laid = _laid_out(frame, mode, picked)
    end = highest or _end(frame)

    def across(field: str) -> alt.X:
        axis = alt.Axis(
            grid=True,
            tickCount=4,
            format=number_format,
            labelExpr=SPACED_PERCENT,
            labelPadding=8,
        )
        scale = alt.Scale(domain=[0, end], nice=False)
        return alt.X(f"{field}:Q", scale=scale, axis=axis, title=None)

    base = alt.Chart(laid).encode(y=names_at_left(laid, mode, name_room, 12))
    drawn = layered(
        rules(base, across),
        _points(base, across, selection),
        _figures(base, across, mode),
        _undefined(base, mode),
    )
    drawn = drawn.properties(height=ROW_HEIGHT * len(laid))
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The rows in words, in their order."""
    if frame.empty:
        return say("charts.nothing_counted")
    return say("charts.sentences").join(frame["words"])


def highest_of(frames: list[pd.DataFrame]) -> float:
    """Where the axes of charts end that are to be compared."""
    return max((_end(frame) for frame in frames if not frame.empty), default=1.0)


def _end(frame: pd.DataFrame) -> float:
    highest = frame[["value", "high"]].astype(float).max().max()
    return float(highest) * 1.06 if highest > 0 else 1.0


def _laid_out(frame: pd.DataFrame, mode: Mode, picked: str | None) -> pd.DataFrame:
    page, laid = PAGE[mode], frame.copy()
    laid["row"] = laid["row"].astype(str)
    laid["ink"] = [palette_of(one).of(mode).area if one else page.ink for one in laid["colour"]]
    laid["edge"] = [page.ink if row == picked else page.page for row in laid["row"]]
    laid["is_defined"] = laid["value"].notna()
    return laid


def _points(base: alt.Chart, across: Across, selection: str | None) -> alt.Chart:
    marks = base.transform_filter("datum.is_defined").mark_point(
        filled=True, size=110, opacity=1, strokeWidth=1.5
    )
    drawn: alt.Chart = marks.encode(
        x=across("value"),
        fill=alt.Fill("ink:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        description="words:N",
        tooltip=[alt.Tooltip("words:N", title=say("charts.rate"))],
    )
    return choosing_rows(drawn, selection)


def _figures(base: alt.Chart, across: Across, mode: Mode) -> alt.Chart:
    marks = base.transform_filter("datum.is_defined").mark_text(
        dy=-14, fontSize=13, fontWeight=600, aria=False, color=PAGE[mode].ink
    )
    drawn: alt.Chart = marks.encode(x=across("value"), text="figure:N")
    return drawn


def _undefined(base: alt.Chart, mode: Mode) -> alt.Chart:
    marks = base.transform_filter("!datum.is_defined").mark_text(
        align="left", dx=6, fontSize=13, color=PAGE[mode].ink_2, limit=alt.expr("width")
    )
    drawn: alt.Chart = marks.encode(x=alt.value(0), text="figure:N")
    return drawn
