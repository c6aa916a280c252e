"""Submitted readings so far, against the plan, and how they may go on."""

from datetime import date
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from charts.figures import grouped, long_day
from charts.palette import PAGE, Mode
from charts.theme import LABEL_GAP, blank, dressed, layered
from words import say

HEIGHT = 190
TICKS = 5
FAR = 0.3
"""Of the time that is shown: words fit below what lies ahead for longer."""


def chart(frame: pd.DataFrame, *, mode: Mode) -> alt.LayerChart:
    """The sum of readings as a line, the plan as a thin one, the forecast dotted with its range.

    Columns: `kind` (done, plan, ahead), `day` (ISO text), `readings` (the sum by then), `low` and
    `high` (of what lies ahead).
    """
    if not (frame["kind"] == "done").any():
        return blank(say("charts.no_readings"), mode=mode)
    page = PAGE[mode]
    base = alt.Chart(frame).encode(x=_days(frame), y=_sums("readings:Q"))
    ahead = base.transform_filter("datum.kind === 'ahead'")
    layers = [
        ahead.mark_area(color=page.ink, opacity=0.1, aria=False).encode(
            y=_sums("low:Q"), y2="high:Q"
        ),
        base.transform_filter("datum.kind === 'plan'").mark_line(
            color=page.outline, strokeWidth=1.5, aria=False
        ),
        ahead.mark_line(color=page.ink, strokeWidth=2, strokeDash=[2, 4], aria=False),
        base.transform_filter("datum.kind === 'done'").mark_line(
            color=page.ink, strokeWidth=2.5, aria=False
        ),
        *_last(frame, page.ink),
        *_names(frame, page.ink_2),
    ]
    drawn = layered(*layers).properties(height=HEIGHT)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The chart in words: how many by when, of how many planned, and what lies ahead."""
    done = frame[frame["kind"] == "done"]
    if done.empty:
        return say("charts.no_readings")
    last = done.iloc[-1]
    words = [say("charts.submitted_by", n=int(last["readings"]), day=_day(last["day"]))]
    plan, ahead = frame[frame["kind"] == "plan"], frame[frame["kind"] == "ahead"]
    if not plan.empty:
        end = plan.iloc[-1]
        words.append(say("charts.planned_by", n=int(end["readings"]), day=_day(end["day"])))
    if not ahead.empty:
        end = ahead.iloc[-1]
        words.append(
            say(
                "charts.expected_by",
                n=round(end["readings"]),
                low=round(end["low"]),
                high=round(end["high"]),
                day=_day(end["day"]),
            )
        )
    return " ".join(words)


def _day(text: str) -> str:
    return long_day(date.fromisoformat(text))


def _days(frame: pd.DataFrame) -> alt.X:
    # Of few days each is said, and none twice.
    few = frame["day"].nunique() <= TICKS
    ticks = alt.TimeIntervalStep(interval="day", step=1) if few else TICKS
    axis = alt.Axis(
        format="%-d %b",
        labelAlign="left",
        labelPadding=8,
        labelOverlap=True,
        labelSeparation=LABEL_GAP,
        tickCount=ticks,
    )
    return alt.X("utcyearmonthdate(day):T", axis=axis, title=None, scale=alt.Scale(type="utc"))


def _sums(field: str) -> alt.Y:
    axis = alt.Axis(grid=True, tickCount=4, tickMinStep=1, format=",d", labelPadding=8)
    return alt.Y(field, axis=axis, title=None)


def _last(frame: pd.DataFrame, ink: str) -> list[alt.Chart]:
    last = frame[frame["kind"] == "done"].tail(1).copy()
    said = say("charts.submitted", figure=grouped(int(last["readings"].iloc[0])))
    last["label"] = said
    last["words"] = describe(frame)
    base = alt.Chart(last).encode(x=_days(frame), y=_sums("readings:Q"))
    point: alt.Chart = base.mark_point(filled=True, size=110, color=ink, opacity=1).encode(
        description="words:N", tooltip=[alt.Tooltip("label:N", title=" ")]
    )
    # Below the line, beside the point, where what lies ahead leaves room for it; else at its left.
    aside: dict[str, Any] = {"align": "left", "dx": 10, "dy": 12}
    if not _is_far(frame):
        aside = {"align": "right", "dx": -10, "dy": -10}
    label: alt.Chart = base.mark_text(fontSize=13, fontWeight=600, color=ink, **aside).encode(
        text="label:N"
    )
    return [point, label]


def _is_far(frame: pd.DataFrame) -> bool:
    """Whether what lies ahead is so long that words fit below it."""
    days = [date.fromisoformat(day).toordinal() for day in frame["day"]]
    ahead = [day for day, kind in zip(days, frame["kind"], strict=True) if kind == "ahead"]
    return bool(ahead) and max(ahead) - min(ahead) > FAR * (max(days) - min(days))


def _names(frame: pd.DataFrame, ink: str) -> list[alt.Chart]:
    """The words beside the two other lines."""
    found = []
    if (frame["kind"] == "plan").any():
        day, planned, done = _amid_the_plan(frame)
        above = planned > done
        # On the side where the other line is not.
        aside: dict[str, Any] = {"align": "right", "dx": -6, "dy": -10}
        if not above:
            aside = {"align": "left", "dx": 6, "dy": 22}
        found.append(_word(frame, "charts.plan", day, planned, ink, aside))
    ahead = frame[frame["kind"] == "ahead"]
    if not ahead.empty:
        # Below the line where it is long, else beyond its end, where the plan may lie.
        beyond = {
            "align": "left",
            "dx": 6,
            "dy": 18 if frame["day"].max() > ahead["day"].max() else 0,
        }
        aside = {"align": "right", "dy": 24} if _is_far(frame) else beyond
        end = ahead.iloc[-1]
        found.append(_word(frame, "charts.forecast", end["day"], end["readings"], ink, aside))
    return found


def _amid_the_plan(frame: pd.DataFrame) -> tuple[str, float, float]:
    """A day halfway through what was done, and the readings planned and done by then."""
    lines = []
    for kind in ("plan", "done"):
        rows = frame[frame["kind"] == kind]
        days = [date.fromisoformat(day).toordinal() for day in rows["day"]]
        lines.append((days, rows["readings"].to_list()))
    (planned, _), (done, _) = lines
    middle = min((done[0] + done[-1]) // 2, planned[-1])
    by_then = [float(np.interp(middle, days, sums)) for days, sums in lines]
    return date.fromordinal(middle).isoformat(), by_then[0], by_then[1]


def _word(
    frame: pd.DataFrame, word: str, day: str, readings: float, ink: str, aside: dict[str, Any]
) -> alt.Chart:
    at = pd.DataFrame([{"day": day, "readings": readings, "label": say(word)}])
    base = alt.Chart(at).encode(x=_days(frame), y=_sums("readings:Q"), text="label:N")
    drawn: alt.Chart = base.mark_text(**aside, fontSize=13, color=ink, aria=False)
    return drawn
