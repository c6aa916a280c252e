"""The gold passages behind a number that counts settled articles."""

from typing import Any

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.behind import QUOTE_LIMIT, ListedPassage, shortened
from models.queries.newest import is_newest
from models.queries.scope import Filters, in_articles, made_on, of_tags
from models.queries.visible import hidden_from, text_open_to
from models.revision import Revision
from models.tag import Tag

COLUMNS = (
    GoldAnnotation.id,
    Article.id.label("article_id"),
    Article.title,
    Tag.name.label("tag"),
    Tag.colour,
    Tag.pattern,
    GoldAnnotation.start,
    func.substr(GoldAnnotation.quote, 1, QUOTE_LIMIT + 1).label("quote"),
)
"""What is told of a gold passage."""


def listed_gold(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    *,
    limit: int = 50,
    skip: int = 0,
) -> tuple[list[ListedPassage], int]:
    """`limit` gold passages of settled articles after the first `skip`, and how many there are in all.

    They are those that `printed_by_outlets` counts for the same filters.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    gold = _gold(project_id, filters, hidden_from(session, asker, project_id))
    rows = session.execute(
        gold.order_by(Article.id, GoldAnnotation.start, GoldAnnotation.end, GoldAnnotation.id)
        .limit(limit)
        .offset(skip)
    )
    total = select(func.count()).select_from(gold.subquery())
    return [listed(row) for row in rows], session.scalar(total) or 0


def listed(row: Row[Any]) -> ListedPassage:
    """A row of `COLUMNS` as a passage of nobody's."""
    return ListedPassage(
        id=row.id,
        article_id=row.article_id,
        article=row.title,
        reviewer="",
        tag=row.tag,
        colour=row.colour,
        pattern=row.pattern,
        start=row.start,
        quote=shortened(row.quote),
        evidence=(),
        is_gold=True,
    )


def _gold(project_id: int, filters: Filters, eyes: int | None) -> Select[Any]:
    return (
        select(*COLUMNS)
        .select_from(GoldAnnotation)
        .join(Revision, and_(Revision.id == GoldAnnotation.revision_id, is_newest(Revision)))
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .join(Article, Article.id == Revision.article_id)
        .join(Tag, Tag.id == GoldAnnotation.tag_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            GoldAnnotation.deleted_at.is_(None),
            Adjudication.settled_at.is_not(None),
            text_open_to(eyes, Revision.id),
            *in_articles(filters),
            *of_tags(filters),
            *made_on(filters, Adjudication.settled_at),
        )
    )
