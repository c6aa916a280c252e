"""Carrying: the passages of an article's earlier texts find their places in its newest one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import exists, insert, select
from sqlalchemy.orm import Session, aliased

from models.anchoring import Anchored, Anchoring
from models.annotation import Annotation, Evidence
from models.base import Base
from models.carried import CarriedPassage
from models.event import Event, event_row
from models.held_passages import in_portions
from models.passage import Shelf, Shelved
from models.revision import Revision
from models.still_seen import keep_seen

Row = dict[str, Any]
_ANNOTATION = Base.metadata.tables[Annotation.__tablename__]


def shelved(session: Session, revision: Revision) -> Shelved:
    """The revision's text, as passages are cut from it."""
    stored = (revision.article_id, revision.project_id, revision.text_sha256)
    found = Shelf().get(session, revision.id, stored)
    if found is None:
        raise LookupError(f"revision {revision.id} has no text")
    return found


def carry(
    session: Session, newest: Revision, at: datetime, reviewer_id: int | None = None
) -> dict[int, Anchoring]:
    """Carry what was not carried yet: of everybody, or of one reviewer.

    What is sure moves: an annotation of its own, as the one it came from. The rest waits, or is gone
    from the text. Returned is how the earlier texts lie beside the newest, by revision.
    """
    texts: dict[int, Anchoring] = {}
    new = shelved(session, newest)
    found = [
        (row, _anchoring(session, texts, row, new).place(row["start"], row["end"]))
        for row in _uncarried(session, newest, reviewer_id)
    ]
    moved = [
        copy_passage(row, new, (anchored.places[0].start, anchored.places[0].end), at)
        for row, anchored in found
        if anchored.reason == "unchanged"
    ]
    store_moved(session, moved, at)
    to = {one["from"]: one["id"] for one in moved}
    rows = [_carried(row["id"], newest.id, one, to.get(row["id"])) for row, one in found]
    if rows:
        keep_seen(session, rows, new.text)
        session.execute(insert(CarriedPassage), rows)
    return texts


def copy_passage(row: Mapping[str, Any], new: Shelved, place: tuple[int, int], at: datetime) -> Row:
    """The same passage, or gold, on another text: who made it when, under which guidelines, stays.

    `from` is what it came from, and `was` that one's columns.
    """
    return {
        **row,
        "id": uuid4(),
        "revision_id": new.id,
        "text_length": len(new.text),
        **new.cut(*place),
        "version": 1,
        "updated_at": at,
        "deleted_at": None,
        "from": row["id"],
        "was": row,
    }


def store_moved(
    session: Session, moved: Sequence[Row], at: datetime, actor: int | None = None
) -> None:
    """Store the copies with their evidence, and an event each; `actor` None: they moved by themselves."""
    if not moved:
        return
    columns = _ANNOTATION.columns.keys()
    connection = session.connection()
    connection.execute(
        insert(_ANNOTATION), [{name: one[name] for name in columns} for one in moved]
    )
    evidence = list(_evidence(session, {one["from"]: one["id"] for one in moved}))
    if evidence:
        session.execute(insert(Evidence), evidence)
    session.execute(insert(Event), [_event(one, at, actor) for one in moved])


def _uncarried(session: Session, newest: Revision, reviewer_id: int | None) -> list[Row]:
    """The live passages of earlier texts that are not carried to the newest, nor settled before."""
    known, settled, earlier = aliased(CarriedPassage), aliased(CarriedPassage), aliased(Revision)
    wanted = (
        select(_ANNOTATION)
        .join(earlier, earlier.id == _ANNOTATION.c.revision_id)
        .where(
            earlier.article_id == newest.article_id,
            earlier.number < newest.number,
            _ANNOTATION.c.deleted_at.is_(None),
            ~exists().where(
                known.annotation_id == _ANNOTATION.c.id, known.revision_id == newest.id
            ),
            ~exists().where(
                settled.annotation_id == _ANNOTATION.c.id, settled.state.in_(("moved", "kept"))
            ),
        )
        .order_by(_ANNOTATION.c.revision_id, _ANNOTATION.c.start, _ANNOTATION.c.id)
    )
    if reviewer_id is not None:
        wanted = wanted.where(_ANNOTATION.c.reviewer_id == reviewer_id)
    return [dict(row) for row in session.execute(wanted).mappings()]


def _anchoring(
    session: Session, texts: dict[int, Anchoring], row: Mapping[str, Any], new: Shelved
) -> Anchoring:
    number = row["revision_id"]
    if number not in texts:
        texts[number] = anchoring_from(session, number, new.text)
    return texts[number]


def anchoring_from(session: Session, revision_id: int, new: str) -> Anchoring:
    """An earlier text laid beside a newer one."""
    old = session.scalars(select(Revision.text).where(Revision.id == revision_id)).one()
    return Anchoring(old, new)


def _carried(annotation_id: UUID, revision_id: int, anchored: Anchored, to: UUID | None) -> Row:
    state = "gone" if anchored.reason == "gone" else "waiting"
    return {
        "annotation_id": annotation_id,
        "revision_id": revision_id,
        "state": "moved" if to else state,
        "reason": anchored.reason,
        "places": {"places": [list(place) for place in anchored.places]},
        "moved_to": to,
        "seen_at": None,
        "seen_by": None,
    }


def _evidence(session: Session, to: Mapping[UUID, UUID]) -> Iterator[Row]:
    items = defaultdict(list)
    for some in in_portions(to.keys()):
        for item in session.scalars(select(Evidence).where(Evidence.annotation_id.in_(some))):
            items[item.annotation_id].append(item)
    columns = (column.name for column in Evidence.__table__.columns)
    kept = [name for name in columns if name not in ("id", "annotation_id")]
    for former, found in items.items():
        for item in found:
            yield {"annotation_id": to[former], **{name: getattr(item, name) for name in kept}}


def _event(moved: Mapping[str, Any], at: datetime, actor: int | None) -> Row:
    before, after = (_told(one) for one in (moved["was"], moved))
    after |= {"id": str(moved["id"]), "moved_from": str(moved["from"])}
    return event_row(
        actor, moved["project_id"], "move", "annotation", moved["id"], before, after, at
    )


def _told(row: Mapping[str, Any]) -> Row:
    names = ("revision_id", "start", "end", "quote", "note", "confidence", "version")
    return {name: row[name] for name in names}
