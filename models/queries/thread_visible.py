"""Whose talk a person may see: the one rule, and the conditions that every query takes it from.

Who may see others' readings of an article or text (`models.queries.visible`) sees all that is said
about it. To whoever still reads blind a comment could tell what its author tagged, and that there
is a thread, that somebody tagged. They see a thread that is with them, if an editor opened it or
they did themselves; in it they see their own comments and those that editors wrote. An editor is,
for this, who was editor or admin and had no reading of the article when they wrote.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from models.queries.visible import article_open_to, text_open_to
from models.served_again import put_aside
from models.thread import Comment, Thread


def thread_open_to(asker: int | None) -> ColumnElement[bool]:
    """A condition on Thread: nothing that anybody says in it is a secret to the asker."""
    if asker is None:
        return true()
    return or_(
        # Who submitted the newest text hears what was said about earlier ones too.
        article_open_to(asker, Thread.article_id),
        and_(Thread.annotation_id.is_not(None), text_open_to(asker, Thread.revision_id)),
    )


def thread_visible_to(asker: int | None) -> ColumnElement[bool]:
    """A condition on Thread: that there is one."""
    if asker is None:
        return true()
    seen = or_(_is_theirs(asker), thread_open_to(asker))
    return and_(~put_aside(asker, Thread.article_id), seen)


def comment_visible_to(asker: int | None) -> ColumnElement[bool]:
    """A condition on Comment, joined with its Thread."""
    if asker is None:
        return true()
    meant = or_(Comment.author_id == asker, Comment.by_editor)
    seen = or_(and_(_is_theirs(asker), meant), thread_open_to(asker))
    return and_(~put_aside(asker, Thread.article_id), seen)


def sees_thread(session: Session, person: int, thread: Thread) -> bool:
    """Whether the person, who may read the project, sees that there is this thread."""
    found = select(Thread.id).where(Thread.id == thread.id, thread_visible_to(person))
    return session.scalar(found) is not None


def closed_to(session: Session, person: int, threads: Collection[UUID]) -> set[UUID]:
    """Those of the threads in which what others say is still a secret to the person."""
    opened = select(Thread.id).where(Thread.id.in_(threads), thread_open_to(person))
    return {*threads} - set(session.scalars(opened))


def _is_theirs(asker: int) -> ColumnElement[bool]:
    return and_(Thread.with_id == asker, or_(Thread.by_editor, Thread.opened_by == asker))
