"""What somebody has not seen of what is said to them: the condition, and counts of it."""

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from models.assignment import Assignment
from models.membership import Membership, Role, require_role
from models.queries.thread_visible import comment_visible_to
from models.queries.visible import SETTLING, hidden_from
from models.thread import Comment, Mention, SeenComment, Thread

_OTHER = aliased(Comment)


def takes_part(asker: int) -> ColumnElement[bool]:
    """A condition on Thread: the asker began it, is who it is with, spoke or is named in it."""
    spoke = exists().where(_OTHER.thread_id == Thread.id, _OTHER.author_id == asker)
    named = exists().where(
        _OTHER.thread_id == Thread.id,
        Mention.comment_id == _OTHER.id,
        Mention.reviewer_id == asker,
    )
    return or_(Thread.opened_by == asker, Thread.with_id == asker, spoke, named)


def concerns(asker: int) -> ColumnElement[bool]:
    """A condition on Thread: the asker takes part, reads the article that it is about, or settles."""
    reads = exists().where(
        Assignment.article_id == Thread.article_id, Assignment.reviewer_id == asker
    )
    settles = exists().where(
        Membership.project_id == Thread.project_id,
        Membership.reviewer_id == asker,
        Membership.role.in_(SETTLING),
    )
    return or_(takes_part(asker), and_(Thread.annotation_id.is_(None), reads), settles)


def is_unread(asker: int) -> ColumnElement[bool]:
    """A condition on Comment, joined with its Thread: another's, said since the asker is here, unseen."""
    seen = exists().where(SeenComment.comment_id == Comment.id, SeenComment.reviewer_id == asker)
    since = exists().where(
        Membership.project_id == Thread.project_id,
        Membership.reviewer_id == asker,
        Membership.created_at <= Comment.created_at,
    )
    return and_(
        Comment.author_id != asker, Comment.deleted_at.is_(None), ~seen, since, concerns(asker)
    )


def count_unread(session: Session, asker: int, project_id: int) -> int:
    """How many comments the asker has not seen."""
    return sum(unread_by_article(session, asker, project_id).values())


def unread_by_article(session: Session, asker: int, project_id: int) -> dict[int, int]:
    """The same by article; those without any are left out."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Thread.article_id, func.count(Comment.id).label("unread"))
        .join(Comment, Comment.thread_id == Thread.id)
        .where(
            Thread.project_id == project_id,
            comment_visible_to(hidden_from(session, asker, project_id)),
            is_unread(asker),
        )
        .group_by(Thread.article_id)
    )
    return {row.article_id: row.unread for row in rows}
