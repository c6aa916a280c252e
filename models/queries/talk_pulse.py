"""What changes of an article beside the passages of its text: what is said, who is here, corrections.

The process looks at the same time for how it is settled (`models.queries.settling_pulse`).
"""

from collections.abc import Collection
from typing import NamedTuple
from zlib import crc32

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from models.base import now
from models.membership import Role, require_role
from models.presence import HERE_FOR, Presence
from models.queries.settling_pulse import SETTLED
from models.queries.thread_visible import comment_visible_to, thread_visible_to
from models.queries.visible import hidden_from
from models.revision import Revision
from models.thread import Comment, SeenComment, Thread

NOTHING_SAID = "0"

_NEWEST = aliased(Revision)
_SAID = (func.count(), func.coalesce(func.sum(Comment.version), 0))
_SETTLED = (func.count(Thread.resolved_at), func.max(Thread.resolved_at))
# Whoever comes or goes makes another one; that somebody was seen once more does not.
_PRESENT = (func.count(), func.sum(Presence.reviewer_id))
# Built once: asked for all open texts several times a second.
_ARTICLES = select(
    Revision.id,
    select(func.max(_NEWEST.number))
    .where(_NEWEST.article_id == Revision.article_id)
    .scalar_subquery(),
    *(
        select(one)
        .select_from(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.article_id == Revision.article_id)
        .correlate(Revision)
        .scalar_subquery()
        for one in _SAID
    ),
    *(
        select(one)
        .select_from(Thread)
        .where(Thread.article_id == Revision.article_id)
        .correlate(Revision)
        .scalar_subquery()
        for one in _SETTLED
    ),
    *(
        select(one)
        .where(
            Presence.article_id == Revision.article_id,
            Presence.seen_at > bindparam("present_since"),
        )
        .correlate(Revision)
        .scalar_subquery()
        for one in _PRESENT
    ),
    *SETTLED,
).where(Revision.id.in_(bindparam("revisions", expanding=True)))


class Aside(NamedTuple):
    """`talk`: a mark of all that the reader may see said about the article; `superseded`: there is a newer text."""

    talk: str
    superseded: bool


def aside_of(session: Session, reader: int, article_id: int, revision_id: int) -> Aside:
    """How the talk about the article stands for the reader, and whether this text is its newest."""
    said = session.execute(
        select(*_SAID)
        .select_from(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.article_id == article_id, comment_visible_to(reader))
    ).one()
    settled = session.execute(
        select(func.count(), *_SETTLED).where(
            Thread.article_id == article_id, thread_visible_to(reader)
        )
    ).one()
    newest = select(func.max(_NEWEST.number)).where(_NEWEST.article_id == article_id)
    number = select(Revision.number).where(Revision.id == revision_id)
    is_old = session.scalar(select(number.scalar_subquery() < newest.scalar_subquery()))
    counted = (*said, *settled)
    mark = f"{crc32(repr(counted).encode()):08x}" if settled[0] else NOTHING_SAID
    return Aside(mark, bool(is_old))


def article_pulses(session: Session, revisions: Collection[int]) -> dict[int, tuple[object, ...]]:
    """The same of each text's article, whoever may see it: for the process alone."""
    asked = {"revisions": sorted(revisions), "present_since": now() - HERE_FOR}
    rows = session.connection().execute(_ARTICLES, asked)
    return {row[0]: tuple(row[1:]) for row in rows}


def talk_mark(session: Session, asker: int, project_id: int) -> str:
    """Another one after something that changes the asker's list of the project's threads, or its counts."""
    require_role(session, asker, project_id, Role.VIEWER)
    hidden = hidden_from(session, asker, project_id)
    said = (
        select(*_SAID)
        .select_from(Comment)
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.project_id == project_id, comment_visible_to(hidden))
    )
    settled = select(func.count(), *_SETTLED).where(
        Thread.project_id == project_id, thread_visible_to(hidden)
    )
    seen = select(func.count()).where(SeenComment.reviewer_id == asker)
    counted = [tuple(session.execute(one).one()) for one in (said, settled, seen)]
    return f"{crc32(repr(counted).encode()):08x}"
