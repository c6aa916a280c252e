"""Missed gold: where a reader who submitted a text tagged nothing, and its gold has a passage."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.annotation import Annotation
from models.base import Base, UtcTime, now
from models.gold import GoldAnnotation
from models.reviewer import Reviewer
from models.unclear_flag import UnclearFlag

MISSED_REASONS = ("missed", "guideline_unclear")


class MissedGold(Base):
    """A reader had nothing where gold stands: `missed`, or `guideline_unclear` where an editor said
    so of the place. It is recorded when the article is settled, by who settles it, and forgotten
    when it is opened again; what the reader tags afterwards changes nothing of it.
    """

    __tablename__ = "missed_gold"
    __table_args__ = (
        CheckConstraint("reason IN ('missed', 'guideline_unclear')", name="reason"),
        Index(None, "revision_id", "reviewer_id"),
        Index(None, "project_id", "reason"),
    )

    gold_id: Mapped[UUID] = mapped_column(ForeignKey("gold_annotation.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    reason: Mapped[str]
    guideline_version: Mapped[int | None]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)


_MISSED, _GOLD = Base.metadata.tables[MissedGold.__tablename__], GoldAnnotation


def record_missed(
    session: Session, editor: int, revision_id: int, readers: Sequence[int], at: datetime
) -> int:
    """Record what each of these readers missed of the text's gold; how much. A step of settling."""
    forget_missed(session, revision_id)
    own, flag = Annotation, UnclearFlag
    has_something = exists().where(
        own.revision_id == _GOLD.revision_id,
        own.reviewer_id == Reviewer.id,
        own.deleted_at.is_(None),
        own.start < _GOLD.end,
        own.end > _GOLD.start,
    )
    is_unclear = exists().where(
        flag.revision_id == _GOLD.revision_id, flag.start < _GOLD.end, flag.end > _GOLD.start
    )
    found = (
        select(
            *(_GOLD.id, Reviewer.id, _GOLD.project_id, _GOLD.revision_id),
            case((is_unclear, "guideline_unclear"), else_="missed"),
            _GOLD.guideline_version,
            *(literal(editor), literal(at, UtcTime())),
        )
        .select_from(_GOLD)
        .join(Reviewer, Reviewer.id.in_(readers))
        .where(_GOLD.revision_id == revision_id, _GOLD.deleted_at.is_(None), ~has_something)
    )
    columns = ["gold_id", "reviewer_id", "project_id", "revision_id", "reason"]
    columns += ["guideline_version", "recorded_by", "recorded_at"]
    session.execute(insert(_MISSED).from_select(columns, found))
    counted = select(func.count()).where(_MISSED.c.revision_id == revision_id)
    return session.scalar(counted) or 0


def forget_missed(session: Session, revision_id: int) -> None:
    """The text is open again: what was missed of it is said anew. A step of settling."""
    session.execute(delete(_MISSED).where(_MISSED.c.revision_id == revision_id))


def missed_by(session: Session, reviewer_id: int, revision_id: int) -> dict[UUID, str]:
    """What the reader missed of the text's gold, and why: a step of queries that asked."""
    rows = session.execute(
        select(MissedGold.gold_id, MissedGold.reason).where(
            MissedGold.revision_id == revision_id, MissedGold.reviewer_id == reviewer_id
        )
    )
    return {row.gold_id: row.reason for row in rows}
