"""The charts of the desk."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from charts import work_over_time
from charts.figures import grouped
from models.queries.desk_days import Days, passages_a_day
from models.queries.scope import Pick
from pages.dashboard_parts import Asked, Panel, Slot
from pages.dashboard_tables import days_table
from pages.tag_panels import around
from words import say


def tagged_days(session: Session, asked: Asked) -> Panel:
    """Passages a day."""
    found = passages_a_day(session, *asked.of, around(asked.filters, "since"))
    day = asked.filters.pick.since
    return Panel(
        name="over_time",
        title=say("desk.over_time_title"),
        unit=_days(found),
        frame=found.frame,
        table=days_table(found.frame),
        drawing=work_over_time,
        picked=day.isoformat() if day else None,
        picks=_picks_day,
    )


CHART_SLOTS = (Slot("over_time", tagged_days, slow=1),)


def _picks_day(mark: Mapping[str, Any]) -> Pick:
    day = date.fromisoformat(str(mark["on"]))
    return Pick(since=day, until=day)


def _days(days: Days) -> str:
    if not days.earlier:
        return say("desk.over_time_scope")
    return say("desk.over_time_earlier", n=days.earlier, figure=grouped(days.earlier))
