"""Carried passages: what became of a passage of an earlier text when the article was corrected."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base

STATES = ("moved", "waiting", "kept", "gone")
REASONS = ("unchanged", "ambiguous", "elsewhere", "changed", "gone")
ALTERED = ("elsewhere", "changed", "gone")
"""The reasons that say that the outlet changed the passage, or took it away."""


class CarriedPassage(Base):
    """An annotation of an earlier text, and how it stands with the corrected text `revision_id`.

    The annotation itself stays with its text, as it was. `moved` has an annotation of its own on the
    corrected text, `moved_to`: by itself, or by its reviewer. `waiting` is for its reviewer to
    settle, `kept` stays with the earlier text by their word, `gone` because nothing like it is left.
    `reason` is what the comparison of the texts said, `places` where it may stand: start, end and
    likeness, the likeliest first. An editor who has `seen` that the outlet changed it says so.
    """

    __tablename__ = "carried_passage"
    __table_args__ = (
        CheckConstraint("state IN ('moved', 'waiting', 'kept', 'gone')", name="state"),
        CheckConstraint(
            "reason IN ('unchanged', 'ambiguous', 'elsewhere', 'changed', 'gone')", name="reason"
        ),
        CheckConstraint("(state = 'moved') = (moved_to IS NOT NULL)", name="moved"),
        CheckConstraint("(seen_at IS NULL) = (seen_by IS NULL)", name="seen"),
        UniqueConstraint("moved_to"),
        Index(None, "revision_id", "state"),
    )

    annotation_id: Mapped[UUID] = mapped_column(ForeignKey("annotation.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    state: Mapped[str]
    reason: Mapped[str]
    places: Mapped[dict[str, Any] | None]
    moved_to: Mapped[UUID | None] = mapped_column(ForeignKey("annotation.id"))
    settled_at: Mapped[datetime | None]
    """When its reviewer decided; None where it moved by itself, or nobody did yet."""
    seen_at: Mapped[datetime | None]
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
