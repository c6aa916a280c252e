"""The articles that are not settled yet: what is still to be done about them."""

from dataclasses import dataclass

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.project import Project
from models.queries.newest import is_newest
from models.queries.scope import Filters, in_articles
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Of the articles that are not settled: what they still want.

    `left` counts readings that are wanted or given and not submitted, `to_give` those of them that
    nobody has, `to_settle` articles that all their readers submitted. They tell how far others are.
    """

    left: int
    to_give: int
    to_settle: int


def count_unsettled(session: Session, project_id: int, filters: Filters) -> Unsettled:
    """A step of queries, which know whether the asker may be told."""
    submitted = func.coalesce(func.sum(case((Assignment.status == "submitted", 1), else_=0)), 0)
    each = (
        select(
            func.max(Project.readers_per_article).label("wanted"),
            func.count(Assignment.id).label("given"),
            submitted.label("submitted"),
        )
        .select_from(Article)
        .join(Project, Project.id == Article.project_id)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .outerjoin(Assignment, Assignment.article_id == Article.id)
        .outerjoin(Adjudication, Adjudication.revision_id == Revision.id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Adjudication.settled_at.is_(None),
            *in_articles(filters),
        )
        .group_by(Article.id)
        .subquery()
    )
    lacking = case((each.c.wanted > each.c.given, each.c.wanted - each.c.given), else_=0)
    is_ready = and_(each.c.submitted >= each.c.wanted, each.c.submitted == each.c.given)
    sums = (lacking + each.c.given - each.c.submitted, lacking, case((is_ready, 1), else_=0))
    row = session.execute(select(*map(func.sum, sums)).select_from(each)).one()
    return Unsettled(*(int(number or 0) for number in row))
