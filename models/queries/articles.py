"""The articles of a project, as the API lists them."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from models.article import Article, article_for
from models.assignment import Assignment
from models.project import require_listed
from models.queries.article_filter import in_list
from models.queries.newest import is_newest
from models.revision import Revision


def article_list(session: Session, asker: int, project_id: int) -> list[dict[str, Any]]:
    """Each article with its newest revision and the status of the asker's reading, by id."""
    require_listed(session, asker, project_id)
    rows = session.execute(
        _listed(asker)
        .where(in_list(project_id, asker), Article.archived_at.is_(None))
        .order_by(Article.id)
    )
    return [dict(row) for row in rows.mappings()]


def handed_article(session: Session, asker: int, article_id: int) -> dict[str, Any]:
    """The same of one article that the asker reads, with its day and priority."""
    article_for(session, asker, article_id)
    columns = (Assignment.due_on, Assignment.priority)
    row = session.execute(_listed(asker, *columns).where(Article.id == article_id)).mappings().one()
    due_on = row["due_on"]
    return {**row, "due_on": due_on.isoformat() if due_on else None}


def _listed(asker: int, *more: Any) -> Select[Any]:
    return (
        select(
            Article.id,
            Revision.id.label("revision_id"),
            Article.title,
            Article.outlet,
            func.coalesce(Assignment.status, "assigned").label("status"),
            *more,
        )
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .outerjoin(
            Assignment,
            and_(Assignment.article_id == Article.id, Assignment.reviewer_id == asker),
        )
    )
