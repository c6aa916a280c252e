"""Which readings a rate is of, and their passages: whole texts that somebody answers for.

A rate needs to know what was read. So it counts readings that were submitted, of the current text,
each with all of the text's words; and of a settled article its gold, as one reading.
"""

from typing import Any, Literal

from sqlalchemy import CTE, ColumnElement, Select, and_, false, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.gold import GoldAnnotation
from models.membership import Role, require_role
from models.queries.guidelines_read import read_under, settled_within
from models.queries.scope import Filters, by_reviewers, in_articles, made_on, newest_number
from models.queries.visible import article_open_to, hidden_from, submission_visible_to
from models.revision import Revision

Basis = Literal["settled_first", "readings", "gold"]
"""`settled_first`: gold where the article is settled, else its readings; or one of them alone."""
SETTLED = 0
"""Stands for a reader where the reading is the settled one."""


def counted_readings(
    session: Session, asker: int, project_id: int, filters: Filters, basis: Basis
) -> CTE:
    """Columns: revision_id, article_id, outlet, words, length, reader_id (0: the settled reading).

    As far as the asker may see. Articles, outlets and reviewers narrow them (where reviewers are
    asked for, gold is nobody's and left out), and so do days, which are those on which a reading was
    submitted or an article settled, and versions of the guidelines. Tags do not, since whoever read
    for one tag read all of the text; nor how far readings are: only submitted ones count.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    settled = _gold_counts(eyes, filters, basis)
    of_guidelines = read_under(project_id, filters)
    readings = (
        _texts(project_id, filters, Assignment.reviewer_id)
        .join(Assignment, Assignment.submitted_revision_id == Revision.id)
        .where(
            Assignment.status == "submitted",
            submission_visible_to(eyes),
            *by_reviewers(filters, Assignment.reviewer_id),
            *made_on(filters, Assignment.submitted_at),
            *of_guidelines,
        )
    )
    gold = _texts(project_id, filters, literal(SETTLED)).where(
        settled, *settled_within(project_id, filters)
    )
    if basis == "gold":
        return gold.cte("counted_readings")
    return readings.where(~settled).union_all(gold).cte("counted_readings")


def counted_passages(project_id: int, readings: CTE) -> CTE:
    """The live passages of these readings.

    Columns: annotation_id (that of gold where it is the settled reading), article_id, revision_id,
    reader_id, tag_id, start, end.
    """
    of_people = (
        select(*_columns(Annotation, readings))
        .join(
            readings,
            and_(
                readings.c.revision_id == Annotation.revision_id,
                readings.c.reader_id == Annotation.reviewer_id,
            ),
        )
        .where(Annotation.project_id == project_id, Annotation.deleted_at.is_(None))
    )
    of_gold = (
        select(*_columns(GoldAnnotation, readings))
        .join(
            readings,
            and_(
                readings.c.revision_id == GoldAnnotation.revision_id,
                readings.c.reader_id == SETTLED,
            ),
        )
        .where(GoldAnnotation.project_id == project_id, GoldAnnotation.deleted_at.is_(None))
    )
    return of_people.union_all(of_gold).cte("counted_passages")


def _columns(
    passage: type[Annotation] | type[GoldAnnotation], readings: CTE
) -> tuple[ColumnElement[Any] | InstrumentedAttribute[Any], ...]:
    return (
        passage.id.label("annotation_id"),
        readings.c.article_id,
        readings.c.revision_id,
        readings.c.reader_id,
        passage.tag_id,
        passage.start,
        passage.end,
    )


def _texts(
    project_id: int, filters: Filters, reader: ColumnElement[int] | InstrumentedAttribute[int]
) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Revision.id.label("revision_id"),
            Revision.article_id,
            Article.outlet,
            Revision.words,
            Revision.length,
            reader.label("reader_id"),
        )
        .select_from(Revision)
        .join(Article, Article.id == Revision.article_id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Revision.number == newest_number(),
            *in_articles(filters),
        )
    )


def _gold_counts(eyes: int | None, filters: Filters, basis: Basis) -> ColumnElement[bool]:
    """Whether the article's gold is counted, in place of its readings."""
    if basis == "readings" or filters.reviewers or filters.pick.reviewers:
        return false()
    settled = select(Adjudication.revision_id).where(
        Adjudication.revision_id == Revision.id, Adjudication.settled_at.is_not(None)
    )
    return settled.exists() & article_open_to(eyes, Article.id)
