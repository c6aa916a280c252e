"""The desk's table of weeks: what was done in each, and how long people were at it, all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from charts.figures import grouped, passages_in_words, short_day
from models.base import today
from models.queries.desk_pace import Pace
from models.queries.scope import Filters, Pick
from pages.dashboard_address import write_address
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing
from pages.desk_asked import days_of, pace_of
from pages.tag_panels import around
from words import say

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in the week from `monday` on."""

    monday: date
    submitted: int
    settled: int
    passages: int

    @property
    def pick(self) -> Pick:
        """What narrows the desk down to the passages of this week."""
        return Pick(since=self.monday, until=self.monday + timedelta(days=6))


def throughput(session: Session, asked: Asked) -> Listing:
    """What was done week by week, and how long people were at it, all together."""
    found = pace_of(session, asked)
    days = days_of(session, asked, around(asked.filters, "since")).frame
    tagged = {
        date.fromisoformat(str(day)): int(n)
        for day, n in zip(days["day"], days["passages"], strict=True)
    }
    monday = today() - timedelta(days=today().weekday())
    weeks = [
        Week(one, *(_in_week(counts, one) for counts in (found.submitted, found.settled, tagged)))
        for one in (monday - timedelta(days=7 * back) for back in range(WEEKS))
    ]
    return Listing(
        name="throughput",
        title=say("desk.throughput_title"),
        unit=_hours(found),
        scope=_scope(found, weeks),
        table=_table(weeks),
        draw=partial(_draw_weeks, weeks, asked.filters),
    )


def _scope(found: Pace, weeks: Sequence[Week]) -> str:
    if not any(week.passages for week in weeks):
        return ""
    return say("desk.throughput_scope", hours=_hours(found))


def _hours(found: Pace) -> str:
    if found.hours_hidden:
        return say(f"desk.hours_{found.hours_hidden}")
    if not found.seconds:
        return say("desk.hours_none")
    told = grouped(round(found.seconds / 3600))
    return say("desk.hours", hours=told, readings=grouped(found.readings))


def _in_week(counts: Mapping[date, int], monday: date) -> int:
    return sum(counts.get(monday + timedelta(days=one), 0) for one in range(7))


def _table(weeks: Sequence[Week]) -> pd.DataFrame:
    rows = [
        (short_day(one.monday), *map(grouped, (one.submitted, one.settled, one.passages)))
        for one in weeks
    ]
    return pd.DataFrame(rows, columns=_heads())


def _heads() -> list[str]:
    return [say(f"desk.column_{name}") for name in ("week", "submitted", "settled", "passages")]


def _draw_weeks(weeks: Sequence[Week], filters: Filters) -> None:
    """The weeks, each count of passages the way to them; in the week that is shown, back again."""
    with st.container(key="desk-weeks"):
        st.html(_cells(_heads()))
        for week in weeks:
            with st.container(horizontal=True, key=f"desk-week-{week.monday}"):
                passages = passages_in_words(week.passages)
                if not week.passages:
                    st.html(_cells([*_told(week), passages]))
                    continue
                st.html(_cells(_told(week)))
                is_picked = filters.pick == week.pick
                st.button(
                    f"**{passages}**" if is_picked else passages,
                    type="tertiary",
                    key=f"desk-week-passages-{week.monday}",
                    on_click=write_address,
                    args=(replace(filters, pick=Pick() if is_picked else week.pick),),
                )


def _told(week: Week) -> list[str]:
    """The other cells in words, since whoever hears a cell hears no head of its column."""
    return [
        short_day(week.monday),
        say("desk.readings", n=week.submitted, figure=grouped(week.submitted)),
        say("desk.articles", n=week.settled, figure=grouped(week.settled)),
    ]


def _cells(texts: Sequence[str]) -> str:
    cells = "".join(f"<span>{escape(text)}</span>" for text in texts)
    return f'<div class="desk-week">{cells}</div>'
