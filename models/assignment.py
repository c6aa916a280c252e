"""Assignments: one reviewer's reading of one article, from given to submitted."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.article import Article, article_to_change, latest_revision
from models.base import Base, now
from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.frozen import freeze
from models.membership import Role
from models.reviewer import Reviewer
from models.text_read import refuse_unread


class Assignment(Base):
    """A reading: assigned, in progress, or submitted; which revision was submitted is kept.

    `reason` tells why it is this person's (see `models.assigning`); None where nobody gave it to
    them and they began by themselves. `active_at` is when they were last seen reading.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("article_id", "reviewer_id"),
        ForeignKeyConstraint(
            ["submitted_revision_id", "article_id"], ["revision.id", "revision.article_id"]
        ),
        CheckConstraint("status IN ('assigned', 'in_progress', 'submitted')", name="status"),
        CheckConstraint(
            "(status = 'submitted') = (submitted_at IS NOT NULL)"
            " AND (status = 'submitted') = (submitted_revision_id IS NOT NULL)",
            name="submitted",
        ),
        CheckConstraint("active_seconds >= 0", name="active_seconds"),
        CheckConstraint("priority IN (0, 1, 2)", name="priority"),
        Index(None, "submitted_revision_id"),
        Index(None, "reviewer_id", "status"),
        # What waits, the longest overdue first.
        Index(
            "ix_assignment_unfinished",
            *("due_on", "article_id", "reviewer_id"),
            sqlite_where=text("submitted_at IS NULL"),
            postgresql_where=text("submitted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    status: Mapped[str] = mapped_column(default="assigned")
    assigned_at: Mapped[datetime] = mapped_column(default=now)
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    submitted_revision_id: Mapped[int | None]
    due_on: Mapped[date | None]
    priority: Mapped[int] = mapped_column(default=0, server_default="0")
    reason: Mapped[dict[str, Any] | None]
    assigned_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    active_seconds: Mapped[int] = mapped_column(default=0)
    active_at: Mapped[datetime | None]
    reopened_at: Mapped[datetime | None]
    reopened_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))


def assignment_of(session: Session, reviewer_id: int, article_id: int) -> Assignment | None:
    """The person's reading of the article, if it was ever assigned or begun."""
    return session.scalar(
        select(Assignment).where(
            Assignment.article_id == article_id, Assignment.reviewer_id == reviewer_id
        )
    )


def submit_reading(
    session: Session,
    asker: int,
    article_id: int,
    at: datetime | None = None,
    revision_id: int | None = None,
) -> Assignment:
    """The asker's reading of the article's newest revision is finished; doing it twice is once.

    `revision_id` is the text that they read; not named, it is the one that they were last at.
    TextCorrected where that is not the newest any more. As it is now the reading is kept for ever,
    if this text is submitted for the first time.
    """
    article = article_to_change(session, asker, article_id, Role.REVIEWER)
    reading = _reading(session, asker, article)
    if reading.status == "submitted":
        return reading
    before = reading.status
    moment = at or now()
    newest = latest_revision(session, article_id)
    refuse_unread(session, asker, newest, reading.started_at, revision_id)
    reading.started_at = reading.started_at or moment
    reading.status = "submitted"
    reading.submitted_at = moment
    reading.submitted_revision_id = newest.id
    session.flush()
    freeze(session, article_id, newest.id, asker, moment)
    _record(session, asker, article, "submit", before, moment)
    return reading


def reopen_reading(
    session: Session, asker: int, article_id: int, reviewer_id: int | None = None
) -> Assignment:
    """A submitted reading is gone on with: the asker's own, or, for editors, another's.

    Who reopened it last, and when, stays on it. BadInput where nothing was submitted.
    """
    whose = asker if reviewer_id is None else reviewer_id
    needed = Role.REVIEWER if whose == asker else Role.EDITOR
    article = article_to_change(session, asker, article_id, needed)
    if whose != asker:
        from models.queries.visible import blind_articles  # noqa: PLC0415 (it asks for readings)

        if blind_articles(session, asker, article.project_id, {article_id}):
            raise NotAllowed("reads_blind")
    reading = assignment_of(session, whose, article_id)
    if reading is None or reading.status == "assigned":
        raise BadInput("nothing_submitted")
    if reading.status == "in_progress":
        return reading
    from models.served_again import is_copy  # noqa: PLC0415 (it asks for readings)

    if is_copy(session, article_id):
        raise BadInput("read_again_once")
    moment = now()
    reading.status = "in_progress"
    reading.submitted_at = reading.submitted_revision_id = None
    reading.reopened_at, reading.reopened_by = moment, asker
    session.flush()
    _record(session, asker, article, "reopen", "submitted", moment, whose)
    return reading


def _reading(session: Session, asker: int, article: Article) -> Assignment:
    reading = assignment_of(session, asker, article.id)
    if reading is not None:
        return reading
    try:
        with session.begin_nested():
            reading = Assignment(article_id=article.id, reviewer_id=asker, status="in_progress")
            session.add(reading)
    except IntegrityError:
        # Another process began the same reading in this very moment.
        reading = assignment_of(session, asker, article.id)
    if reading is None:
        raise NotFound("article_unknown")
    return reading


def _record(
    session: Session,
    asker: int,
    article: Article,
    action: str,
    before: str,
    at: datetime,
    whose: int | None = None,
) -> None:
    after = {"status": "submitted" if action == "submit" else "in_progress"}
    if whose not in (None, asker):
        after["reviewer"] = session.get_one(Reviewer, whose).handle
    record(
        session,
        asker,
        article.project_id,
        action,
        "reading",
        article.id,
        {"status": before},
        after,
        at,
    )
