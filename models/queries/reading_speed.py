"""How many words a minute a reviewer reads, reading by reading."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.queries.own_measures import require_own
from models.queries.scope import Filters, in_articles, made_on
from models.queries.visible import hidden_from, submission_visible_to
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class TimedReading:
    """A submitted reading: the words of its text, and the seconds of active reading that it took.

    `seconds` is 0 where none were measured, as in readings that were imported.
    """

    article_id: int
    article: str
    submitted_at: datetime
    words: int
    seconds: int

    @property
    def words_a_minute(self) -> float | None:
        """The speed; None where no time was measured."""
        return self.words * 60 / self.seconds if self.seconds else None


def reading_speed(
    session: Session, asker: int, project_id: int, reviewer_id: int, filters: Filters
) -> list[TimedReading]:
    """The reviewer's submitted readings, the latest first."""
    require_own(session, asker, project_id, reviewer_id)
    eyes = hidden_from(session, asker, project_id)
    rows = session.execute(
        select(
            Assignment.article_id,
            Article.title,
            Assignment.submitted_at,
            Revision.words,
            Assignment.active_seconds,
        )
        .join(Article, Article.id == Assignment.article_id)
        .join(Revision, Revision.id == Assignment.submitted_revision_id)
        .where(
            Assignment.reviewer_id == reviewer_id,
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            submission_visible_to(eyes),
            *in_articles(filters),
            *made_on(filters, Assignment.submitted_at),
        )
        .order_by(Assignment.submitted_at.desc(), Assignment.id.desc())
    )
    return [TimedReading(row[0], row[1], row[2], row[3], row[4]) for row in rows if row[2]]
