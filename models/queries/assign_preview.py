"""What to call the articles and people in what the rule would do."""

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.reviewer import Reviewer


def titles_of(
    session: Session, asker: int, project_id: int, articles: Collection[int]
) -> dict[int, str]:
    """The titles of these articles of the project, for an editor."""
    require_role(session, asker, project_id, Role.EDITOR)
    rows = session.execute(
        select(Article.id, Article.title).where(
            Article.project_id == project_id, Article.id.in_(articles)
        )
    )
    return {row.id: row.title for row in rows}


def names_of(
    session: Session, asker: int, project_id: int, people: Collection[int]
) -> dict[int, str]:
    """The names of those of these people who have a reading in the project, for an editor.

    Those who left are among them.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    reads = exists().where(
        Assignment.reviewer_id == Reviewer.id,
        Assignment.article_id == Article.id,
        Article.project_id == project_id,
    )
    rows = session.execute(select(Reviewer.id, Reviewer.name).where(Reviewer.id.in_(people), reads))
    return {row.id: row.name for row in rows}
