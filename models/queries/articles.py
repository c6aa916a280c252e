"""The articles of a project, as the API lists them."""

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.revision import Revision


def article_list(session: Session, asker: int, project_id: int) -> list[dict[str, Any]]:
    """Each article with its newest revision and the status of the asker's reading, by id."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(
            Article.id,
            Revision.id.label("revision_id"),
            Article.title,
            Article.outlet,
            func.coalesce(Assignment.status, "assigned").label("status"),
        )
        .select_from(Article)
        .select_from(Article)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .outerjoin(
            Assignment,
            and_(Assignment.article_id == Article.id, Assignment.reviewer_id == asker),
        )
        .where(Article.project_id == project_id, Article.archived_at.is_(None))
        .order_by(Article.id)
    ).mappings()
    return [dict(row) for row in rows]
