"""How fast readings come in, how many are wanted, and by when they are due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.project import Project
from models.queries.newest import is_newest
from models.queries.scope import Filters, by_reviewers, in_articles
from models.queries.unsettled import unsettled_articles
from models.queries.visible import hidden_from, reading_visible_to, reads_blind, text_open_to
from models.revision import Revision

FEWEST = 3
"""Of so many people hours are told: a sum of two tells each the other's."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Readings submitted by day (UTC), how many are `left`, and how many are due by day.

    An article wants as many readings as its project says, or more where more were given; a settled
    one wants no further. `settled` are those that the asker does not read blind. `left` is None for
    who reads blind: it would tell how far others are.
    `seconds` is how long people were active in the submitted readings, all together. Speed is
    private, so all but admins are told only the whole project's, of three people or more: two sums
    that differ by a person, or by an article that one person read, would tell that person's.
    `hours_hidden` says why it is None: `few` people, or `narrowed` down.
    """

    submitted: Mapping[date, int]
    due: Mapping[date, int]
    settled: Mapping[date, int]
    left: int | None
    seconds: int | None
    hours_hidden: str | None
    readings: int

    @property
    def total(self) -> int:
        """How many readings were submitted."""
        return sum(self.submitted.values())


def pace(session: Session, asker: int, project_id: int, filters: Filters) -> Pace:
    """The readings of these articles and people, as far as the asker may see them."""
    role = require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    here = [
        Article.project_id == project_id,
        Article.archived_at.is_(None),
        *in_articles(filters),
    ]
    mine = [*here, reading_visible_to(eyes), *by_reviewers(filters, Assignment.reviewer_id)]
    readings = select(Assignment.id).join(Article, Article.id == Assignment.article_id)
    day = func.date(Assignment.submitted_at)
    submitted = session.execute(
        readings.with_only_columns(day, func.count())
        .where(*mine, Assignment.status == "submitted")
        .group_by(day)
    )
    due = session.execute(
        readings.with_only_columns(Assignment.due_on, func.count())
        .where(*mine, Assignment.due_on.is_not(None))
        .group_by(Assignment.due_on)
    )
    settled_on = func.date(Adjudication.settled_at)
    settled = session.execute(
        select(settled_on, func.count())
        .join(Article, Article.id == Adjudication.article_id)
        .join(Revision, and_(Revision.id == Adjudication.revision_id, is_newest(Revision)))
        .where(*here, Adjudication.settled_at.is_not(None), text_open_to(eyes, Revision.id))
        .group_by(settled_on)
    )
    people, seconds, count = session.execute(
        readings.with_only_columns(
            func.count(Assignment.reviewer_id.distinct()),
            func.coalesce(func.sum(Assignment.active_seconds), 0),
            func.count(),
        ).where(*mine, Assignment.status == "submitted", Assignment.active_seconds > 0)
    ).one()
    blind = reads_blind(session, asker, project_id)
    hidden = None if role.covers(Role.ADMIN) else _hours_hidden(filters, people)
    return Pace(
        submitted=_by_day(submitted),
        due=_by_day(due),
        settled=_by_day(settled),
        left=None if blind else _left(session, project_id, filters),
        seconds=int(seconds) if hidden is None else None,
        hours_hidden=hidden,
        readings=count,
    )


def _hours_hidden(filters: Filters, people: int) -> str | None:
    pick = filters.pick
    parts = (filters.articles, filters.outlets, filters.reviewers)
    marks = (pick.article, pick.outlet, pick.author, pick.reviewers or None)
    if any(parts) or any(mark is not None for mark in marks):
        return "narrowed"
    return "few" if people < FEWEST else None


def _left(session: Session, project_id: int, filters: Filters) -> int:
    submitted = func.coalesce(func.sum(case((Assignment.status == "submitted", 1), else_=0)), 0)
    given = func.count(Assignment.id)
    wanted = func.max(Project.readers_per_article)
    most = case((wanted > given, wanted), else_=given).label("wanted")
    each = unsettled_articles(project_id, filters, most, submitted.label("done")).subquery()
    return int(session.scalar(select(func.sum(each.c.wanted - each.c.done))) or 0)


def _by_day(rows: object) -> dict[date, int]:
    # SQLite gives text here, PostgreSQL a date.
    return {date.fromisoformat(str(day)): int(count) for day, count in rows}  # type: ignore[attr-defined]
