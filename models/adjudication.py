"""Adjudications: whether an editor has settled a text, which makes its gold annotations its reading."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Adjudication(Base):
    """A revision that was settled once; open again where `settled_at` is None. No row: never settled.

    `version` counts how often it was settled and reopened.
    """

    __tablename__ = "adjudication"
    __table_args__ = (
        ForeignKeyConstraint(["revision_id", "article_id"], ["revision.id", "revision.article_id"]),
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", name="settled"),
        CheckConstraint("version >= 1", name="version"),
        Index(None, "article_id"),
    )

    revision_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    article_id: Mapped[int]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    version: Mapped[int] = mapped_column(default=1)
