"""The talk of a project as a list: each thread with what it is about and what was said last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Subquery, func, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.membership import Role, require_role
from models.mentions import with_names
from models.queries.thread_visible import comment_visible_to, thread_visible_to
from models.queries.threads import comments_in
from models.queries.unread import is_unread, takes_part
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.tag import Tag
from models.thread import Comment, Thread

SHOWN = ("open", "resolved", "mine", "unread")
_OPENER, _WITH = aliased(Reviewer), aliased(Reviewer)


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A thread. `quote` and `tag` are those of its passage, None where it is about an article.

    `last` is what was said last, with names in it, blank where that was deleted; `gone` where the
    passage was deleted.
    """

    thread_id: UUID
    article_id: int
    title: str
    annotation_id: UUID | None
    quote: str | None
    tag: str | None
    gone: bool
    opened_by: str
    with_name: str | None
    comments: int
    unread: int
    last: str
    last_by: str
    last_at: datetime
    resolved: bool


def talk_list(
    session: Session, asker: int, project_id: int, show: str = "open", limit: int = 50
) -> list[TalkRow]:
    """The threads that the asker may see, those first in which somebody spoke last."""
    require_role(session, asker, project_id, Role.VIEWER)
    hidden = hidden_from(session, asker, project_id)
    last = _last_said(hidden)
    rows = session.execute(
        select(
            Thread,
            Article.title,
            Annotation.quote,
            Annotation.deleted_at,
            Tag.name.label("tag"),
            _OPENER.name.label("opened_by"),
            _WITH.name.label("with_name"),
            last.c.last_at,
        )
        .join(last, last.c.thread_id == Thread.id)
        .join(Article, Article.id == Thread.article_id)
        .join(_OPENER, _OPENER.id == Thread.opened_by)
        .outerjoin(_WITH, _WITH.id == Thread.with_id)
        .outerjoin(Annotation, Annotation.id == Thread.annotation_id)
        .outerjoin(Tag, Tag.id == Annotation.tag_id)
        .where(
            Thread.project_id == project_id, thread_visible_to(hidden), _wanted(asker, show, hidden)
        )
        .order_by(last.c.last_at.desc(), Thread.id)
        .limit(limit)
    ).all()
    said = comments_in(session, asker, hidden, [row.Thread.id for row in rows])
    return [_row(row, said.get(row.Thread.id, [])) for row in rows]


def count_talk(session: Session, asker: int, project_id: int) -> dict[str, int]:
    """How many threads each choice shows."""
    require_role(session, asker, project_id, Role.VIEWER)
    hidden = hidden_from(session, asker, project_id)
    counted = select(
        *(func.count().filter(_wanted(asker, show, hidden)).label(show) for show in SHOWN)
    ).where(Thread.project_id == project_id, thread_visible_to(hidden))
    return dict(session.execute(counted).mappings().one())


def _wanted(asker: int, show: str, hidden: int | None) -> ColumnElement[bool]:
    is_over = show == "resolved"
    if is_over:
        return Thread.resolved_at.is_not(None)
    if show == "mine":
        return takes_part(asker)
    if show == "unread":
        # A query of its own: the conditions ask about its threads, not about those around it.
        found = select(Thread.id).join(Comment, Comment.thread_id == Thread.id)
        unseen = found.where(comment_visible_to(hidden), is_unread(asker)).correlate(None)
        return Thread.id.in_(unseen)
    return Thread.resolved_at.is_(None)


def _last_said(hidden: int | None) -> Subquery:
    """When somebody last said something in each thread that the asker may see."""
    return (
        select(Comment.thread_id, func.max(Comment.created_at).label("last_at"))
        .join(Thread, Thread.id == Comment.thread_id)
        .where(comment_visible_to(hidden))
        .group_by(Comment.thread_id)
        .subquery()
    )


def _row(row: Row[*tuple[Any, ...]], comments: list[dict[str, Any]]) -> TalkRow:
    thread: Thread = row.Thread
    latest = comments[-1]
    names = {person["id"]: person["name"] for person in latest["mentions"]}
    return TalkRow(
        thread.id,
        thread.article_id,
        row.title,
        thread.annotation_id,
        row.quote,
        row.tag,
        row.deleted_at is not None,
        row.opened_by,
        row.with_name,
        len(comments),
        sum(one["unread"] for one in comments),
        with_names(latest["body"], names),
        latest["author_name"],
        row.last_at,
        thread.resolved_at is not None,
    )
