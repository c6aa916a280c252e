"""Cleared sentences: what a reviewer read and found nothing to tag in, for each revision."""

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now


class ClearedSentence(Base):
    """A sentence of a revision that a reviewer marked as read and cleared; no row: not cleared.

    `position` counts the revision's sentences from 0. Whether a passage lies on the sentence is
    another matter: a tagged one may be cleared too, and is again when its passage is deleted.
    """

    __tablename__ = "cleared_sentence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "position"], ["sentence.revision_id", "sentence.position"]
        ),
    )

    revision_id: Mapped[int] = mapped_column(primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    cleared_at: Mapped[datetime] = mapped_column(default=now)
