"""What an editor decided upon, as the history names it: the passage, its article, and whose it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.event import Event
from models.gold import GoldAnnotation, GoldSource
from models.reviewer import Reviewer
from models.revision import Revision

DECISIONS = ("rejection", "gold")


@dataclass(frozen=True, slots=True)
class Decided:
    """The article, the passage's words, and the names of those whose passages these are."""

    article_id: int
    quote: str
    of: str


def decided_upon(session: Session, events: Sequence[Event]) -> dict[int, Decided]:
    """By event; what is not known any more is left out. A step of the history, which asked."""
    ids = {one.id: UUID(one.row) for one in events if not one.row.startswith("restored ")}
    if not ids:
        return {}
    found = _rejected(session, ids.values()) | _gold(session, ids.values())
    return {event: found[row] for event, row in ids.items() if row in found}


def _rejected(session: Session, ids: Iterable[UUID]) -> dict[UUID, Decided]:
    rows = session.execute(
        select(Annotation.id, Revision.article_id, Annotation.quote, Reviewer.name)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .where(Annotation.id.in_(set(ids)))
    )
    return {row.id: Decided(*row[1:]) for row in rows}


def _gold(session: Session, ids: Iterable[UUID]) -> dict[UUID, Decided]:
    rows = session.execute(
        select(GoldAnnotation.id, Revision.article_id, GoldAnnotation.quote, Reviewer.name)
        .join(Revision, Revision.id == GoldAnnotation.revision_id)
        .outerjoin(GoldSource, GoldSource.gold_id == GoldAnnotation.id)
        .outerjoin(Reviewer, Reviewer.id == GoldSource.reviewer_id)
        .where(GoldAnnotation.id.in_(set(ids)))
        .order_by(Reviewer.name)
    ).all()
    names: dict[UUID, list[str]] = {}
    for row in rows:
        names.setdefault(row.id, []).extend([row.name] if row.name else [])
    return {
        row.id: Decided(row.article_id, row.quote, ", ".join(dict.fromkeys(names[row.id])))
        for row in rows
    }
