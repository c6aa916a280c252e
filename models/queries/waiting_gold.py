"""Gold of corrected articles that waits for an editor: what it was, and where it may stand now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from models.anchoring import Anchoring
from models.article import Article
from models.carried_gold import Row, uncarried_gold
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.carried_passages import Standing, standing_in
from models.queries.newest import is_newest
from models.queries.visible import article_open_to, hidden_from
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class WaitingGold:
    """Gold of an earlier text, and where it may stand in version `number`; nowhere if it is gone."""

    id: UUID
    article_id: int
    title: str
    number: int
    tag: str
    reason: str
    was: Standing
    places: tuple[Standing, ...]


def waiting_gold(session: Session, asker: int, project_id: int) -> list[WaitingGold]:
    """All of it that the asker may settle, by article and place."""
    found: list[WaitingGold] = []
    for title, newest in corrected_with_gold(session, asker, project_id):
        rows = uncarried_gold(session, newest)
        if rows:
            found += _of(session, title, newest, rows)
    return found


def count_waiting_gold(
    session: Session, asker: int, project_id: int, *, article_id: int | None = None
) -> dict[int, int]:
    """How much of it waits, by article, or in one of them."""
    found = {
        newest.article_id: len(uncarried_gold(session, newest))
        for _, newest in corrected_with_gold(session, asker, project_id, article_id=article_id)
    }
    return {article_id: count for article_id, count in found.items() if count}


def corrected_with_gold(
    session: Session, asker: int, project_id: int, *, article_id: int | None = None
) -> list[tuple[str, Revision]]:
    """The titles and newest texts of corrected articles in which there is gold, for who settles them."""
    require_role(session, asker, project_id, Role.EDITOR)
    gold = (
        select(Revision.article_id)
        .join(GoldAnnotation, GoldAnnotation.revision_id == Revision.id)
        .where(Revision.project_id == project_id, GoldAnnotation.deleted_at.is_(None))
    )
    rows = session.execute(
        select(Article.title, Revision)
        .join(Article, Article.id == Revision.article_id)
        .where(
            Article.id.in_(gold),
            true() if article_id is None else Article.id == article_id,
            Revision.project_id == project_id,
            Article.archived_at.is_(None),
            Revision.number > 1,
            is_newest(Revision),
            article_open_to(hidden_from(session, asker, project_id), Article.id),
        )
        .order_by(Article.title, Article.id)
    )
    return [(row[0], row[1]) for row in rows]


def _of(
    session: Session, title: str, newest: Revision, rows: Iterable[Row]
) -> Iterable[WaitingGold]:
    beside: dict[int, tuple[str, Anchoring]] = {}
    for row in rows:
        number = row["revision_id"]
        if number not in beside:
            old = session.get_one(Revision, number).text
            beside[number] = (old, Anchoring(old, newest.text))
        yield _waiting(session, title, newest, row, beside[number])


def _waiting(
    session: Session,
    title: str,
    newest: Revision,
    row: Mapping[str, object],
    beside: tuple[str, Anchoring],
) -> WaitingGold:
    old, anchoring = beside
    start, end = int(str(row["start"])), int(str(row["end"]))
    found = anchoring.place(start, end)
    return WaitingGold(
        UUID(str(row["id"])),
        newest.article_id,
        title,
        newest.number,
        session.get_one(Tag, row["tag_id"]).name,
        found.reason,
        standing_in(old, start, end, 1.0),
        tuple(standing_in(newest.text, *place) for place in found.places),
    )
