"""The desk's table of weeks: what was done in each, and how long people were at it, all together."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

import pandas as pd
from sqlalchemy.orm import Session

from charts.figures import grouped, short_day
from models.base import today
from models.queries.desk_pace import Pace
from models.queries.scope import Pick
from pages.dashboard_address import written
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing
from pages.desk_asked import days_of, pace_of
from pages.drawn_table import draw_table
from words import say

WEEKS = 6


def throughput(session: Session, asked: Asked) -> Listing:
    """What was done week by week, and how long people were at it, all together."""
    found = pace_of(session, asked)
    days = days_of(session, asked, asked.filters).frame
    tagged = {
        date.fromisoformat(str(day)): int(n)
        for day, n in zip(days["day"], days["passages"], strict=True)
    }
    monday = today() - timedelta(days=today().weekday())
    weeks = [monday - timedelta(days=7 * back) for back in range(WEEKS)]
    table = pd.DataFrame(
        {
            say("desk.column_week"): [short_day(week) for week in weeks],
            say("desk.column_submitted"): [_in_week(found.submitted, week) for week in weeks],
            say("desk.column_settled"): [_in_week(found.settled, week) for week in weeks],
            say("desk.column_passages"): [_in_week(tagged, week) for week in weeks],
        }
    )
    return Listing(
        name="throughput",
        title=say("desk.throughput_title"),
        unit=_hours(found),
        table=table,
        draw=partial(_draw_weeks, table, [_week_href(asked, one) for one in weeks]),
    )


def _hours(found: Pace) -> str:
    if found.hours_hidden:
        return say(f"desk.hours_{found.hours_hidden}")
    if not found.seconds:
        return say("desk.hours_none")
    told = grouped(round(found.seconds / 3600))
    return say("desk.hours", hours=told, readings=grouped(found.readings))


def _in_week(counts: Mapping[date, int], monday: date) -> str:
    return grouped(sum(counts.get(monday + timedelta(days=one), 0) for one in range(7)))


def _draw_weeks(table: pd.DataFrame, ways: Sequence[str]) -> None:
    """The weeks, each count of passages the way to them."""
    head = say("desk.column_passages")
    linked = [
        cell if cell == "0" else f"[{cell}]({way})"
        for cell, way in zip(table[head], ways, strict=True)
    ]
    draw_table(table.assign(**{head: linked}), say("desk.throughput_title"))


def _week_href(asked: Asked, monday: date) -> str:
    """The address of this page narrowed down to what was tagged in that week."""
    pick = Pick(since=monday, until=monday + timedelta(days=6))
    asked_for = {"project": [str(asked.visit.project_id)]}
    query = asked_for | written(replace(asked.filters, pick=pick))
    return f"desk?{urlencode(query, doseq=True)}"
