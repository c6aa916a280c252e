"""How far the readings of the desk went: sentences tagged, looked at without a tag, and left."""

from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, and_, case, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.cleared import ClearedSentence
from models.membership import Role, require_role
from models.queries.people_in import names_in
from models.queries.scope import (
    Filters,
    by_reviewers,
    in_articles,
    in_status,
    newest_number,
)
from models.queries.sentence_runs import sentences_in_states
from models.queries.visible import cleared_visible_to, hidden_from, visible_to
from models.revision import Revision

STATES = ("tagged", "cleared", "unread")


@dataclass(frozen=True, slots=True)
class ReadingCounts:
    """One reading of an article's current text: its sentences by state."""

    article: str
    reviewer: str
    tagged: int
    cleared: int
    unread: int


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings begun, those with most unread sentences first, and the sums over all of them."""

    shown: list[ReadingCounts]
    readings: int
    tagged: int
    cleared: int
    unread: int


def readings_begun(
    session: Session, asker: int, project_id: int, filters: Filters, *, limit: int = 50
) -> Readings:
    """The readings with a passage or a cleared sentence, as far as the asker may see them.

    Articles, reviewers and the state of the reading narrow them; tags and days do not, since a
    sentence is looked at whatever tag it got.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    passages = (
        select(Annotation.revision_id, Annotation.reviewer_id, Annotation.start, Annotation.end)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .outerjoin(Assignment, _of_reading(Annotation.reviewer_id))
        .where(
            Annotation.deleted_at.is_(None),
            visible_to(eyes),
            *_in_scope(project_id, filters, Annotation.reviewer_id),
        )
        .cte("passages")
    )
    cleared = (
        select(ClearedSentence.revision_id, ClearedSentence.reviewer_id, ClearedSentence.position)
        .join(Revision, Revision.id == ClearedSentence.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .outerjoin(Assignment, _of_reading(ClearedSentence.reviewer_id))
        .where(
            cleared_visible_to(eyes),
            *_in_scope(project_id, filters, ClearedSentence.reviewer_id),
        )
        .cte("cleared")
    )
    return _counted(session, asker, project_id, sentences_in_states(passages, cleared), limit)


def _of_reading(reviewer_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    return and_(Assignment.article_id == Revision.article_id, Assignment.reviewer_id == reviewer_id)


def _in_scope(
    project_id: int, filters: Filters, reviewer_id: InstrumentedAttribute[int]
) -> list[ColumnElement[bool]]:
    return [
        Article.project_id == project_id,
        Article.archived_at.is_(None),
        Revision.number == newest_number(),
        *in_articles(filters),
        *by_reviewers(filters, reviewer_id),
        *in_status(filters),
    ]


def _counted(session: Session, asker: int, project_id: int, states: CTE, limit: int) -> Readings:
    counts = [
        func.sum(case((states.c.state == state, 1), else_=0)).label(state) for state in STATES
    ]
    each = (
        select(states.c.revision_id, states.c.reviewer_id, *counts)
        .group_by(states.c.revision_id, states.c.reviewer_id)
        .subquery()
    )
    numbers = [each.c[state] for state in STATES]
    totals = [func.coalesce(func.sum(number).over(), 0) for number in numbers]
    rows = session.execute(
        select(Article.title, each.c.reviewer_id, *numbers, func.count().over(), *totals)
        .select_from(each)
        .join(Revision, Revision.id == each.c.revision_id)
        .join(Article, Article.id == Revision.article_id)
        .order_by(each.c.unread.desc(), Article.title, Article.id, each.c.reviewer_id)
        .limit(limit)
    ).all()
    names = names_in(session, asker, project_id)
    shown = [
        ReadingCounts(row[0], names[row[1]], int(row[2]), int(row[3]), int(row[4])) for row in rows
    ]
    sums = [int(number) for number in rows[0][5:]] if rows else [0, 0, 0, 0]
    return Readings(shown, *sums)
