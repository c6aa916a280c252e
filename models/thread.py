"""Threads: what people say to each other about a passage or an article, comment by comment."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now


class Thread(Base):
    """A talk about one passage, or, without one, about an article; it has at least one comment.

    `with_id` is whom it is with: the reviewer of the passage, whoever asked about an article, or
    the reviewer whom an editor wrote to; None is a thread about an article for everybody.
    `by_editor`: who opened it settled and read nothing of the article then. `revision_id` is the
    text it was begun upon.
    """

    __tablename__ = "thread"
    __table_args__ = (
        ForeignKeyConstraint(["article_id", "project_id"], ["article.id", "article.project_id"]),
        ForeignKeyConstraint(["revision_id", "article_id"], ["revision.id", "revision.article_id"]),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by IS NULL)", name="resolved"),
        CheckConstraint("annotation_id IS NULL OR with_id IS NOT NULL", name="with"),
        Index(None, "project_id", "resolved_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    article_id: Mapped[int] = mapped_column(index=True)
    revision_id: Mapped[int] = mapped_column(index=True)
    annotation_id: Mapped[UUID | None] = mapped_column(ForeignKey("annotation.id"), index=True)
    opened_by: Mapped[int] = mapped_column(ForeignKey("reviewer.id"))
    with_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))
    by_editor: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(default=now)
    resolved_at: Mapped[datetime | None]
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id"))


class Comment(Base):
    """What one person said in a thread. `body` names nobody: a mention is the person's id in it.

    `by_editor` as of its thread, for who wrote this. Deleting only sets `deleted_at`.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint("body <> ''", name="body"),
        CheckConstraint("version >= 1", name="version"),
        Index(None, "thread_id", "created_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), index=True)
    by_editor: Mapped[bool]
    body: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    edited_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]


class Mention(Base):
    """A comment names a person: it concerns them from then on."""

    __tablename__ = "mention"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id"), primary_key=True, index=True
    )


class SeenComment(Base):
    """A person was shown a comment of somebody else."""

    __tablename__ = "seen_comment"

    comment_id: Mapped[UUID] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id"), primary_key=True, index=True
    )
    seen_at: Mapped[datetime] = mapped_column(default=now)
