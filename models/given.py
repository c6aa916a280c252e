"""Readings that were given: stored, taken away as long as nobody began, planned anew, told as events."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.base import Base, now
from models.errors import NotFound
from models.event import Event, event_row
from models.reviewer import Reviewer

Pair = tuple[int, int]
"""Article and reviewer."""

_ASSIGNMENT = Base.metadata.tables[Assignment.__tablename__]
_EVENT = Base.metadata.tables[Event.__tablename__]
_UNBEGUN = _ASSIGNMENT.c.status == "assigned"
_UNFINISHED = _ASSIGNMENT.c.status != "submitted"
# Another process may have given the same reading, or its reader begun it, in this very moment.
_INSERT = {
    "sqlite": sqlite.insert(_ASSIGNMENT).on_conflict_do_nothing().returning(_ASSIGNMENT.c.id),
    "postgresql": postgresql.insert(_ASSIGNMENT)
    .on_conflict_do_nothing()
    .returning(_ASSIGNMENT.c.id),
}


@dataclass(frozen=True, slots=True)
class Given:
    """A reading as it was given: for when, how urgent, why, by whom, since when."""

    due_on: date | None
    priority: int
    reason: dict[str, Any] | None
    assigned_by: int | None
    assigned_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One reading before and after: None where it was, or is, not given."""

    article_id: int
    reviewer_id: int
    before: Given | None
    after: Given | None


def lock_articles(
    session: Session, project_id: int, articles: Collection[int] | None = None
) -> Sequence[Article]:
    """Articles of the project that are not archived, all or these, theirs alone to be handed out.

    Nobody else gives or takes their readings until this transaction ends. NotFound where one of
    these is not there.
    """
    statement = (
        select(Article)
        .where(Article.project_id == project_id, Article.archived_at.is_(None))
        .order_by(Article.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    if articles is not None:
        statement = statement.where(Article.id.in_(articles))
    found = session.scalars(statement).all()
    if articles is not None and len(found) != len(set(articles)):
        raise NotFound("article_unknown")
    return found


def insert_readings(session: Session, wanted: dict[Pair, Given]) -> list[Change]:
    """Store those readings that nobody has yet."""
    connection = session.connection()
    changes = []
    for (article_id, reviewer_id), given in wanted.items():
        values = {
            "article_id": article_id,
            "reviewer_id": reviewer_id,
            "status": "assigned",
            "active_seconds": 0,
            **{name: getattr(given, name) for name in Given.__slots__},
        }
        if connection.execute(_INSERT[connection.dialect.name], values).first():
            changes.append(Change(article_id, reviewer_id, None, given))
    return changes


def delete_readings(session: Session, pairs: Iterable[Pair]) -> list[Change]:
    """Take away those of these readings that nobody has begun."""
    changes = []
    for (article_id, reviewer_id), given in not_begun(session, pairs).items():
        gone = session.connection().execute(
            delete(_ASSIGNMENT).where(*_is(article_id, reviewer_id), _UNBEGUN)
        )
        if gone.rowcount:
            changes.append(Change(article_id, reviewer_id, given, None))
    return changes


def tell_changes(
    session: Session, actor: int | None, project_id: int, changes: Sequence[Change]
) -> None:
    """An event a reading."""
    handles = {
        row.id: row.handle
        for row in session.execute(
            select(Reviewer.id, Reviewer.handle).where(
                Reviewer.id.in_({one.reviewer_id for one in changes})
            )
        )
    }
    at = now()
    rows = [
        event_row(
            actor,
            project_id,
            "assign" if one.before is None else "unassign" if one.after is None else "replan",
            "reading",
            one.article_id,
            _told(one.before, handles[one.reviewer_id]),
            _told(one.after, handles[one.reviewer_id]),
            at,
        )
        for one in changes
    ]
    if rows:
        session.connection().execute(_EVENT.insert(), rows)


def plan_anew(
    session: Session,
    pairs: Iterable[Pair],
    due_on: date | None,
    priority: int | None,
    *,
    clear: bool = False,
) -> list[Change]:
    """Another day and priority for readings that are not submitted.

    What is not said stays as it is, but with `clear` no day means none.
    """
    changes = []
    for (article_id, reviewer_id), given in unfinished(session, pairs).items():
        made = replace(
            given,
            due_on=due_on if due_on or clear else given.due_on,
            priority=given.priority if priority is None else priority,
        )
        if made == given:
            continue
        session.connection().execute(
            update(_ASSIGNMENT)
            .where(*_is(article_id, reviewer_id), _UNFINISHED)
            .values(due_on=made.due_on, priority=made.priority)
        )
        changes.append(Change(article_id, reviewer_id, given, made))
    return changes


def not_begun(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Given]:
    """Those of these readings that are given and not begun."""
    return _given(session, pairs, _UNBEGUN)


def unfinished(session: Session, pairs: Iterable[Pair]) -> dict[Pair, Given]:
    """Those of these readings that are not submitted: not begun, in work, or reopened."""
    return _given(session, pairs, _UNFINISHED)


def _given(
    session: Session, pairs: Iterable[Pair], condition: ColumnElement[bool]
) -> dict[Pair, Given]:
    wanted = set(pairs)
    columns = [_ASSIGNMENT.c[name] for name in Given.__slots__]
    rows = session.connection().execute(
        select(_ASSIGNMENT.c.article_id, _ASSIGNMENT.c.reviewer_id, *columns)
        .where(_ASSIGNMENT.c.article_id.in_({article for article, _ in wanted}), condition)
        .order_by(_ASSIGNMENT.c.id)
    )
    found = {(row[0], row[1]): Given(*row[2:]) for row in rows}
    return {place: given for place, given in found.items() if place in wanted}


def _is(article_id: int, reviewer_id: int) -> tuple[Any, Any]:
    return _ASSIGNMENT.c.article_id == article_id, _ASSIGNMENT.c.reviewer_id == reviewer_id


def _told(given: Given | None, handle: str) -> dict[str, Any] | None:
    if given is None:
        return None
    return {
        "reviewer": handle,
        "due_on": given.due_on.isoformat() if given.due_on else None,
        "priority": given.priority,
        "reason": given.reason,
    }
