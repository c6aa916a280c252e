"""Unclear flags: places of a text for which the guidelines do not say what to do."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now


class UnclearFlag(Base):
    """[start, end) of a text that the next guidelines should speak of; one taken back leaves its event.

    `guideline_version` was in force when it was raised.
    """

    __tablename__ = "unclear_flag"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "project_id", "text_length"],
            ["revision.id", "revision.project_id", "revision.length"],
        ),
        CheckConstraint('0 <= "start" AND "start" < "end" AND "end" <= text_length', name="range"),
        Index(None, "revision_id"),
        Index(None, "project_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    revision_id: Mapped[int]
    text_length: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    note: Mapped[str | None]
    guideline_version: Mapped[int | None]
    flagged_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    flagged_at: Mapped[datetime] = mapped_column(default=now)
