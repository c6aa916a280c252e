"""The passages behind a number of a dashboard, to be read and opened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.article import Article
from models.queries.people_in import names_in
from models.queries.scope import Filters, passages_in_scope
from models.tag import Tag

QUOTE_LIMIT = 240


@dataclass(frozen=True, slots=True)
class ListedEvidence:
    """What a passage rests on: the title of it, or its address where it has none, and its stance."""

    title: str
    stance: str


@dataclass(frozen=True, slots=True)
class ListedPassage:
    """One passage: where it stands, who gave it which tag, its first words and its evidence."""

    id: UUID
    article_id: int
    article: str
    reviewer: str
    tag: str
    colour: str
    pattern: str
    start: int
    quote: str
    """At most 240 characters; what is longer ends in an ellipsis."""
    evidence: Sequence[ListedEvidence]
    is_gold: bool = False
    """Whether it is what an editor settled; then it has no reviewer."""


def listed_passages(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    *,
    among: CTE | None = None,
    limit: int = 50,
    skip: int = 0,
) -> list[ListedPassage]:
    """`limit` passages in scope after the first `skip`, by article and place in its text.

    `among`: only these of them, with the columns of passages in scope.
    """
    scope = passages_in_scope(session, asker, project_id, filters) if among is None else among
    rows = session.execute(
        select(
            scope.c.annotation_id,
            scope.c.article_id,
            Article.title,
            scope.c.reviewer_id,
            Tag.name.label("tag"),
            Tag.colour,
            Tag.pattern,
            scope.c.start,
            func.substr(Annotation.quote, 1, QUOTE_LIMIT + 1).label("quote"),
        )
        .select_from(scope)
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .join(Article, Article.id == scope.c.article_id)
        .join(Tag, Tag.id == scope.c.tag_id)
        .order_by(scope.c.article_id, scope.c.start, scope.c.end, scope.c.annotation_id)
        .limit(limit)
        .offset(skip)
    ).all()
    evidence = _evidence(session, [row.annotation_id for row in rows])
    names = names_in(session, asker, project_id)
    return [
        _listed(row, names[row.reviewer_id], evidence.get(row.annotation_id, ())) for row in rows
    ]


def passages_behind(
    session: Session, asker: int, project_id: int, filters: Filters, *, skip: int = 0
) -> tuple[list[ListedPassage], int]:
    """The passages in scope after the first `skip`, 50 at most, and how many there are in all."""
    where = (session, asker, project_id, filters)
    return listed_passages(*where, skip=skip), count_behind(*where)


def count_behind(session: Session, asker: int, project_id: int, filters: Filters) -> int:
    """How many passages are in scope."""
    scope = passages_in_scope(session, asker, project_id, filters)
    return session.scalar(select(func.count()).select_from(scope)) or 0


def _listed(row: Any, reviewer: str, evidence: Sequence[ListedEvidence]) -> ListedPassage:
    return ListedPassage(
        id=row.annotation_id,
        article_id=row.article_id,
        article=row.title,
        reviewer=reviewer,
        tag=row.tag,
        colour=row.colour,
        pattern=row.pattern,
        start=row.start,
        quote=shortened(row.quote),
        evidence=evidence,
    )


def _evidence(session: Session, annotations: Sequence[UUID]) -> dict[UUID, list[ListedEvidence]]:
    rows = session.execute(
        select(Evidence.annotation_id, Evidence.citation, Evidence.url, Evidence.stance)
        .where(Evidence.annotation_id.in_(annotations))
        .order_by(Evidence.annotation_id, Evidence.position)
    )
    found: dict[UUID, list[ListedEvidence]] = defaultdict(list)
    for annotation_id, citation, url, stance in rows:
        found[annotation_id].append(ListedEvidence(shortened(citation or url), stance))
    return found


def shortened(quote: str) -> str:
    """At most 240 characters; what is longer ends in an ellipsis."""
    return quote if len(quote) <= QUOTE_LIMIT else quote[:QUOTE_LIMIT].rstrip() + "…"
