"""The same words, or nearly the same, under different tags: one of the tags may be a slip."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy import CTE, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article
from models.membership import Role, require_role
from models.near_words import nearly_same
from models.queries.alike_rows import AlikeRows, Numbers, gathered
from models.queries.export_stream import stream
from models.queries.scope import Filters, passages_in_scope
from models.revision import Revision
from models.same_words import same_words
from models.tag import tags_of

EACH = 3
"""So many passages of each tag are listed of a row."""
MOST_COMPARED = 20_000
"""So many pairs are looked at word by word, and no more."""
Pair = tuple[Numbers, Numbers]


@dataclass(frozen=True, slots=True)
class Alike:
    """Passages that say the same, tagged differently: as the first one has the words.

    `other` is what the rest says where that is nearly the same, else blank. `tags` are names and
    how many of the passages have each, most first; `ids` are those of the first three passages of
    each tag, the rarest tag first.
    """

    quote: str
    other: str
    articles: int
    passages: int
    tags: Sequence[tuple[str, int]]
    ids: Sequence[UUID]


@dataclass(frozen=True, slots=True)
class AlikePassages:
    """Those of the same words, then those of nearly the same; `is_cut` where there may be more."""

    found: Sequence[Alike]
    is_cut: bool


def alike_passages(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 100
) -> AlikePassages:
    """What is in most articles first. For editors; what is hidden from the asker does not count.

    A place is what one reviewer tagged in one sentence of one text. Words are tagged differently
    where not all of their places have the same tags: somebody who gives the same two tags
    everywhere means both. Nearly the same are `nearly_same` words of which the first four or the
    last four are alike; they are told where the two are not under the same tags.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    scope = passages_in_scope(session, asker, project_id, filters)
    rows = gathered(_passages(session, scope))
    same = [group for group in rows.groups() if rows.differs(group)]
    same.sort(key=lambda group: (-rows.articles(group), -len(group), int(group[0])))
    near, is_cut = _near(session, rows, limit)
    names = {tag.id: tag.name for tag in tags_of(session, project_id)}
    found = [_told(session, rows, names, group) for group in same[:limit]]
    found += [_told(session, rows, names, *pair) for pair in near]
    return AlikePassages(found, is_cut or len(same) > limit)


def _passages(
    session: Session, scope: CTE
) -> Iterator[tuple[UUID, str, int, int, tuple[int, ...]]]:
    statement = (
        select(
            *(Annotation.id, Annotation.quote, Annotation.sentence, scope.c.article_id),
            *(scope.c.revision_id, scope.c.reviewer_id, scope.c.tag_id, Article.language),
        )
        .select_from(scope)
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .join(Article, Article.id == scope.c.article_id)
        .order_by(scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
    )
    for row in stream(session, statement):
        if words := same_words(row.quote, row.language):
            place = (row.revision_id, row.reviewer_id, row.sentence)
            yield row.id, words, row.article_id, row.tag_id, place


def _near(session: Session, rows: AlikeRows, limit: int) -> tuple[list[Pair], bool]:
    """Pairs of groups that say nearly the same under other tags; whether some were not looked at."""
    found: list[Pair] = []
    words: dict[int, str] = {}
    for compared, (one, other) in enumerate(rows.neighbours()):
        if compared == MOST_COMPARED or len(found) == limit:
            return found, True
        pair = rows.alike(one), rows.alike(other)
        if not _apart(rows, *pair):
            continue
        for row in (one, other):
            if row not in words:
                words[row] = same_words(*_quote(session, rows.id_of(row)))
        if nearly_same(words[one], words[other]):
            found.append(pair)
    return found, False


def _apart(rows: AlikeRows, one: Numbers, other: Numbers) -> bool:
    """Whether the two are under other tags, and not just in one place under both."""
    return set(rows.tags(one)) != set(rows.tags(other)) and rows.differs(
        np.concatenate([one, other])
    )


def _quote(session: Session, passage: UUID) -> tuple[str, str]:
    """A passage's words and their language."""
    quote, language = session.execute(
        select(Annotation.quote, Article.language)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .where(Annotation.id == passage)
    ).one()
    return quote, language


def _told(session: Session, rows: AlikeRows, names: dict[int, str], *groups: Numbers) -> Alike:
    every = np.concatenate(groups)
    tags = Counter(rows.tags(every)).most_common()
    by_tag = [
        [row for row, tag in zip(every, rows.tags(every), strict=True) if tag == one]
        for one, _ in reversed(tags)
    ]
    quotes = [_quote(session, rows.id_of(int(group[0])))[0] for group in groups]
    return Alike(
        quote=quotes[0],
        other=quotes[1] if len(quotes) > 1 else "",
        articles=rows.articles(every),
        passages=len(every),
        tags=[(names[tag], count) for tag, count in tags],
        ids=[rows.id_of(int(row)) for some in by_tag for row in some[:EACH]],
    )
