"""Rejections: reviewers' passages that an editor did not take into gold, and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now

REASONS = ("wrong_tag", "wrong_extent", "missed", "guideline_unclear")


class Rejection(Base):
    """Why a passage was not taken; one that is taken back leaves only its event.

    `guideline_version` was in force then: a reason `guideline_unclear` waits for the next one.
    """

    __tablename__ = "rejection"
    __table_args__ = (
        CheckConstraint(
            "reason IN ('wrong_tag', 'wrong_extent', 'missed', 'guideline_unclear')", name="reason"
        ),
        Index(None, "revision_id"),
        Index(None, "project_id", "reason"),
    )

    annotation_id: Mapped[UUID] = mapped_column(ForeignKey("annotation.id"), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    reason: Mapped[str]
    note: Mapped[str | None]
    guideline_version: Mapped[int | None]
    rejected_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    rejected_at: Mapped[datetime] = mapped_column(default=now)
