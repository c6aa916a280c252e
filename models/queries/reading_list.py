"""The asker's own readings: what is to be read, how far each is, and what comes next."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, and_, case, exists, func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
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
from models.revision import Revision, Sentence


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One article as its reader sees it in a list; `tagged` counts sentences with a passage of theirs."""

    article_id: int
    revision_id: int
    title: str
    outlet: str
    published_at: str
    words: int
    sentences: int
    status: str
    due_on: date | None
    tagged: int


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
                _tagged_sentences(asker),
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
    )
    return [ReadingRow(*row) for row in rows]


def next_unfinished(
    session: Session, asker: int, project_id: int, after: int | None = None
) -> ReadingRow | None:
    """What to read next: a reading in progress before one not begun; `after` is left out."""
    rows = reading_list(session, asker, project_id, ArticleFilter(statuses=UNFINISHED), limit=2)
    return next((row for row in rows if row.article_id != after), None)


def _tagged_sentences(asker: int) -> ScalarSelect[int]:
    passage = exists(
        select(Annotation.id).where(
            Annotation.revision_id == Sentence.revision_id,
            Annotation.reviewer_id == asker,
            Annotation.deleted_at.is_(None),
            Annotation.start < Sentence.end,
            Annotation.end > Sentence.start,
        )
    )
    return (
        select(func.count())
        .select_from(Sentence)
        .where(and_(Sentence.revision_id == Revision.id, passage))
        .correlate(Revision)
        .scalar_subquery()
    )
