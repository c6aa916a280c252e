"""The asker's own readings: what is to be read, how far each is, and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.article_filter import (
    UNFINISHED,
    ArticleFilter,
    joined,
    matching,
    status_of_reading,
)
from models.queries.sentence_runs import Run, State, runs
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One article as its reader sees it in a list.

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
) -> list[ReadingRow]:
    """The matching articles: unfinished first, by due day, then the newest published."""
    require_role(session, asker, project_id, Role.VIEWER)
    status = status_of_reading()
    rows = session.execute(
        joined(
            select(
                Article.id,
                Revision.id,
                Article.title,
                Article.outlet,
                Article.published_at,
                Revision.words,
                Revision.sentences,
                status,
                Assignment.due_on,
            ),
            asker,
        )
        .where(*matching(project_id, wanted))
        .order_by(
            case((status == "in_progress", 0), (status == "assigned", 1), else_=2),
            Assignment.due_on.is_(None),
            Assignment.due_on,
            Article.published_at.desc(),
            Article.id,
        )
        .limit(limit)
        .offset(offset)
    ).all()
    done = runs(session, asker, project_id, [row[1] for row in rows], asker)
    return [ReadingRow(*(*row, done.get(row[1], ()))) for row in rows]


def next_unfinished(
    session: Session, asker: int, project_id: int, after: int | None = None
) -> ReadingRow | None:
    """What to read next: a reading in progress before one not begun; `after` is left out."""
    rows = reading_list(session, asker, project_id, ArticleFilter(statuses=UNFINISHED), limit=2)
    return next((row for row in rows if row.article_id != after), None)
