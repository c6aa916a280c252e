"""Gold annotations: what an editor settled a passage to be, and which reviewers' passages it came from."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now

GOLD_ORIGINS = ("accepted", "agreed", "changed", "own")


class GoldAnnotation(Base):
    """An editor's span [start, end) with one tag, in code points over its revision's text.

    `origin` follows from the sources: `accepted` is one reviewer's passage as it was, `agreed` what
    several had alike, `changed` has another extent or tag than some source, `own` has no source.
    It counts as gold once its revision is settled. Deleting only sets `deleted_at`.
    """

    __tablename__ = "gold_annotation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["revision_id", "project_id", "text_length"],
            ["revision.id", "revision.project_id", "revision.length"],
        ),
        ForeignKeyConstraint(["tag_id", "project_id"], ["tag.id", "tag.project_id"]),
        CheckConstraint('0 <= "start" AND "start" < "end" AND "end" <= text_length', name="range"),
        CheckConstraint("origin IN ('accepted', 'agreed', 'changed', 'own')", name="origin"),
        CheckConstraint("version >= 1", name="version"),
        Index(None, "revision_id", "start"),
        Index(None, "project_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    revision_id: Mapped[int]
    text_length: Mapped[int]
    tag_id: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    quote: Mapped[str]
    prefix: Mapped[str]
    suffix: Mapped[str]
    sentence: Mapped[int]
    paragraph: Mapped[int]
    note: Mapped[str | None]
    origin: Mapped[str]
    guideline_version: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    created_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    updated_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    updated_at: Mapped[datetime] = mapped_column(default=now)
    deleted_at: Mapped[datetime | None]


class GoldSource(Base):
    """A reviewer's passage that gold was chosen from, as it stood when it was chosen.

    What became of the passage since, its annotation tells.
    """

    __tablename__ = "gold_source"
    __table_args__ = (CheckConstraint('0 <= "start" AND "start" < "end"', name="range"),)

    gold_id: Mapped[UUID] = mapped_column(ForeignKey("gold_annotation.id"), primary_key=True)
    annotation_id: Mapped[UUID] = mapped_column(
        ForeignKey("annotation.id"), primary_key=True, index=True
    )
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    start: Mapped[int]
    end: Mapped[int]
    version: Mapped[int]
