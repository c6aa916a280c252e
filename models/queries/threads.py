"""The threads about a text and its article that somebody may see, as the API tells them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.base import iso
from models.membership import Role, role_of
from models.queries.mentionable import settles
from models.queries.moved_passages import moved_here
from models.queries.texts import readable_project
from models.queries.thread_visible import closed_to, comment_visible_to, thread_visible_to
from models.queries.unread import is_unread
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.revision import Revision
from models.thread import Comment, Mention, Thread

_OPENER, _WITH, _RESOLVER = aliased(Reviewer), aliased(Reviewer), aliased(Reviewer)


def threads(session: Session, asker: int, revision_id: int) -> list[dict[str, Any]]:
    """Those of the text's passages and of its article, oldest first, each with its comments.

    What was said about a passage of an earlier text is told upon the passage that it is now.
    """
    project_id = readable_project(session, asker, revision_id)
    hidden = hidden_from(session, asker, project_id)
    article = select(Revision.article_id).where(Revision.id == revision_id).scalar_subquery()
    moved = moved_here(hidden, revision_id)
    here = or_(
        and_(Thread.annotation_id.is_(None), Thread.article_id == article),
        and_(Thread.annotation_id.is_not(None), Thread.revision_id == revision_id),
        moved.c.here.is_not(None),
    )
    rows = session.execute(
        select(
            Thread,
            func.coalesce(moved.c.here, Thread.annotation_id).label("upon"),
            _OPENER.name.label("opened_by"),
            _WITH.handle.label("with_handle"),
            _WITH.name.label("with_name"),
            _RESOLVER.name.label("resolved_by"),
        )
        .join(_OPENER, _OPENER.id == Thread.opened_by)
        .outerjoin(_WITH, _WITH.id == Thread.with_id)
        .outerjoin(_RESOLVER, _RESOLVER.id == Thread.resolved_by)
        .outerjoin(moved, moved.c.former == Thread.annotation_id)
        .where(here, thread_visible_to(hidden))
        .order_by(Thread.created_at, Thread.id)
    ).all()
    said = comments_in(session, asker, hidden, [row.Thread.id for row in rows])
    closed = _closed(session, asker, revision_id, [row.Thread for row in rows])
    role = role_of(session, asker, project_id) or Role.VIEWER
    return [
        _told(row, asker, role, said.get(row.Thread.id, []), row.Thread.id in closed)
        for row in rows
    ]


def _closed(session: Session, asker: int, revision_id: int, found: Sequence[Thread]) -> set[UUID]:
    """The threads in which whom they are with will not see what the asker says, while they read blind."""
    is_editor = settles(session, asker, revision_id)
    closed: set[UUID] = set()
    for person in {one.with_id for one in found if one.with_id is not None} - {asker}:
        theirs = [thread.id for thread in found if thread.with_id == person]
        closed |= closed_to(session, person, theirs)
    reached = {
        one.id for one in found if is_editor and (one.by_editor or one.opened_by == one.with_id)
    }
    return closed - reached


def comments_in(
    session: Session, reader: int, hidden_from_whom: int | None, thread_ids: Sequence[UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    """The comments of each thread that may be seen, oldest first."""
    rows = session.execute(
        select(Comment, Reviewer.handle, Reviewer.name, is_unread(reader).label("is_unread"))
        .join(Thread, Thread.id == Comment.thread_id)
        .join(Reviewer, Reviewer.id == Comment.author_id)
        .where(Comment.thread_id.in_(thread_ids), comment_visible_to(hidden_from_whom))
        .order_by(Comment.created_at, Comment.id)
    ).all()
    named = _named(session, [row.Comment.id for row in rows])
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        mentions = named.get(row.Comment.id, [])
        found.setdefault(row.Comment.thread_id, []).append(_comment(row, mentions))
    return found


def _named(session: Session, comment_ids: Iterable[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Whom the comments mention, with the names that these people have now."""
    rows = session.execute(
        select(Mention.comment_id, Reviewer.id, Reviewer.handle, Reviewer.name)
        .join(Reviewer, Reviewer.id == Mention.reviewer_id)
        .where(Mention.comment_id.in_(list(comment_ids)))
        .order_by(Mention.comment_id, Reviewer.id)
    )
    found: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows:
        person = {"id": row.id, "handle": row.handle, "name": row.name}
        found.setdefault(row.comment_id, []).append(person)
    return found


def _comment(row: Row[*tuple[Any, ...]], mentions: list[dict[str, Any]]) -> dict[str, Any]:
    comment: Comment = row.Comment
    is_gone = comment.deleted_at is not None
    return {
        "id": str(comment.id),
        "author": row.handle,
        "author_name": row.name,
        "body": "" if is_gone else comment.body,
        "mentions": [] if is_gone else mentions,
        "version": comment.version,
        "created_at": iso(comment.created_at),
        "edited_at": comment.edited_at and iso(comment.edited_at),
        "deleted_at": comment.deleted_at and iso(comment.deleted_at),
        "unread": bool(row.is_unread),
    }


def _told(
    row: Row[*tuple[Any, ...]],
    asker: int,
    role: Role,
    comments: list[dict[str, Any]],
    closed: bool,
) -> dict[str, Any]:
    thread: Thread = row.Thread
    may_resolve = asker in (thread.opened_by, thread.with_id) or role.covers(Role.EDITOR)
    return {
        "id": str(thread.id),
        "annotation": row.upon and str(row.upon),
        "opened_by": row.opened_by,
        "with": row.with_handle,
        "with_name": row.with_name,
        "created_at": iso(thread.created_at),
        "resolved_at": thread.resolved_at and iso(thread.resolved_at),
        "resolved_by": row.resolved_by,
        "may_resolve": may_resolve,
        "may_reopen": may_resolve or (role.covers(Role.REVIEWER) and not closed),
        "closed": closed,
        "comments": comments,
    }
