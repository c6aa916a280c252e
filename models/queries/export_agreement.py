"""Who submitted a text, and who agrees with a passage of it: counted beside every row that leaves.

Both are asked of the readings as they were first submitted. A reading that its reviewer reopened
counts again when it is submitted again; one that a correction reopened counts for the text that was
submitted, which is nobody's newest any more. A submission that was never kept as it was, out of an
archive that knew nothing of frozen readings, counts as it stands.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from models.annotation import Annotation
from models.assignment import Assignment
from models.frozen import FrozenAnnotation, FrozenReading
from models.gold import GoldAnnotation
from models.queries.visible import frozen_visible_to, submission_visible_to, visible_to
from models.revision import Revision

Text = ColumnElement[int] | InstrumentedAttribute[int]


def submitted_readings(revision_id: ColumnElement[int], eyes: int | None) -> ColumnElement[int]:
    """How many reviewers submitted this revision, as far as those eyes may see."""
    kept, unkept = aliased(FrozenReading), aliased(Assignment)
    return _sum(
        select(func.count()).select_from(kept).where(counts_as_kept(revision_id, eyes, kept)),
        select(func.count()).select_from(unkept).where(_unkept(revision_id, eyes, unkept)),
    )


def agreeing(
    passage: type[Annotation] | type[GoldAnnotation], eyes: int | None
) -> ColumnElement[int]:
    """Reviewers who submitted the revision with an overlapping annotation of the same tag.

    A live passage speaks for its own reviewer, once they submitted: it is what they say now. Gold
    speaks for nobody; of everybody else the reading as first submitted is asked.
    """
    revision_id = passage.__table__.c.revision_id
    kept, then = aliased(FrozenReading), aliased(FrozenAnnotation)
    says_so: ColumnElement[bool] = (
        exists()
        .where(then.reading_id == kept.id, _overlaps(then, passage))
        .correlate(kept, passage)
    )
    unkept, now = aliased(Assignment), aliased(Annotation)
    stands_so: ColumnElement[bool] = (
        exists()
        .where(
            now.revision_id == revision_id,
            now.reviewer_id == unkept.reviewer_id,
            now.deleted_at.is_(None),
            _overlaps(now, passage),
            visible_to(eyes, now),
        )
        .correlate(unkept, passage)
    )
    if passage is Annotation:
        own = passage.__table__.c.reviewer_id
        says_so = or_(kept.reviewer_id == own, says_so)
        stands_so = or_(unkept.reviewer_id == own, stands_so)
    return _sum(
        select(func.count())
        .select_from(kept)
        .where(counts_as_kept(revision_id, eyes, kept), says_so),
        select(func.count())
        .select_from(unkept)
        .where(_unkept(revision_id, eyes, unkept), stands_so),
    )


def counts_as_kept(
    revision_id: Text, eyes: int | None, kept: type[FrozenReading] = FrozenReading
) -> ColumnElement[bool]:
    """Whether the frozen reading is of that text and counts: of a reader who has it submitted still,
    or of a text that was corrected since.
    """
    this, later = aliased(Revision), aliased(Revision)
    still = exists().where(
        Assignment.submitted_revision_id == kept.revision_id,
        Assignment.reviewer_id == kept.reviewer_id,
    )
    corrected = exists().where(
        this.id == kept.revision_id,
        later.article_id == this.article_id,
        later.number > this.number,
    )
    return and_(
        kept.revision_id == revision_id,
        frozen_visible_to(eyes, kept),
        or_(still.correlate(kept), corrected.correlate(kept)),
    )


def _unkept(revision_id: Text, eyes: int | None, reading: type[Assignment]) -> ColumnElement[bool]:
    """Whether the reading was submitted with that text, without having been kept as it was then."""
    kept = exists().where(
        FrozenReading.revision_id == reading.submitted_revision_id,
        FrozenReading.reviewer_id == reading.reviewer_id,
    )
    return and_(
        reading.submitted_revision_id == revision_id,
        submission_visible_to(eyes, reading),
        ~kept.correlate(reading),
    )


def _overlaps(
    other: type[Annotation] | type[FrozenAnnotation],
    passage: type[Annotation] | type[GoldAnnotation],
) -> ColumnElement[bool]:
    columns = passage.__table__.c
    return and_(
        other.tag_id == columns.tag_id,
        other.start < columns.end,
        other.end > columns.start,
    )


def _sum(*counts: Select[Any]) -> ColumnElement[int]:
    first, second = (one.scalar_subquery() for one in counts)
    return first + second
