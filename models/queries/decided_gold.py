"""Gold of corrected articles upon which an editor decided, so that it need not stay so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.carried_gold import AGAIN, DECIDED
from models.event import Event
from models.gold import GoldAnnotation
from models.queries.row_text import row_text
from models.queries.waiting_gold import corrected_with_gold
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class DecidedGold:
    """Gold of an earlier text, and whether it was `moved` to version `number` or stays behind."""

    id: UUID
    title: str
    number: int
    tag: str
    quote: str
    moved: bool


def decided_gold(session: Session, asker: int, project_id: int) -> list[DecidedGold]:
    """All of it in the newest texts that the asker may settle, what was decided last first."""
    newest = {
        revision.id: (title, revision)
        for title, revision in corrected_with_gold(session, asker, project_id)
    }
    found = []
    for event, gold, tag in _last_decisions(
        session, [one.article_id for _, one in newest.values()]
    ):
        after = event.after or {}
        title, revision = newest.get(after.get("revision_id", 0), ("", None))
        if revision is not None and event.actor_id is not None and event.action != AGAIN:
            moved = after.get("moved_to") is not None
            found.append(DecidedGold(gold.id, title, revision.number, tag, gold.quote, moved))
    return found


def _last_decisions(
    session: Session, articles: Sequence[int]
) -> Iterator[tuple[Event, GoldAnnotation, str]]:
    """Of each gold passage of their earlier texts."""
    rows = session.execute(
        select(Event, GoldAnnotation, Tag.name)
        .join(GoldAnnotation, row_text(GoldAnnotation.id) == Event.row)
        .join(Revision, Revision.id == GoldAnnotation.revision_id)
        .join(Tag, Tag.id == GoldAnnotation.tag_id)
        .where(
            Event.entity == "gold",
            Event.action.in_((*DECIDED, AGAIN)),
            Revision.article_id.in_(articles),
            GoldAnnotation.deleted_at.is_(None),
        )
        .order_by(Event.id.desc())
    )
    seen: set[UUID] = set()
    for event, gold, tag in rows:
        if gold.id not in seen:
            seen.add(gold.id)
            yield event, gold, tag
