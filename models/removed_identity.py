"""Removed identities: whose name, address and ways in were taken out on their request."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now


class RemovedIdentity(Base):
    """That a person's identity was removed, when and by whom.

    Only while one of these is not done does the database let what events and frozen notes say be
    changed: within the transaction that removes it, which nobody else sees.
    """

    __tablename__ = "removed_identity"

    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    removed_at: Mapped[datetime] = mapped_column(default=now)
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    is_done: Mapped[bool] = mapped_column(default=False)
