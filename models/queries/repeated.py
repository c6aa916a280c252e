"""The passages that say the same words in several articles."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Integer, Select, cast, func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.queries.narrowed import narrowed
from models.queries.scope import Filters, passages_in_scope
from models.revision import Revision
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
    where = (session, asker, project_id, filters)
    texts = func.count(WordsTally.revision_id.distinct())
    # Few words are said twice: those alone are looked up among the passages in scope.
    in_several = select(WordsTally.words).group_by(WordsTally.words).having(texts > 1)
    said = _said(*where, in_several)
    articles, passages = func.count(said.c.article_id.distinct()), func.count()
    most = session.execute(
        select(said.c.words, articles, passages)
        .group_by(said.c.words)
        .having(articles > 1)
        .order_by(articles.desc(), passages.desc(), func.min(said.c.article_id), said.c.words)
        .limit(limit)
    ).all()
    shown = _said(*where, [row.words for row in most])
    tags, ids = _tags(session, shown), _first(session, shown)
    quotes = _quotes(session, [some[0] for some in ids.values()])
    return [
        Repeated(quotes[ids[words][0]], n_articles, n, tags[words], ids[words])
        for words, n_articles, n in most
    ]


def _said(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    words: Sequence[int] | Select[Any],
) -> CTE:
    """The passages in scope that say one of these."""
    standing = (
        select(Revision.article_id)
        .join(WordsTally, WordsTally.revision_id == Revision.id)
        .where(Revision.project_id == project_id, WordsTally.words.in_(words))
    )
    filters = narrowed(session, filters, standing)
    scope = passages_in_scope(session, asker, project_id, filters)
    return (
        select(scope, WordsTally.words)
        .join(WordsTally, WordsTally.annotation_id == scope.c.annotation_id)
        .where(WordsTally.words.in_(words))
        .cte("said")
    )


def _tags(session: Session, said: CTE) -> dict[int, list[tuple[str, int]]]:
    """Of what is said, the names of the tags and how often it has each, most first."""
    count = cast(func.count(), Integer)
    rows = session.execute(
        select(said.c.words, Tag.name, count)
        .join(said, said.c.tag_id == Tag.id)
        .group_by(said.c.words, Tag.id, Tag.name, Tag.position)
        .order_by(func.count().desc(), Tag.position, Tag.id)
    )
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for words, name, n in rows:
        found[words].append((name, n))
    return found


def _first(session: Session, said: CTE) -> dict[int, list[UUID]]:
    """Of what is said, the first passages by article and place."""
    order = (said.c.article_id, said.c.start, said.c.end, said.c.annotation_id)
    place = func.row_number().over(partition_by=said.c.words, order_by=order)
    ranked = select(said.c.words, said.c.annotation_id, place.label("place")).subquery()
    rows = session.execute(
        select(ranked.c.words, ranked.c.annotation_id)
        .where(ranked.c.place <= KEPT)
        .order_by(ranked.c.words, ranked.c.place)
    )
    found: dict[int, list[UUID]] = defaultdict(list)
    for words, annotation_id in rows:
        found[words].append(annotation_id)
    return found


def _quotes(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = session.execute(select(Annotation.id, Annotation.quote).where(Annotation.id.in_(ids)))
    return {row[0]: row[1] for row in rows}
