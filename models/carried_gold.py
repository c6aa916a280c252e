"""Gold of a corrected article: what stands unchanged moves to the newest text, the rest waits for an editor.

How it stands with each gold passage the trail says: an event of the workbench's own, or of the editor
who decided, whose row is the earlier text's gold. The settled reading of that text stays as it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session, aliased

from models.anchoring import Anchoring
from models.annotation import Annotation
from models.base import Base
from models.carried import CarriedPassage
from models.carrying import anchoring_from, copy_passage, shelved
from models.event import Event, event_row
from models.gold import GoldAnnotation, GoldSource
from models.gold_step import SOURCE_COLUMNS
from models.queries.row_text import row_text
from models.revision import Revision

Row = dict[str, Any]
_GOLD = Base.metadata.tables[GoldAnnotation.__tablename__]
_ANNOTATION = Base.metadata.tables[Annotation.__tablename__]
DECIDED = ("move", "keep")
"""What an event says of gold that does not wait any more."""
AGAIN = "wait"
"""What an event says of gold whose decision was taken back."""


def carry_gold(
    session: Session, newest: Revision, texts: Mapping[int, Anchoring], at: datetime
) -> None:
    """Move what is sure to the newest text, as work that is not settled; `texts` lie beside it."""
    beside = dict(texts)
    new = shelved(session, newest)
    moved = []
    for row in uncarried_gold(session, newest):
        number = row["revision_id"]
        if number not in beside:
            beside[number] = anchoring_from(session, number, new.text)
        found = beside[number].place(row["start"], row["end"])
        if found.reason == "unchanged":
            place = found.places[0]
            moved.append(copy_passage(row, new, (place.start, place.end), at))
    store_gold(session, moved, at)


def uncarried_gold(session: Session, newest: Revision) -> list[Row]:
    """Live gold of the article's earlier texts that neither moved nor was kept with its text."""
    later = aliased(Event)
    taken_back = exists().where(
        later.entity == "gold",
        later.row == Event.row,
        later.action == AGAIN,
        later.id > Event.id,
    )
    decided = exists().where(
        Event.entity == "gold",
        Event.row == row_text(GoldAnnotation.id),
        Event.action.in_(DECIDED),
        ~taken_back,
    )
    wanted = (
        select(_GOLD)
        .join(Revision, Revision.id == _GOLD.c.revision_id)
        .where(
            Revision.article_id == newest.article_id,
            Revision.number < newest.number,
            _GOLD.c.deleted_at.is_(None),
            ~decided,
        )
        .order_by(_GOLD.c.revision_id, _GOLD.c.start, _GOLD.c.id)
    )
    return [dict(row) for row in session.execute(wanted).mappings()]


def store_gold(
    session: Session, moved: Sequence[Row], at: datetime, actor: int | None = None
) -> None:
    """Store the copies with those of their sources that moved as well, and what became of each."""
    if not moved:
        return
    columns = _GOLD.columns.keys()
    session.connection().execute(
        insert(_GOLD), [{name: one[name] for name in columns} for one in moved]
    )
    sources = list(_sources(session, {one["from"]: one["id"] for one in moved}))
    if sources:
        session.execute(insert(GoldSource), sources)
    events = [event for one in moved for event in _events(one, at, actor)]
    session.execute(insert(Event), events)


def decision(
    row: Mapping[str, Any], action: str, after: Row, at: datetime, actor: int | None
) -> Row:
    """The event which says that gold of an earlier text does not wait any more."""
    before = {"revision_id": row["revision_id"], "quote": row["quote"]}
    return event_row(actor, row["project_id"], action, "gold", row["id"], before, after, at)


def _events(moved: Mapping[str, Any], at: datetime, actor: int | None) -> Iterator[Row]:
    told = {"revision_id": moved["revision_id"], "moved_to": str(moved["id"])}
    yield decision(moved["was"], "move", told, at, actor)
    places = ("revision_id", "start", "end", "quote", "note", "version")
    after = {name: moved[name] for name in places} | {"moved_from": str(moved["from"])}
    yield event_row(actor, moved["project_id"], "create", "gold", moved["id"], None, after, at)


def _sources(session: Session, to: Mapping[UUID, UUID]) -> Iterator[Row]:
    rows = session.execute(
        select(GoldSource.gold_id, *(_ANNOTATION.c[name] for name in ("id", *SOURCE_COLUMNS)))
        .join(CarriedPassage, CarriedPassage.annotation_id == GoldSource.annotation_id)
        .join(_ANNOTATION, _ANNOTATION.c.id == CarriedPassage.moved_to)
        .where(GoldSource.gold_id.in_(to), _ANNOTATION.c.deleted_at.is_(None))
    ).mappings()
    for row in rows:
        named = {name: row[name] for name in SOURCE_COLUMNS}
        yield {"gold_id": to[row["gold_id"]], "annotation_id": row["id"], **named}
