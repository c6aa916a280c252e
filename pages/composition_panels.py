"""The charts of the composition: by row, per 1,000 words, and which tags meet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from charts import rate_intervals, tag_composition, tag_meetings
from charts.figures import grouped, short_day
from models.queries.composition import By, composition
from models.queries.counted import Basis
from models.queries.outlet_counts import outlet_counts
from models.queries.overlaps import Whose, tags_meeting
from models.queries.scope import Pick
from pages.composition_tables import (
    composed_marks,
    composed_table,
    meeting_squares,
    meetings_table,
)
from pages.dashboard_address import beside, written
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Panel
from pages.rate_rows import marks_of_rows, rate_rows, rates_table, tag_rates
from pages.tag_panels import around, selectable
from words import say

PART = {"outlet": "outlet", "author": "author", "article": "article", "week": "since"}
"""What a mark of these rows picks, beside its tag."""


def composed(session: Session, asked: Asked, *, by: By) -> Panel:
    """Shares of the tags in each row."""
    filters = around(asked.filters, PART[by]) if by in PART else asked.filters
    found = composition(session, *asked.of, filters, by)
    frame = found.frame.assign(name=[_called(by, name) for name in found.frame["name"]])
    shown = frame["row"].nunique()
    unit = say("composition.composed_unit")
    if by == "week":
        unit = say("composition.composed_weeks", unit=unit)
    if shown < found.rows:
        most = say("composition.last_of" if by == "week" else "composition.most_of",
                   shown=shown, all=grouped(found.rows))  # fmt: skip
        unit = f"{unit} {most}"
    return Panel(
        name="composed",
        title=say(f"composition.composed_{by}"),
        unit=unit,
        scope=selectable(unit),
        frame=frame,
        marks=composed_marks(frame),
        table=composed_table(frame, say(f"composition.head_{by}")),
        drawing=tag_composition,
        picked=_picked(by, asked.filters.pick) if by in PART else None,
        picks=PICKS.get(by, lambda mark: Pick(tag=str(mark["tag"]))),
        leads=None if by in PART else partial(_of_project, asked),
        options={
            "head": say(f"composition.head_{by}"),
            "names": "left" if by == "week" else "above",
            "in_order": by == "week",
        },
    )


def rates(session: Session, asked: Asked, *, basis: Basis) -> Panel:
    """Passages per 1,000 words of each tag, with intervals."""
    filters = asked.filters if asked.filters.pick.tag is None else asked.filters.unpicked()
    counts = outlet_counts(session, *asked.of, filters, basis)
    rows = rate_rows(tag_rates(counts, filters.tags))
    unit = say("composition.rates_unit", n=counts.read["article_id"].nunique())
    unit = f"{unit} {say(f'composition.of_{basis}')}"
    if filters.statuses:
        unit = f"{unit} {say('composition.readings_unasked')}"
    return Panel(
        name="rates",
        title=say("composition.rates_title"),
        unit=unit,
        scope=say("composition.rates_scope", unit=unit),
        frame=rows,
        table=rates_table(rows, say("charts.tag")),
        drawing=rate_intervals,
        marks=marks_of_rows(rows),
        picked=asked.filters.pick.tag,
        picks=lambda mark: Pick(tag=str(mark["row"])),
    )


def meetings(session: Session, asked: Asked, *, whose: Whose) -> Panel:
    """Which tags lie on the same words."""
    pick = asked.filters.pick
    filters = asked.filters if pick.other is None else asked.filters.unpicked()
    frame = tags_meeting(session, *asked.of, filters, whose)
    squares = meeting_squares(frame, asked.choices.tags, whose)
    unit = say(f"composition.meetings_{whose}")
    return Panel(
        name="meetings",
        title=say("composition.meetings_title"),
        unit=unit,
        scope=say("composition.meetings_scope", unit=unit),
        frame=squares,
        table=meetings_table(frame),
        drawing=tag_meetings,
        marks=[
            (row["words"], {"tag": row["tag"], "other": row["other"]})
            for row in squares.to_dict("records")
            if row["passages"]
        ],
        picked=None if pick.tag is None or pick.other is None else (pick.tag, pick.other),
        picks=lambda mark: Pick(tag=str(mark["tag"]), other=str(mark["other"])),
    )


def _of_project(asked: Asked, mark: Mapping[str, Any]) -> dict[str, list[str]]:
    """The address of the same view with one tag alone, whose passages it then lists."""
    filters = replace(asked.filters, tags=(str(mark["tag"]),), pick=Pick())
    return {**written(filters), **beside(), "project": [str(asked.visit.project_id)]}


def _called(by: By, name: str) -> str:
    if by == "week":
        return short_day(date.fromisoformat(name))
    return name or say("composition.no_outlet" if by == "outlet" else "composition.no_author")


def _picked(by: By, pick: Pick) -> tuple[str, str] | None:
    found = getattr(pick, PART[by])
    return None if found is None or pick.tag is None else (str(found), pick.tag)


def _week(mark: Mapping[str, Any]) -> Pick:
    monday = date.fromisoformat(str(mark["row"]))
    return Pick(since=monday, until=monday + timedelta(days=6), tag=str(mark["tag"]))


PICKS = {
    "outlet": lambda mark: Pick(outlet=str(mark["row"]), tag=str(mark["tag"])),
    "author": lambda mark: Pick(author=str(mark["row"]), tag=str(mark["tag"])),
    "article": lambda mark: Pick(article=int(mark["row"]), tag=str(mark["tag"])),
    "week": _week,
}
