"""What is late, and who waits for whom."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.people_in import names_of
from models.queries.scope import Filters, by_reviewers, in_articles, in_status
from models.queries.unsettled import Unsettled, count_unsettled
from models.queries.visible import hidden_from, reading_visible_to, reads_blind


@dataclass(frozen=True, slots=True)
class LateReading:
    """A reading past its due day."""

    article_id: int
    article: str
    reviewer: str
    days: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Readings that wait for one person, how many of them are overdue, and since when the first."""

    reviewer_id: int
    reviewer: str
    readings: int
    overdue: int
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Waits:
    """Who waits for whom: for people, for somebody to be found, and for whoever settles.

    `to_give` counts readings that articles want and nobody has; `to_settle` articles that all their
    readers submitted. Both are None for who reads blind: they tell how far others are.
    """

    people: list[Waiting]
    to_give: int | None
    to_settle: int | None


def late_readings(
    session: Session, asker: int, project_id: int, filters: Filters, day: date, *, limit: int = 5
) -> list[LateReading]:
    """Those longest overdue first, as far as the asker may see them."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Article.id, Article.title, Assignment.reviewer_id, Assignment.due_on)
        .select_from(Assignment)
        .join(Article, Article.id == Assignment.article_id)
        .where(*_unfinished(session, asker, project_id, filters), Assignment.due_on < day)
        .order_by(Assignment.due_on, Article.id, Assignment.reviewer_id)
        .limit(limit)
    ).all()
    names = names_of(session, asker, project_id, {row.reviewer_id for row in rows})
    return [
        LateReading(article_id, title, names[reviewer_id], (day - due_on).days)
        for article_id, title, reviewer_id, due_on in rows
        if due_on is not None
    ]


def who_waits(
    session: Session,
    asker: int,
    project_id: int,
    filters: Filters,
    day: date,
    unsettled: Unsettled | None = None,
) -> Waits:
    """The people by how much is overdue with them, then by how much waits.

    `unsettled` where that was counted already.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    overdue = func.coalesce(func.sum(case((Assignment.due_on < day, 1), else_=0)), 0)
    rows = session.execute(
        select(Assignment.reviewer_id, func.count(), overdue, func.min(Assignment.due_on))
        .select_from(Assignment)
        .join(Article, Article.id == Assignment.article_id)
        .where(*_unfinished(session, asker, project_id, filters))
        .group_by(Assignment.reviewer_id)
        .order_by(overdue.desc(), func.count().desc(), Assignment.reviewer_id)
    ).all()
    names = names_of(session, asker, project_id, {row.reviewer_id for row in rows})
    people = [Waiting(row[0], names[row[0]], row[1], int(row[2]), row[3]) for row in rows]
    if reads_blind(session, asker, project_id):
        return Waits(people, None, None)
    found = unsettled or count_unsettled(session, project_id, filters)
    return Waits(people, found.to_give, found.to_settle)


def _unfinished(
    session: Session, asker: int, project_id: int, filters: Filters
) -> list[ColumnElement[bool]]:
    return [
        Article.project_id == project_id,
        Article.archived_at.is_(None),
        Assignment.submitted_at.is_(None),
        reading_visible_to(hidden_from(session, asker, project_id)),
        *in_articles(filters),
        *by_reviewers(filters, Assignment.reviewer_id),
        *in_status(filters),
    ]
