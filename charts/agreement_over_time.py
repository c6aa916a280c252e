"""How agreement went from week to week, or from month to month, with its interval."""

from datetime import date

import altair as alt
import pandas as pd

from charts.coefficients import coefficient
from charts.figures import long_day
from charts.palette import PAGE, Mode
from charts.theme import LABEL_GAP, blank, dressed, layered
from words import say

HEIGHT = 150


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: str | None = None,
) -> alt.LayerChart:
    """A line in ink over the starts of the stretches, and a rule from lowest to highest of its interval.

    Columns: `since`, `until` (ISO text, both days included), `value`, `low`, `high` (numbers, or
    missing), `words` (the stretch in words). A stretch without a value is a hole in the line.
    `selection` names the point selection (field `on`, the start as ISO text).
    """
    if frame["value"].notna().sum() == 0:
        return blank(say("agreement.nothing_compared"), mode=mode)
    laid = frame.copy()
    laid["on"] = laid["since"]
    laid["edge"] = [PAGE[mode].ink if one == picked else PAGE[mode].page for one in laid["since"]]
    base = alt.Chart(laid).encode(x=_days(laid))
    drawn = layered(
        _rules(base, mode), _line(base, mode), _points(base, mode, selection)
    ).properties(height=HEIGHT)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The line in words: the range, the first and last value, the lowest and the highest."""
    known = frame[frame["value"].notna()]
    if known.empty:
        return say("agreement.nothing_compared")
    by_value = known.sort_values("value", kind="stable")
    low, high = by_value.iloc[0], by_value.iloc[-1]
    return say(
        "agreement.over_time_words",
        first=_in_words(known["since"].iloc[0]),
        last=_in_words(known["until"].iloc[-1]),
        low=coefficient(low["value"]),
        low_day=_in_words(low["since"]),
        high=coefficient(high["value"]),
        high_day=_in_words(high["since"]),
    )


def _in_words(day: str) -> str:
    return long_day(date.fromisoformat(day))


def _days(laid: pd.DataFrame) -> alt.X:
    # Under points alone: the ticks of the library would stand on days of its own choice.
    starts = [date.fromisoformat(day) for day in laid["since"]][:: max(1, len(laid) // 6)]
    ticks = [alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in starts]
    axis = alt.Axis(
        format="%-d %b", labelOverlap=True, labelSeparation=LABEL_GAP, labelPadding=8, values=ticks
    )
    return alt.X("utcyearmonthdate(since):T", axis=axis, title=None, scale=alt.Scale(type="utc"))


def _up(field: str) -> alt.Y:
    axis = alt.Axis(grid=True, tickCount=3, format=".1f", labelPadding=8)
    scale = alt.Scale(domainMax=1, zero=False, nice=True)
    return alt.Y(f"{field}:Q", axis=axis, title=None, scale=scale)


def _rules(base: alt.Chart, mode: Mode) -> alt.Chart:
    marks = base.transform_filter("isValid(datum.low)")
    marks = marks.mark_rule(strokeWidth=3, color=PAGE[mode].outline, aria=False)
    drawn: alt.Chart = marks.encode(y=_up("low"), y2="high:Q")
    return drawn


def _line(base: alt.Chart, mode: Mode) -> alt.Chart:
    marks = base.mark_line(
        strokeWidth=2.5, color=PAGE[mode].ink, aria=False, invalid="break-paths-show-domains"
    )
    drawn: alt.Chart = marks.encode(y=_up("value"))
    return drawn


def _points(base: alt.Chart, mode: Mode, selection: str | None) -> alt.Chart:
    marks = base.transform_filter("isValid(datum.value)").mark_point(
        filled=True, size=70, opacity=1, color=PAGE[mode].ink, strokeWidth=1.5
    )
    drawn: alt.Chart = marks.encode(
        y=_up("value"),
        stroke=alt.Stroke("edge:N", scale=None),
        description="words:N",
        tooltip=alt.Tooltip("words:N", title=say("agreement.figure")),
    )
    if selection is None:
        return drawn
    return drawn.add_params(
        alt.selection_point(name=selection, fields=["on"], on="click", clear=False)
    )
