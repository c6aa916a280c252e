"""Agreement from week to week, and by each version of the guidelines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from agreement.bases import Basis
from charts import agreement_over_time, intervals
from models.queries.scope import Pick
from pages.agreement_found import look
from pages.agreement_frames import (
    Named,
    days_in_words,
    marks_of,
    rows_frame,
    rows_table,
    spans_frame,
)
from pages.agreement_panels import kind_of
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel
from words import say


def time_panel(session: Session, asked: Asked, basis: Basis) -> Panel:
    """From week to week, by the day on which an article's last reading was submitted."""
    found, pick = look(session, asked, basis), asked.filters.pick
    rows: list[Named] = [
        (name, days_in_words(span), found.survey.groups.get(name, found.survey.first), "")
        for name, span in found.spans.items()
    ]
    starting: list[Named] = [
        (found.spans[name].since.isoformat(), said, figure, "") for name, said, figure, _ in rows
    ]
    frame = spans_frame(found.spans, {name: figure for name, _, figure, _ in rows})
    ends = dict(zip(frame["since"], frame["until"], strict=True))

    def picks(mark: Mapping[str, Any]) -> Pick:
        since = str(mark["on"])
        return Pick(since=date.fromisoformat(since), until=date.fromisoformat(ends[since]))

    return Panel(
        name="over_time",
        title=say("agreement.over_time_title"),
        unit=say(f"agreement.over_time_{kind_of(basis)}"),
        frame=frame,
        table=rows_table(say("agreement.column_days"), rows),
        drawing=agreement_over_time,
        marks=marks_of(starting, "on"),
        picked=pick.since.isoformat() if pick.since else None,
        picks=picks,
    )


def versions_panel(session: Session, asked: Asked, basis: Basis) -> Panel:
    """Readings by each version of the guidelines, apart."""
    found, pick = look(session, asked, basis), asked.filters.pick
    rows: list[Named] = [
        (
            str(version),
            say("dashboard.part_version", number=version),
            found.survey.groups.get(f"version {version}", found.survey.first),
            "",
        )
        for version in found.versions
    ]
    return Panel(
        name="versions",
        title=say("agreement.versions_title"),
        unit=say(f"agreement.versions_{kind_of(basis)}"),
        frame=rows_frame(rows),
        table=rows_table(say("agreement.column_version"), rows),
        drawing=intervals,
        marks=marks_of(rows),
        picked=None if pick.version is None else str(pick.version),
        picks=lambda mark: Pick(version=int(mark["row"])),
    )
