"""Which of somebody's own submitted readings are of articles that are settled by now."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role


def settled_readings(
    session: Session, asker: int, project_id: int, articles: Collection[int]
) -> dict[int, datetime]:
    """By article, when the text that the asker submitted was settled; open ones are left out."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Assignment.article_id, Adjudication.settled_at)
        .join(Adjudication, Adjudication.revision_id == Assignment.submitted_revision_id)
        .join(Article, Article.id == Assignment.article_id)
        .where(
            Assignment.reviewer_id == asker,
            Article.project_id == project_id,
            Assignment.article_id.in_(articles),
        )
    )
    return {article_id: at for article_id, at in rows if at is not None}
