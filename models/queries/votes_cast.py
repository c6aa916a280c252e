"""Who votes on the sentences of a text, and with which passages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.assignment import Assignment
from models.frozen import FrozenAnnotation, FrozenReading
from models.queries.export_agreement import Text, counts_as_kept
from models.queries.export_filters import UNASSIGNED, ExportFilters, conditions, matching
from models.queries.visible import reading_visible_to, visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag


def votes_cast(
    eyes: int | None, project_id: int, filters: ExportFilters, revisions: Sequence[int]
) -> CompoundSelect[Any]:
    """The passages that vote in these texts, by text, place, tag and reviewer.

    Of who submitted the text, those of the reading as first submitted; of others whom the filter
    of states asks for, and where no reading was kept, those that stand now.
    """
    live = Annotation.__table__.c
    standing = matching(
        eyes, project_id, filters,
        *(live.revision_id, live.start, live.end, live.tag_id, live.reviewer_id),
    ).where(
        live.revision_id.in_(revisions),
        _stands_for(live.revision_id, live.reviewer_id, eyes, filters),
    )  # fmt: skip
    return _kept_passages(eyes, filters, revisions).union_all(standing)


def voters(session: Session, eyes: int | None, revision_id: int, filters: ExportFilters) -> int:
    """How many people are counted: all with a reading, and of the others those who tagged."""
    tagged = select(Annotation.reviewer_id).where(
        Annotation.revision_id == revision_id, Annotation.deleted_at.is_(None), visible_to(eyes)
    )
    standing = and_(
        or_(
            and_(Assignment.id.is_not(None), reading_visible_to(eyes)),
            Reviewer.id.in_(tagged),
        ),
        _stands_for(Revision.__table__.c.id, Reviewer.__table__.c.id, eyes, filters),
    )
    kept = _kept(Revision.__table__.c.id, Reviewer.__table__.c.id, eyes)
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
            or_(kept, standing) if filters.count_submitted else standing,
        )
    )
    if filters.reviewers:
        statement = statement.where(Reviewer.handle.in_(filters.reviewers))
    return session.scalars(statement).one()


def _kept_passages(
    eyes: int | None, filters: ExportFilters, revisions: Sequence[int]
) -> Select[Any]:
    reading, then = FrozenReading, FrozenAnnotation
    # Whose state is asked for says `count_submitted`: of a corrected text it is another by now.
    asked = conditions(replace(filters, statuses=()), then.created_at)
    columns: list[Any] = [
        *(reading.revision_id, then.start, then.end, then.tag_id, reading.reviewer_id)
    ]
    return (
        select(*columns)
        .select_from(reading)
        .join(then, then.reading_id == reading.id)
        .join(Tag, Tag.id == then.tag_id)
        .join(Reviewer, Reviewer.id == reading.reviewer_id)
        .where(
            reading.revision_id.in_(revisions),
            counts_as_kept(reading.__table__.c.revision_id, eyes),
            literal(filters.count_submitted),
            *asked,
        )
    )


def _stands_for(
    revision_id: Text, reviewer_id: Text, eyes: int | None, filters: ExportFilters
) -> ColumnElement[bool]:
    """Whether the reader of an Assignment (none: a NULL one) is counted by what they say now."""
    counts: ColumnElement[bool] = Assignment.submitted_revision_id == revision_id
    if filters.statuses:
        status = func.coalesce(Assignment.status, UNASSIGNED)
        counts = and_(status.in_(filters.statuses), or_(status != "submitted", counts))
    if filters.count_submitted:
        counts = and_(counts, ~_kept(revision_id, reviewer_id, eyes))
    return counts


def _kept(revision_id: Text, reviewer_id: Text, eyes: int | None) -> ColumnElement[bool]:
    """Whether the person is counted by their reading as first submitted."""
    reading = aliased(FrozenReading)
    return exists().where(
        reading.reviewer_id == reviewer_id, counts_as_kept(revision_id, eyes, reading)
    )
