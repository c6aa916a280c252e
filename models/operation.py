"""Operations: what a client asked to change, remembered so that asking twice changes nothing."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now


class AppliedOperation(Base):
    """An applied operation, by the id its client made, with what it was answered with.

    `answer` is the annotation or the gold; empty for an operation whose answer names neither.
    """

    __tablename__ = "operation"

    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    answer: Mapped[dict[str, Any]]
    applied_at: Mapped[datetime] = mapped_column(default=now)
