"""What of the rule's moves the editor may see, and what to call the articles and people in them."""

from collections.abc import Collection, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.visible import blind_articles, reads_blind
from models.reviewer import Reviewer


class OfArticle(Protocol):
    """A move or a change of a reading."""

    @property
    def article_id(self) -> int:
        """Of which article."""


Moved = TypeVar("Moved", bound=OfArticle)


def previewed(
    session: Session, asker: int, project_id: int, moves: Sequence[Moved]
) -> tuple[list[Moved], bool]:
    """The moves of articles that the asker does not read blind, and whether they read any blind.

    How many readings such an article is given tells how many it had.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    if not reads_blind(session, asker, project_id):
        return list(moves), False
    hidden = blind_articles(session, asker, project_id, {one.article_id for one in moves})
    return [one for one in moves if one.article_id not in hidden], True


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
