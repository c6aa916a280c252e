"""How fast readings come in, how many are wanted, and by when they are due."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Row, and_, case, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.scope import Filters, by_reviewers, in_articles
from models.queries.unsettled import Unsettled, count_unsettled
from models.queries.visible import hidden_from, reading_visible_to, reads_blind, text_open_to
from models.revision import Revision

FEWEST = 3
"""Of so many people hours are told: a sum of two tells each the other's."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Readings submitted by day (UTC), how many are `left`, and how many are due by day.

    An article wants as many readings as its project says, or more where more were given; a settled
    one wants no further. `settled` are those that the asker does not read blind. `unsettled`, and with
    it `left`, is None for who reads blind: it would tell how far others are.
    `seconds` is how long people were active in the submitted readings, all together. Speed is
    private, so all but admins are told only the whole project's, of three people or more: two sums
    that differ by a person, or by an article that one person read, would tell that person's.
    `hours_hidden` says why it is None: `few` people, or `narrowed` down.
    """

    submitted: Mapping[date, int]
    due: Mapping[date, int]
    settled: Mapping[date, int]
    unsettled: Unsettled | None
    seconds: int | None
    hours_hidden: str | None
    readings: int

    @property
    def left(self) -> int | None:
        """How many readings are still to be submitted."""
        return self.unsettled.left if self.unsettled else None

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
    given = _given(session, mine)
    settled_on = func.date(Adjudication.settled_at)
    settled = session.execute(
        select(settled_on, func.count())
        .join(Article, Article.id == Adjudication.article_id)
        .join(Revision, and_(Revision.id == Adjudication.revision_id, is_newest(Revision)))
        .where(*here, Adjudication.settled_at.is_not(None), text_open_to(eyes, Revision.id))
        .group_by(settled_on)
    )
    blind = reads_blind(session, asker, project_id)
    hidden = None if role.covers(Role.ADMIN) else _hours_hidden(session, mine, filters)
    return Pace(
        submitted=given.submitted,
        due=given.due,
        settled=_by_day(settled),
        unsettled=None if blind else count_unsettled(session, project_id, filters),
        seconds=given.seconds if hidden is None else None,
        hours_hidden=hidden,
        readings=given.timed,
    )


class _Given:
    """The readings in one look at them: by the day of submission and of being due, and their time."""

    def __init__(self) -> None:
        self.submitted: dict[date, int] = defaultdict(int)
        self.due: dict[date, int] = defaultdict(int)
        self.seconds = 0
        self.timed = 0


def _given(session: Session, mine: Sequence[ColumnElement[bool]]) -> _Given:
    is_submitted = Assignment.status == "submitted"
    timed = and_(is_submitted, Assignment.active_seconds > 0)
    day = case((is_submitted, func.date(Assignment.submitted_at)))
    rows = session.execute(
        select(
            day,
            Assignment.due_on,
            func.count(),
            func.coalesce(func.sum(case((timed, Assignment.active_seconds))), 0),
            func.count(case((timed, 1))),
        )
        .join(Article, Article.id == Assignment.article_id)
        .where(*mine)
        .group_by(day, Assignment.due_on)
    )
    found = _Given()
    for on, due, count, seconds, with_time in rows:
        if on is not None:
            found.submitted[_day(on)] += count
        if due is not None:
            found.due[due] += count
        found.seconds += int(seconds)
        found.timed += with_time
    return found


def _hours_hidden(
    session: Session, mine: Sequence[ColumnElement[bool]], filters: Filters
) -> str | None:
    pick = filters.pick
    parts = (filters.articles, filters.outlets, filters.reviewers)
    marks = (pick.article, pick.outlet, pick.author, pick.reviewers or None)
    if any(parts) or any(mark is not None for mark in marks):
        return "narrowed"
    people = session.scalar(
        select(func.count(Assignment.reviewer_id.distinct()))
        .join(Article, Article.id == Assignment.article_id)
        .where(*mine, Assignment.status == "submitted", Assignment.active_seconds > 0)
    )
    return "few" if (people or 0) < FEWEST else None


def _by_day(rows: Iterable[Row[object, int]]) -> dict[date, int]:
    return {_day(day): int(count) for day, count in rows}


def _day(told: object) -> date:
    # SQLite gives text here, PostgreSQL a date.
    return date.fromisoformat(str(told))
