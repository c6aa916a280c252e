"""The asker's own readings: what is to be read, how far each is, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, case, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from models.article import Article
from models.assignment import Assignment
from models.base import today
from models.membership import Role, require_role
from models.queries.article_filter import (
    UNFINISHED,
    ArticleFilter,
    joined,
    matching,
    status_of_reading,
)
from models.queries.sentence_runs import Run, State, runs
from models.queries.visible import hidden_from
from models.reviewer import Reviewer
from models.revision import Revision

When = Literal["overdue", "today", "week", "later", "open"]
WHEN: tuple[When, ...] = ("overdue", "today", "week", "later", "open")
"""How soon a reading is due; `open` has no day."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One article as its reader sees it in a list.

    `reason` tells why it is theirs, as facts; `reopened_by` and `given_by` are names, `when` how
    soon it is due.
    `runs` are its sentences by what they did with them; none where they did nothing.
    """

    article_id: int
    revision_id: int
    title: str
    outlet: str
    published_at: str
    words: int
    sentences: int
    status: str
    due_on: date | None
    priority: int = 0
    reason: Mapping[str, Any] | None = None
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    given_by: str | None = None
    when: When = "open"
    runs: Sequence[Run] = ()

    @property
    def tagged(self) -> int:
        """How many sentences have a passage of theirs."""
        return self._in("tagged")

    @property
    def cleared(self) -> int:
        """How many sentences they cleared and have no passage on."""
        return self._in("cleared")

    @property
    def left(self) -> int:
        """How many sentences are unread: neither tagged nor cleared."""
        return self.sentences - self.tagged - self.cleared

    def _in(self, state: State) -> int:
        return sum(run.sentences for run in self.runs if run.state == state)


def reading_list(
    session: Session,
    asker: int,
    project_id: int,
    wanted: ArticleFilter,
    *,
    limit: int = 20,
    offset: int = 0,
    day: date | None = None,
) -> list[ReadingRow]:
    """The matching articles: unfinished first, by how soon they are due, then how urgent.

    What is as soon and as urgent stands in the order of its day; then what is begun before what is
    not, then the newest published.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    statement = _listed(asker, project_id, wanted, day or today())
    rows = session.execute(statement.limit(limit).offset(offset)).all()
    done = runs(session, asker, project_id, [row.revision_id for row in rows], asker)
    blind = hidden_from(session, asker, project_id) is not None
    return [
        replace(
            ReadingRow(*(*row[:-1], WHEN[row.soon], done.get(row.revision_id, ()))),
            reason=_told(row.reason, blind=blind and row.status != "submitted"),
        )
        for row in rows
    ]


def _listed(asker: int, project_id: int, wanted: ArticleFilter, day: date) -> Any:
    """The columns of ReadingRow but for the runs, in the order of a queue."""
    status, soon = status_of_reading(), _soon(day)
    unfinished = status != "submitted"
    priority = func.coalesce(Assignment.priority, 0)
    opener, giver = aliased(Reviewer), aliased(Reviewer)
    columns = select(
        Article.id,
        Revision.id.label("revision_id"),
        *(Article.title, Article.outlet, Article.published_at),
        *(Revision.words, Revision.sentences),
        *(status.label("status"), Assignment.due_on, priority, Assignment.reason),
        *(Assignment.reopened_at, opener.name, giver.name, soon.label("soon")),
    )
    return (
        joined(columns, asker)
        .outerjoin(opener, opener.id == Assignment.reopened_by)
        .outerjoin(giver, giver.id == Assignment.assigned_by)
        .where(*matching(project_id, wanted, asker))
        .order_by(
            case((unfinished, 0), else_=1),
            case((unfinished, soon)),
            case((unfinished, priority)).desc(),
            Assignment.due_on.is_(None),
            Assignment.due_on,
            case((status == "in_progress", 0), else_=1),
            Article.published_at.desc(),
            Article.id,
        )
    )


def _told(reason: Mapping[str, Any] | None, *, blind: bool) -> Mapping[str, Any] | None:
    """Why it is theirs; whoever reads blind is not told how many others were there before them."""
    if reason is None or not blind:
        return reason
    return {name: fact for name, fact in reason.items() if name not in ("reader", "instead")}


def count_due(session: Session, asker: int, project_id: int, day: date) -> dict[When, int]:
    """How many of the asker's unfinished readings are due how soon."""
    require_role(session, asker, project_id, Role.VIEWER)
    soon = _soon(day)
    mine = ArticleFilter(statuses=UNFINISHED, own=True)
    rows = session.execute(
        joined(select(soon, func.count()), asker)
        .where(*matching(project_id, mine, asker))
        .group_by(soon)
    )
    return {WHEN[place]: count for place, count in rows}


def _soon(day: date) -> ColumnElement[int]:
    """The place in WHEN of the outer-joined reading; a week ends with its Sunday."""
    sunday = day + timedelta(days=6 - day.weekday())
    due = Assignment.due_on
    # As numbers in the statement itself: PostgreSQL would take parameters for different groups.
    places: list[ColumnElement[int]] = [literal_column(str(place)) for place in range(len(WHEN))]
    return case(
        (due < day, places[0]),
        (due == day, places[1]),
        (due <= sunday, places[2]),
        (due.is_not(None), places[3]),
        else_=places[4],
    )


def next_unfinished(
    session: Session, asker: int, project_id: int, after: int | None = None
) -> ReadingRow | None:
    """What to read next: what is due first; `after` is left out."""
    rows = reading_list(
        session, asker, project_id, ArticleFilter(statuses=UNFINISHED, own=True), limit=2
    )
    return next((row for row in rows if row.article_id != after), None)
