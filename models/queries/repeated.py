"""The passages that say the same words in several articles."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import CTE, Integer, cast, func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.queries.scope import Filters, passages_in_scope
from models.tag import Tag
from models.tally import WordsTally

KEPT = 200
"""Of so many passages that say the same the ids are kept, to list them."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same words in several articles: as the first passage has them, and how often.

    `tags` are names and how many of the passages have each, most first; `ids` the first passages.
    """

    quote: str
    articles: int
    passages: int
    tags: Sequence[tuple[str, int]]
    ids: Sequence[UUID]


def repeated_passages(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 12
) -> list[Repeated]:
    """Those in most articles first; in one article alone nothing counts as repeated.

    Equal are words in their order, whatever their case and punctuation, three words at least; where
    words are written without spaces, eight characters. They are as fresh as the last `count_changed`.
    """
    said = _said(passages_in_scope(session, asker, project_id, filters))
    articles = func.count(said.c.article_id.distinct())
    passages = func.count()
    most = session.execute(
        select(said.c.words, articles, passages)
        .group_by(said.c.words)
        .having(articles > 1)
        .order_by(articles.desc(), passages.desc(), func.min(said.c.article_id), said.c.words)
        .limit(limit)
    ).all()
    return [_told(session, said, *row) for row in most]


def _said(scope: CTE) -> CTE:
    """The passages that say what some other text has a passage of, too, with these words."""
    texts = func.count(WordsTally.revision_id.distinct())
    # Few words are said twice: those alone are looked up among the passages in scope.
    in_several = select(WordsTally.words).group_by(WordsTally.words).having(texts > 1)
    return (
        select(scope, WordsTally.words)
        .join(WordsTally, WordsTally.annotation_id == scope.c.annotation_id)
        .where(WordsTally.words.in_(in_several))
        .cte("said")
    )


def _told(session: Session, said: CTE, words: int, articles: int, passages: int) -> Repeated:
    count = func.count()
    tags = session.execute(
        select(Tag.name, cast(count, Integer))
        .join(said, said.c.tag_id == Tag.id)
        .where(said.c.words == words)
        .group_by(Tag.id, Tag.name, Tag.position)
        .order_by(count.desc(), Tag.position, Tag.id)
    )
    ids = session.scalars(
        select(said.c.annotation_id)
        .where(said.c.words == words)
        .order_by(said.c.article_id, said.c.start, said.c.end, said.c.annotation_id)
        .limit(KEPT)
    ).all()
    quote = session.scalar(select(Annotation.quote).where(Annotation.id == ids[0])) or ""
    return Repeated(quote, articles, passages, [(name, n) for name, n in tags], ids)
