"""Where the evidence of passages comes from, and who is named as a source in their notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import pandas as pd
from sqlalchemy import CTE, ColumnElement, Subquery, case, func, literal, select
from sqlalchemy.orm import Session

from models.annotation import STANCES, Annotation, Evidence
from models.queries.scope import Filters, passages_in_scope
from models.tag import tags_of

Kind = Literal["cited", "named"]
COLUMNS = ["source", "passages", "articles", *STANCES]
LONGEST_NAME = 120
"""A longer note is a remark and not a name."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources cited most, and how many there are.

    `frame`: source (a host without `www.`, or a citation that has no address), passages, articles,
    and pieces of evidence by stance: supports, contradicts, context.
    """

    frame: pd.DataFrame
    sources: int


def cited_sources(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 15
) -> Sources:
    """Those cited by most passages first; citations are equal whatever their case."""
    scope = passages_in_scope(session, asker, project_id, filters)
    cited = _cited(session, scope)
    stances = [func.sum(case((cited.c.stance == stance, 1), else_=0)) for stance in STANCES]
    passages = func.count(cited.c.annotation_id.distinct())
    each = (
        select(
            func.min(cited.c.shown).label("shown"),
            passages.label("passages"),
            func.count(cited.c.article_id.distinct()).label("articles"),
            *(counted.label(stance) for counted, stance in zip(stances, STANCES, strict=True)),
        )
        .group_by(cited.c.source)
        .subquery()
    )
    rows, total = _most_cited(session, each, limit)
    frame = pd.DataFrame([(row[0], *map(int, row[1:])) for row in rows], columns=COLUMNS)
    return Sources(frame, total)


def named_sources(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 15
) -> Sources:
    """Whom the notes name, where the tag asks for its source and keeps the answer in the note.

    Columns of the frame: source, passages, articles.
    """
    scope = passages_in_scope(session, asker, project_id, filters)
    named = _named(session, scope, project_id)
    passages = func.count()
    each = (
        select(
            func.min(named.c.shown).label("shown"),
            passages.label("passages"),
            func.count(named.c.article_id.distinct()).label("articles"),
        )
        .group_by(named.c.source)
        .subquery()
    )
    rows, total = _most_cited(session, each, limit)
    frame = pd.DataFrame(rows, columns=COLUMNS[:3])
    return Sources(frame, total)


def _most_cited(session: Session, each: Subquery, limit: int) -> tuple[list[tuple[Any, ...]], int]:
    """The rows of the sources with most passages, and how many sources there are."""
    rows = session.execute(
        select(*each.c, func.count().over())
        .order_by(each.c.passages.desc(), each.c.articles.desc(), each.c.shown)
        .limit(limit)
    ).all()
    return [tuple(row[:-1]) for row in rows], rows[0][-1] if rows else 0


def first_passages(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    kind: Kind,
    sources: Sequence[str],
    *,
    each: int = 10,
) -> dict[str, list[UUID]]:
    """The first passages that cite or name each of these sources, by article and place."""
    scope = passages_in_scope(session, asker, project_id, filters)
    rows = _named(session, scope, project_id) if kind == "named" else _cited(session, scope)
    known = {source.lower(): source for source in sources}
    once = select(rows.c.source, rows.c.annotation_id).distinct().subquery()
    place = func.row_number().over(
        partition_by=once.c.source,
        order_by=[scope.c.article_id, scope.c.start, scope.c.annotation_id],
    )
    ranked = (
        select(once.c.source, once.c.annotation_id, place.label("place"))
        .join(scope, scope.c.annotation_id == once.c.annotation_id)
        .where(once.c.source.in_(known))
        .subquery()
    )
    found: dict[str, list[UUID]] = {source: [] for source in sources}
    for source, annotation_id in session.execute(
        select(ranked.c.source, ranked.c.annotation_id)
        .where(ranked.c.place <= each)
        .order_by(ranked.c.source, ranked.c.place)
    ):
        found[known[source]].append(annotation_id)
    return found


def _named(session: Session, scope: CTE, project_id: int) -> Subquery:
    note = func.trim(Annotation.note)
    return (
        select(
            scope.c.annotation_id,
            scope.c.article_id,
            note.label("shown"),
            func.lower(note).label("source"),
        )
        .join(Annotation, Annotation.id == scope.c.annotation_id)
        .where(
            scope.c.tag_id.in_(_asking(session, project_id)),
            func.length(note).between(1, LONGEST_NAME),
        )
        .subquery()
    )


def _asking(session: Session, project_id: int) -> Sequence[int]:
    """The tags whose card asks something that the note answers."""
    return [
        tag.id
        for tag in tags_of(session, project_id)
        if any(prompt.get("answer") == "note" for prompt in tag.prompts)
    ]


def _cited(session: Session, scope: CTE) -> Subquery:
    """Each piece of evidence with what it is from: `source` to compare, `shown` to read."""
    place = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos

    def before(text: ColumnElement[str], sign: str) -> ColumnElement[str]:
        return func.substr(text, 1, place(text.concat(sign), sign) - 1)

    # http://user@www.host:80/path?query#part, a step each: the database has no parser of addresses.
    rest = func.substr(Evidence.url, place(Evidence.url, literal("://")) + 3)
    authority = before(func.replace(func.replace(rest, "?", "/"), "#", "/"), "/")
    steps = select(
        Evidence.annotation_id, Evidence.stance, Evidence.url, Evidence.citation,
        authority.label("authority"), scope.c.article_id,
    ).join(scope, scope.c.annotation_id == Evidence.annotation_id).subquery()  # fmt: skip
    host = before(func.substr(steps.c.authority, place(steps.c.authority, "@") + 1), ":")
    hosts = select(steps, func.lower(host).label("host")).subquery()
    plain = case((hosts.c.host.like("www.%"), func.substr(hosts.c.host, 5)), else_=hosts.c.host)
    cited = case((hosts.c.url != "", plain), else_=func.trim(hosts.c.citation))
    return select(
        *(hosts.c.annotation_id, hosts.c.article_id, hosts.c.stance),
        cited.label("shown"),
        func.lower(cited).label("source"),
    ).subquery()
