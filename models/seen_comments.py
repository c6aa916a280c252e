"""What somebody was shown of others' comments, so that it counts as unread no more."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base, now
from models.membership import Membership
from models.queries.thread_visible import comment_visible_to
from models.reviewer import Reviewer
from models.thread import Comment, SeenComment, Thread

_SEEN = Base.metadata.tables[SeenComment.__tablename__]
# Another tab may have shown the same comment meanwhile: then it is as it should be.
_INSERT = {
    "sqlite": sqlite.insert(_SEEN).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_SEEN).on_conflict_do_nothing(),
}


def mark_seen(session: Session, asker: int, comments: Sequence[UUID]) -> None:
    """The asker has seen these comments; those that they may not see stay as they are."""
    found = session.scalars(
        select(Comment.id)
        .join(Thread, Thread.id == Comment.thread_id)
        .join(Membership, Membership.project_id == Thread.project_id)
        .join(Reviewer, Reviewer.id == Membership.reviewer_id)
        .where(
            Membership.reviewer_id == asker,
            Reviewer.departed_at.is_(None),
            Comment.id.in_(comments),
            Comment.author_id != asker,
            comment_visible_to(asker),
        )
    )
    rows = [{"comment_id": one, "reviewer_id": asker, "seen_at": now()} for one in sorted(found)]
    if rows:
        connection = session.connection()
        connection.execute(_INSERT[connection.dialect.name], rows)
