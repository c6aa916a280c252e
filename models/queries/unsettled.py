"""The articles that are not settled yet, each with the readings that were given of it."""

from typing import Any

from sqlalchemy import Select, and_, select

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.project import Project
from models.queries.newest import is_newest
from models.queries.scope import Filters, in_articles
from models.revision import Revision


def unsettled_articles(project_id: int, filters: Filters, *columns: Any) -> Select[Any]:
    """These columns, a row an article: of its project, and counts over its readings."""
    return (
        select(*columns)
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
    )
