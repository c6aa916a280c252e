"""Every sentence of a project with the reviewers' votes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, distinct, func, or_, select, true
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.assignment import Assignment
from models.queries.export_filters import UNASSIGNED, ExportFilters, matching
from models.queries.export_stream import (
    Texts,
    require_exporter,
    revisions_in_turn,
    stream,
)
from models.queries.visible import hidden_from, reading_visible_to, visible_to
from models.reviewer import Reviewer
from models.revision import Revision, Sentence
from models.tag import Tag, tags_of


@dataclass(frozen=True, slots=True)
class SentenceVotes:
    """One sentence: its place, its text and how many of the `n_reviewers` gave it each tag."""

    article_id: int
    revision: int
    sentence: int
    start: int
    end: int
    text: str
    n_reviewers: int
    votes: dict[str, int]


def voted_tags(session: Session, project_id: int, filters: ExportFilters) -> list[Tag]:
    """The tags that get a vote column, retired ones last: all, or those the filter names."""
    return [
        tag for tag in tags_of(session, project_id) if not filters.tags or tag.name in filters.tags
    ]


def sentence_votes(
    session: Session,
    asker: int | None,
    project_id: int,
    filters: ExportFilters,
    only: Sequence[int] = (),
) -> Iterator[SentenceVotes]:
    """Every sentence of every revision, by article, revision and position.

    A reviewer votes for a tag once, by any annotation with it that the filters let through and
    that overlaps the sentence. Votes and `n_reviewers` count the same people, of whom the filter
    of reviewers may leave some: those who submitted the revision, or, where the filter of states
    names some, those whose reading is in one of them (submitted again means: this revision).
    """
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    turns = revisions_in_turn(session, project_id, only)
    return _in_turn(session, eyes, project_id, filters, turns)


def _in_turn(
    session: Session,
    eyes: int | None,
    project_id: int,
    filters: ExportFilters,
    revisions: Iterable[Sequence[int]],
) -> Iterator[SentenceVotes]:
    tags = voted_tags(session, project_id, filters)
    for batch in revisions:
        rows = stream(session, _statement(eyes, project_id, filters, tags, batch))
        yield from _counted(session, eyes, rows, filters, tags)


def _statement(
    eyes: int | None,
    project_id: int,
    filters: ExportFilters,
    tags: Sequence[Tag],
    revisions: Sequence[int],
) -> Select[Any]:
    cast = _votes_cast(eyes, project_id, filters).where(Annotation.revision_id.in_(revisions))
    vote = cast.cte("vote")
    place: list[Any] = [
        Revision.article_id,
        Revision.number,
        Sentence.position,
        Sentence.start,
        Sentence.end,
        Sentence.revision_id,
    ]
    votes: list[Any] = [
        func.count(distinct(case((vote.c.tag_id == tag.id, vote.c.reviewer_id)))) for tag in tags
    ]
    return (
        select(*place, *votes)
        .select_from(Sentence)
        .join(Revision, Revision.id == Sentence.revision_id)
        .outerjoin(
            vote,
            and_(
                vote.c.revision_id == Sentence.revision_id,
                vote.c.start < Sentence.end,
                vote.c.end > Sentence.start,
            ),
        )
        .where(Sentence.revision_id.in_(revisions))
        .group_by(*place)
        .order_by(Revision.article_id, Revision.number, Sentence.position)
    )


def _votes_cast(eyes: int | None, project_id: int, filters: ExportFilters) -> Select[Any]:
    return matching(
        eyes,
        project_id,
        filters,
        Annotation.revision_id,
        Annotation.start,
        Annotation.end,
        Annotation.tag_id,
        Annotation.reviewer_id,
    ).where(_counts(Annotation.__table__.c.revision_id, filters))


def _counted(
    session: Session,
    eyes: int | None,
    rows: Iterator[Row[Any]],
    filters: ExportFilters,
    tags: Sequence[Tag],
) -> Iterator[SentenceVotes]:
    texts = Texts(session)
    revision_id, readers = 0, 0
    names = [tag.name for tag in tags]
    for row in rows:
        article_id, number, position, start, end, of_revision, *counts = tuple(row)
        if of_revision != revision_id:
            revision_id, readers = of_revision, _readers(session, eyes, of_revision, filters)
        yield SentenceVotes(
            article_id=article_id,
            revision=number,
            sentence=position,
            start=start,
            end=end,
            text=texts.of(revision_id)[start:end],
            n_reviewers=readers,
            votes=dict(zip(names, counts, strict=True)),
        )


def _counts(revision_id: Any, filters: ExportFilters) -> ColumnElement[bool]:
    """Whether the reader of an Assignment (none: a NULL one) is counted for the revision."""
    submitted: ColumnElement[bool] = Assignment.submitted_revision_id == revision_id
    if not filters.statuses:
        return submitted
    status = func.coalesce(Assignment.status, UNASSIGNED)
    return and_(status.in_(filters.statuses), or_(status != "submitted", submitted))


def _readers(session: Session, eyes: int | None, revision_id: int, filters: ExportFilters) -> int:
    """How many people are counted: all with a reading, and of the others those who tagged."""
    tagged = select(Annotation.reviewer_id).where(
        Annotation.revision_id == revision_id, Annotation.deleted_at.is_(None), visible_to(eyes)
    )
    statement = (
        select(func.count())
        .select_from(Revision)
        .join(Reviewer, true())
        .outerjoin(
            Assignment,
            and_(
                Assignment.article_id == Revision.article_id,
                Assignment.reviewer_id == Reviewer.id,
            ),
        )
        .where(
            Revision.id == revision_id,
            or_(
                and_(Assignment.id.is_not(None), reading_visible_to(eyes)),
                Reviewer.id.in_(tagged),
            ),
            _counts(revision_id, filters),
        )
    )
    if filters.reviewers:
        statement = statement.where(Reviewer.handle.in_(filters.reviewers))
    return session.scalars(statement).one()
