"""What was said about passages and articles, as it leaves: people named by their handles."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.mentions import with_names
from models.queries.export_stream import require_exporter, stream
from models.queries.thread_visible import comment_visible_to, thread_visible_to
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.revision import Revision
from models.thread import Comment, Mention, Thread

Rows = Iterator[dict[str, Any]]
_OPENER, _WITH, _RESOLVER = aliased(Reviewer), aliased(Reviewer), aliased(Reviewer)


def thread_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every thread, in the order of beginning."""
    require_exporter(session, asker, project_id)
    statement = (
        select(
            Thread.id,
            Thread.article_id,
            Revision.number.label("revision"),
            Thread.annotation_id,
            _OPENER.handle.label("opened_by"),
            func.coalesce(_WITH.handle, "").label("with_reviewer"),
            *(Thread.by_editor, Thread.created_at, Thread.resolved_at),
            func.coalesce(_RESOLVER.handle, "").label("resolved_by"),
        )
        .join(Revision, Revision.id == Thread.revision_id)
        .join(_OPENER, _OPENER.id == Thread.opened_by)
        .outerjoin(_WITH, _WITH.id == Thread.with_id)
        .outerjoin(_RESOLVER, _RESOLVER.id == Thread.resolved_by)
        .where(
            Thread.project_id == project_id,
            thread_visible_to(hidden_from(session, asker, project_id)),
        )
        .order_by(Thread.created_at, Thread.id)
    )
    for row in stream(session, statement):
        told = dict(row._mapping)
        passage = told.pop("annotation_id")
        yield {
            "thread_id": str(told.pop("id")),
            "annotation_id": "" if passage is None else str(passage),
            **told,
        }


def comment_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every comment, deleted ones too, in the order of the threads, then of saying."""
    require_exporter(session, asker, project_id)
    statement = (
        select(Comment, Reviewer.handle)
        .join(Thread, Thread.id == Comment.thread_id)
        .join(Reviewer, Reviewer.id == Comment.author_id)
        .where(
            Thread.project_id == project_id,
            comment_visible_to(hidden_from(session, asker, project_id)),
        )
        .order_by(Thread.created_at, Thread.id, Comment.created_at, Comment.id)
    )
    named = _named(session, project_id)
    for row in stream(session, statement):
        comment: Comment = row.Comment
        handles = named.get(comment.id, {})
        yield {
            "comment_id": str(comment.id),
            "thread_id": str(comment.thread_id),
            "author": row.handle,
            "by_editor": comment.by_editor,
            # Between braces, so that it can be told from an address that somebody wrote down.
            "body": with_names(comment.body, {one: f"{{{who}}}" for one, who in handles.items()}),
            "mentions": sorted(handles.values()),
            "version": comment.version,
            "created_at": comment.created_at,
            "edited_at": comment.edited_at,
            "deleted_at": comment.deleted_at,
        }


def _named(session: Session, project_id: int) -> dict[object, dict[int, str]]:
    rows = session.execute(
        select(Mention.comment_id, Reviewer.id, Reviewer.handle)
        .join(Reviewer, Reviewer.id == Mention.reviewer_id)
        .join(Comment, Comment.id == Mention.comment_id)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.project_id == project_id)
    )
    found: dict[object, dict[int, str]] = {}
    for row in rows:
        found.setdefault(row.comment_id, {})[row.id] = row.handle
    return found
