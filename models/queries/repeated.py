"""The passages that say the same words in several articles."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.queries.export_stream import stream
from models.queries.scope import Filters, passages_in_scope
from models.same_words import same_words
from models.tag import tags_of

KEPT = 200
"""Of so many passages that say the same the ids are kept, to list them."""
_Places = NDArray[np.int64]


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
    words are written without spaces, eight characters. Of each passage a few numbers are held, 36
    bytes in all, and never its text.
    """
    scope = passages_in_scope(session, asker, project_id, filters)
    numbers, ids = _read(session, scope)
    if not len(numbers):
        return []
    names = {tag.id: tag.name for tag in tags_of(session, project_id)}
    return [
        _told(session, numbers[rows], [UUID(bytes=bytes(ids[16 * r : 16 * r + 16])) for r in rows[:KEPT]], names)
        for rows in _groups(numbers, limit)
    ]  # fmt: skip


def _read(session: Session, scope: CTE) -> tuple[_Places, bytearray]:
    """Key, article and tag of each passage that is long enough, and the ids beside them."""
    statement = (
        select(Annotation.id, Annotation.quote, scope.c.article_id, scope.c.tag_id, Article.language)
        .select_from(scope)
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .join(Article, Article.id == scope.c.article_id)
        .order_by(scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
    )  # fmt: skip
    parts, some, ids = [], [], bytearray()
    for row in stream(session, statement):
        if key := same_words(row.quote, row.language):
            some.append((hash(key), row.article_id, row.tag_id))
            ids += row.id.bytes
            if len(some) == 10_000:
                parts.append(np.array(some, dtype=np.int64))
                some.clear()
    return np.concatenate([*parts, np.array(some, dtype=np.int64).reshape(-1, 3)]), ids


def _groups(numbers: _Places, limit: int) -> list[_Places]:
    """The rows of each key that stands in several articles, the most articles first."""
    keys, first, place = np.unique(numbers[:, 0], return_index=True, return_inverse=True)
    pairs = np.unique(np.stack([place, numbers[:, 1]]), axis=1)
    articles = np.bincount(pairs[0], minlength=len(keys))
    passages = np.bincount(place, minlength=len(keys))
    order = np.lexsort((first, -passages, -articles))[:limit]
    return [np.flatnonzero(place == one) for one in order if articles[one] > 1]


def _told(session: Session, rows: _Places, ids: list[UUID], names: dict[int, str]) -> Repeated:
    quote = session.scalar(select(Annotation.quote).where(Annotation.id == ids[0])) or ""
    tags = Counter(int(tag) for tag in rows[:, 2]).most_common()
    return Repeated(
        quote,
        articles=len(np.unique(rows[:, 1])),
        passages=len(rows),
        tags=[(names[tag], count) for tag, count in tags],
        ids=ids,
    )
