"""How many passages were tagged on each day."""

from datetime import date

import altair as alt
import pandas as pd

from charts.figures import grouped, long_day, passages_in_words
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
    """One bar a day, in ink; weekends are paler.

    Columns: `day` (ISO text, UTC, one row a day without holes), `passages` (a count).
    `selection` names the point selection (field `on`, ISO text) that a page listens to; `picked`
    is the day to frame in ink.
    """
    if frame["passages"].sum() == 0:
        return blank(say("charts.none"), mode=mode)
    base = alt.Chart(_laid_out(frame, mode, picked)).encode(x=_days(frame), y=_counts())
    layers = [_bars(base, _spacing(frame), selection)]
    layers += [_frame_of_the_pick(base, mode)] if picked else []
    drawn = layered(*layers).properties(height=HEIGHT)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The chart in words: the range, the sum and the highest day."""
    if frame["passages"].sum() == 0:
        return say("charts.none")
    peak = frame.sort_values("passages", ascending=False, kind="stable").iloc[0]
    return say(
        "charts.over_time",
        first=_in_words(frame["day"].iloc[0]),
        last=_in_words(frame["day"].iloc[-1]),
        total=passages_in_words(int(frame["passages"].sum())),
        peak_day=_in_words(peak["day"]),
        peak=grouped(peak["passages"]),
    )


def _in_words(day: str) -> str:
    return long_day(date.fromisoformat(day))


def _laid_out(frame: pd.DataFrame, mode: Mode, picked: str | None) -> pd.DataFrame:
    page, laid = PAGE[mode], frame.copy()
    # A selection must carry the day as text: Vega turns the field of a time axis into a number.
    laid["on"] = laid["day"]
    weekends = [date.fromisoformat(day).weekday() >= 5 for day in laid["day"]]
    laid["shade"] = [page.outline if weekend else page.ink_2 for weekend in weekends]
    laid["in_words"] = laid["day"].map(_in_words)
    laid["figure"] = laid["passages"].map(grouped)
    laid["words"] = [
        say("charts.on_day", day=day, passages=passages_in_words(count))
        for day, count in zip(laid["in_words"], laid["passages"], strict=True)
    ]
    laid["picked"] = laid["day"] == picked
    return laid


def _days(frame: pd.DataFrame) -> alt.X:
    axis = alt.Axis(
        format="%-d %b",
        labelAlign="left",
        labelPadding=8,
        labelOverlap=True,
        labelSeparation=LABEL_GAP,
        # The scale ends where the day after the last one would begin: that day has no bar.
        labelExpr=f"datum.value <= toDate('{frame['day'].iloc[-1]}') ? datum.label : ''",
        tickCount=min(6, len(frame)),
    )
    return alt.X("utcyearmonthdate(day):T", axis=axis, title=None, scale=alt.Scale(type="utc"))


def _counts() -> alt.Y:
    axis = alt.Axis(grid=True, tickCount=4, tickMinStep=1, format=",d", labelPadding=8)
    return alt.Y("passages:Q", axis=axis, title=None)


def _spacing(frame: pd.DataFrame) -> int:
    """Pixels of page between two bars: fewer, the more days share the width."""
    return 3 if len(frame) <= 60 else 1 if len(frame) <= 150 else 0


def _bars(base: alt.Chart, spacing: int, selection: str | None) -> alt.Chart:
    drawn: alt.Chart = base.mark_bar(binSpacing=spacing).encode(
        color=alt.Color("shade:N", scale=None),
        description="words:N",
        tooltip=[
            alt.Tooltip("in_words:N", title=say("charts.day_column")),
            alt.Tooltip("figure:N", title=say("charts.passages")),
        ],
    )
    if selection is None:
        return drawn
    days = alt.selection_point(name=selection, fields=["on"], on="click", clear=False)
    return drawn.add_params(days)


def _frame_of_the_pick(base: alt.Chart, mode: Mode) -> alt.Chart:
    picked = base.transform_filter("datum.picked")
    frame: alt.Chart = picked.mark_bar(
        fillOpacity=0, strokeWidth=2, stroke=PAGE[mode].ink, aria=False
    )
    return frame
