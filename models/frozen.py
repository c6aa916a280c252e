"""Readings as they were first submitted: kept as they were, whatever is changed afterwards."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    UniqueConstraint,
    and_,
    exists,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.annotation import Annotation, Evidence
from models.base import Base
from models.cleared import ClearedSentence


class FrozenReading(Base):
    """A reviewer's reading of a revision when it was first submitted. Agreement is computed on it."""

    __tablename__ = "frozen_reading"
    __table_args__ = (
        UniqueConstraint("revision_id", "reviewer_id"),
        ForeignKeyConstraint(["revision_id", "article_id"], ["revision.id", "revision.article_id"]),
        Index(None, "article_id", "reviewer_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int]
    revision_id: Mapped[int]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    submitted_at: Mapped[datetime]


class FrozenAnnotation(Base):
    """A passage as it stood in a frozen reading; what became of it since, its annotation tells."""

    __tablename__ = "frozen_annotation"
    __table_args__ = (
        CheckConstraint('0 <= "start" AND "start" < "end"', name="range"),
        # Whether a first submission agrees with a passage is answered by the index alone.
        Index(None, "reading_id", "tag_id", "start", "end"),
    )

    reading_id: Mapped[int] = mapped_column(ForeignKey("frozen_reading.id"), primary_key=True)
    annotation_id: Mapped[UUID] = mapped_column(ForeignKey("annotation.id"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"))
    start: Mapped[int]
    end: Mapped[int]
    note: Mapped[str | None]
    confidence: Mapped[str | None]
    origin: Mapped[str]
    guideline_version: Mapped[int | None]
    version: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class FrozenEvidence(Base):
    """What a passage of a frozen reading rested on then."""

    __tablename__ = "frozen_evidence"
    __table_args__ = (
        ForeignKeyConstraint(
            ["reading_id", "annotation_id"],
            ["frozen_annotation.reading_id", "frozen_annotation.annotation_id"],
        ),
    )

    reading_id: Mapped[int] = mapped_column(primary_key=True)
    annotation_id: Mapped[UUID] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]
    citation: Mapped[str]
    quote: Mapped[str]
    stance: Mapped[str]
    accessed_at: Mapped[datetime | None]


class FrozenCleared(Base):
    """A sentence that was cleared in a frozen reading, by its number from 0."""

    __tablename__ = "frozen_cleared"

    reading_id: Mapped[int] = mapped_column(ForeignKey("frozen_reading.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)


_TABLES = Base.metadata.tables
_READING = _TABLES[FrozenReading.__tablename__]
_PASSAGE = _TABLES[FrozenAnnotation.__tablename__]
_EVIDENCE_THEN = _TABLES[FrozenEvidence.__tablename__]
_CLEARED_THEN = _TABLES[FrozenCleared.__tablename__]
_ANNOTATION = _TABLES[Annotation.__tablename__]
_EVIDENCE = _TABLES[Evidence.__tablename__]
_CLEARED = _TABLES[ClearedSentence.__tablename__]
_KEPT = tuple(
    column.name for column in _PASSAGE.columns if column.name not in ("reading_id", "annotation_id")
)

_OF_EVIDENCE = ("position", "url", "citation", "quote", "stance", "accessed_at")


def freeze(
    session: Session, article_id: int, revision_id: int, reviewer_id: int, at: datetime
) -> None:
    """Keep the reading as it is now, unless an earlier submission of this text was kept already.

    Four statements, however long the reading is.
    """
    session.flush()
    known = exists().where(
        FrozenReading.revision_id == revision_id, FrozenReading.reviewer_id == reviewer_id
    )
    if session.scalar(select(known)):
        return
    reading = FrozenReading(
        article_id=article_id, revision_id=revision_id, reviewer_id=reviewer_id, submitted_at=at
    )
    session.add(reading)
    session.flush()
    _copy(session, [reading.id])


def freeze_all(session: Session, project_id: int) -> None:
    """Keep every submitted reading of the project that was not kept: those that an import brought."""
    assignment, revision = _TABLES["assignment"], _TABLES["revision"]
    kept = exists().where(
        _READING.c.revision_id == assignment.c.submitted_revision_id,
        _READING.c.reviewer_id == assignment.c.reviewer_id,
    )
    wanted = (
        select(
            assignment.c.article_id,
            assignment.c.submitted_revision_id,
            assignment.c.reviewer_id,
            assignment.c.submitted_at,
        )
        .join(revision, revision.c.id == assignment.c.submitted_revision_id)
        .where(revision.c.project_id == project_id, ~kept)
    )
    columns = ["article_id", "revision_id", "reviewer_id", "submitted_at"]
    session.flush()
    made = session.execute(
        insert(_READING).from_select(columns, wanted).returning(_READING.c.id)
    ).scalars()
    _copy(session, list(made))


def _copy(session: Session, readings: list[int]) -> None:
    """Copy the live passages, their evidence and the cleared sentences of these readings, as they are."""
    for first in range(0, len(readings), 500):
        some = _READING.c.id.in_(readings[first : first + 500])
        passages = (
            select(_READING.c.id, _ANNOTATION.c.id, *(_ANNOTATION.c[name] for name in _KEPT))
            .join(_ANNOTATION, _is_of(_ANNOTATION))
            .where(some, _ANNOTATION.c.deleted_at.is_(None))
        )
        session.execute(
            insert(_PASSAGE).from_select(["reading_id", "annotation_id", *_KEPT], passages)
        )
        evidence = (
            select(
                _PASSAGE.c.reading_id,
                _PASSAGE.c.annotation_id,
                *(_EVIDENCE.c[name] for name in _OF_EVIDENCE),
            )
            .join(_EVIDENCE, _EVIDENCE.c.annotation_id == _PASSAGE.c.annotation_id)
            .where(_PASSAGE.c.reading_id.in_(readings[first : first + 500]))
        )
        columns = ["reading_id", "annotation_id", *_OF_EVIDENCE]
        session.execute(insert(_EVIDENCE_THEN).from_select(columns, evidence))
        cleared = (
            select(_READING.c.id, _CLEARED.c.position).join(_CLEARED, _is_of(_CLEARED)).where(some)
        )
        session.execute(insert(_CLEARED_THEN).from_select(["reading_id", "position"], cleared))


def _is_of(work: FromClause) -> ColumnElement[bool]:
    """Whether a row of `work` belongs to the frozen reading beside it."""
    return and_(
        work.c.revision_id == _READING.c.revision_id, work.c.reviewer_id == _READING.c.reviewer_id
    )
