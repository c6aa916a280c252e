"""Who submitted a text, and who agrees with a passage of it: counted beside every row that leaves."""

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, distinct, func, select
from sqlalchemy.orm import aliased

from models.annotation import Annotation
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.queries.visible import submission_visible_to, visible_to


def submitted_readings(revision_id: ColumnElement[int], eyes: int | None) -> ScalarSelect[int]:
    """How many reviewers submitted this revision, as far as those eyes may see."""
    reading = aliased(Assignment)
    return (
        select(func.count())
        .select_from(reading)
        .where(reading.submitted_revision_id == revision_id, submission_visible_to(eyes, reading))
        .scalar_subquery()
    )


def agreeing(
    passage: type[Annotation] | type[GoldAnnotation], eyes: int | None
) -> ScalarSelect[Any]:
    """Reviewers who submitted the revision with an overlapping live annotation of the same tag."""
    other, reading = aliased(Annotation), aliased(Assignment)
    return (
        select(func.count(distinct(other.reviewer_id)))
        .select_from(other)
        .join(
            reading,
            and_(
                reading.reviewer_id == other.reviewer_id,
                reading.submitted_revision_id == other.revision_id,
            ),
        )
        .where(
            other.revision_id == passage.revision_id,
            other.tag_id == passage.tag_id,
            other.start < passage.end,
            other.end > passage.start,
            other.deleted_at.is_(None),
            visible_to(eyes, other),
        )
        .correlate(passage)
        .scalar_subquery()
    )
