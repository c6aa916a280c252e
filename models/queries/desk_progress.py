"""How far a desk is: articles settled, readings waiting, and how much of the text was read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.scope import Filters, by_reviewers, in_articles, in_status
from models.queries.visible import hidden_from, reading_visible_to, text_open_to
from models.revision import Revision
from models.tally import TextTally


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the articles asked for are; settled are those that the asker does not read blind.

    Readings waiting are given and not submitted, as far as the asker may see them; `longest` is how
    many days the latest of them is overdue. `read_twice` counts the words whose sentences two or
    more reviewers looked at; of a text that the asker reads blind, none.
    """

    articles: int
    settled: int
    settled_this_week: int
    waiting: int
    overdue: int
    longest: int
    words: int
    read_twice: int


def progress(
    session: Session, asker: int, project_id: int, filters: Filters, day: date
) -> Progress:
    """The numbers as they are on that day; its week begins with Monday (UTC)."""
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    articles, settled, this_week, words, read_twice = _articles(
        session, project_id, filters, eyes, day - timedelta(days=day.weekday())
    )
    waiting, overdue, first = _waiting(session, project_id, filters, eyes, day)
    return Progress(
        articles=articles,
        settled=settled,
        settled_this_week=int(this_week),
        waiting=waiting,
        overdue=int(overdue),
        # SQLite gives the least of days as text.
        longest=(day - date.fromisoformat(str(first))).days if first else 0,
        words=int(words),
        read_twice=int(read_twice),
    )


def _articles(
    session: Session, project_id: int, filters: Filters, eyes: int | None, monday: date
) -> tuple[Any, ...]:
    is_open = text_open_to(eyes, Revision.id)
    settled = case((is_open, Adjudication.settled_at))
    since = datetime.combine(monday, time(), UTC)
    read_twice = case((is_open, TextTally.read_twice), else_=0)
    return tuple(
        session.execute(
            select(
                func.count(),
                func.count(settled),
                func.coalesce(func.sum(case((settled >= since, 1), else_=0)), 0),
                func.coalesce(func.sum(TextTally.words), 0),
                func.coalesce(func.sum(read_twice), 0),
            )
            .select_from(Article)
            .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
            .outerjoin(Adjudication, Adjudication.revision_id == Revision.id)
            .outerjoin(TextTally, TextTally.revision_id == Revision.id)
            .where(
                Article.project_id == project_id,
                Article.archived_at.is_(None),
                *in_articles(filters),
            )
        ).one()
    )


def _waiting(
    session: Session, project_id: int, filters: Filters, eyes: int | None, day: date
) -> tuple[Any, ...]:
    late = Assignment.due_on < day
    return tuple(
        session.execute(
            select(
                func.count(),
                func.coalesce(func.sum(case((late, 1), else_=0)), 0),
                func.min(case((late, Assignment.due_on))),
            )
            .select_from(Assignment)
            .join(Article, Article.id == Assignment.article_id)
            .where(
                Article.project_id == project_id,
                Article.archived_at.is_(None),
                Assignment.submitted_at.is_(None),
                reading_visible_to(eyes),
                *in_articles(filters),
                *by_reviewers(filters, Assignment.reviewer_id),
                *in_status(filters),
            )
        ).one()
    )
