"""The charts of the desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy.orm import Session

from charts import printed_by_outlets as outlets_chart
from charts import readings_against_plan, work_over_time
from charts.figures import grouped, long_day, percent
from models.base import today
from models.queries.desk_days import Days
from models.queries.desk_outlets import printed_by_outlets
from models.queries.scope import Pick
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel, Slot
from pages.dashboard_tables import days_table, tags_table
from pages.desk_asked import days_of, pace_of
from pages.desk_marks import day_marks, outlet_marks
from pages.desk_numbers import ahead_of
from pages.desk_plan import plan_frame
from pages.tag_panels import around, selectable
from words import say


def outlets(session: Session, asked: Asked) -> Panel:
    """What the outlets print."""
    pick = asked.filters.pick
    frame = printed_by_outlets(session, *asked.of, around(asked.filters, "outlet"))
    named = frame.assign(name=[one or say("charts.no_outlet") for one in frame["outlet"]])
    return Panel(
        name="outlets",
        title=say("desk.outlets_title"),
        unit=say("desk.outlets_unit"),
        scope=selectable(say("desk.outlets_unit")),
        frame=frame,
        table=tags_table(named, ("outlet", "name"), "share", "articles", percent, _count),
        drawing=outlets_chart,
        picked=None if pick.outlet is None else (pick.outlet, pick.tag),
        picks=lambda mark: Pick(outlet=str(mark["row"]), tag=str(mark["tag"])),
        marks=outlet_marks(named),
    )


def readings(session: Session, asked: Asked) -> Panel:
    """Readings against plan."""
    found = pace_of(session, asked)
    ahead = ahead_of(found)
    frame = plan_frame(found, ahead, today())
    unit = "readings_unit" if found.due else "readings_unplanned"
    return Panel(
        name="readings",
        title=say("desk.readings_title"),
        unit=say(f"desk.{unit}"),
        frame=frame,
        table=_plan_table(frame),
        drawing=readings_against_plan,
    )


def tagged_days(session: Session, asked: Asked) -> Panel:
    """Passages a day."""
    found = days_of(session, asked, around(asked.filters, "since"))
    day = asked.filters.pick.since
    return Panel(
        name="over_time",
        title=say("desk.over_time_title"),
        unit=_days(found),
        scope=selectable(_days(found)),
        frame=found.frame,
        table=days_table(found.frame),
        drawing=work_over_time,
        picked=day.isoformat() if day else None,
        picks=_picks_day,
        marks=day_marks(found.frame),
    )


CHART_SLOTS = (
    Slot("outlets", outlets, slow=2),
    Slot("readings", readings, slow=1),
    Slot("over_time", tagged_days, slow=2),
)


def _count(articles: float) -> str:
    return grouped(int(articles))


def _plan_table(frame: pd.DataFrame) -> pd.DataFrame:
    rows = frame[frame["kind"] != "ahead"].iloc[::-1]
    ahead = frame[frame["kind"] == "ahead"]
    told = [*ahead.itertuples(), *rows.itertuples()]
    return pd.DataFrame(
        {
            say("charts.day_column"): [long_day(date.fromisoformat(str(row.day))) for row in told],
            say("desk.column_kind"): [say(f"desk.kind_{row.kind}") for row in told],
            say("desk.column_readings"): [_sum(row) for row in told],
        }
    )


def _sum(row: Any) -> str:
    whole = grouped(round(row.readings))
    if row.kind != "ahead":
        return whole
    return say("desk.with_range", figure=whole, low=round(row.low), high=round(row.high))


def _picks_day(mark: Mapping[str, Any]) -> Pick:
    day = date.fromisoformat(str(mark["on"]))
    return Pick(since=day, until=day)


def _days(days: Days) -> str:
    if not days.earlier:
        return say("desk.over_time_scope")
    return say("desk.over_time_earlier", n=days.earlier, figure=grouped(days.earlier))
