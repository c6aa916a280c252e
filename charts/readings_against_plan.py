"""Submitted readings so far, against the plan, and how they may go on."""

from datetime import date
from typing import Any

import altair as alt
import pandas as pd

from charts.figures import grouped, long_day
from charts.palette import PAGE, Mode
from charts.theme import blank, dressed, layered
from words import say

HEIGHT = 190
TICKS = 5


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
        format="%-d %b", labelAlign="left", labelPadding=8, labelOverlap=True, tickCount=ticks
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
    # Beside what lies ahead there is room below the point; else at its left.
    aside: dict[str, Any] = {"align": "left", "dx": 10, "dy": 12}
    if not (frame["kind"] == "ahead").any():
        aside = {"align": "right", "dx": -10, "dy": -10}
    label: alt.Chart = base.mark_text(fontSize=13, fontWeight=600, color=ink, **aside).encode(
        text="label:N"
    )
    return [point, label]


def _names(frame: pd.DataFrame, ink: str) -> list[alt.Chart]:
    """The words beside the two other lines."""
    found = []
    for kind, word, dy in (("plan", "charts.plan", 22), ("ahead", "charts.forecast", 24)):
        rows = frame[frame["kind"] == kind]
        if rows.empty:
            continue
        at = rows.iloc[[len(rows) // 2 if kind == "plan" and len(rows) > 2 else -1]].copy()
        at["label"] = say(word)
        base = alt.Chart(at).encode(x=_days(frame), y=_sums("readings:Q"), text="label:N")
        # Below the line, and beside it where it rises.
        aside: dict[str, Any] = {"align": "left", "dx": 6} if kind == "plan" else {"align": "right"}
        found.append(base.mark_text(**aside, dy=dy, fontSize=13, color=ink, aria=False))
    return found
