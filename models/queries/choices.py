"""What a dashboard can be narrowed down to."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.membership import Role, require_role
from models.project import Guideline
from models.queries.article_filter import outlets
from models.queries.people_in import names_in
from models.served_again import firsts_of
from models.tag import tags_of

ARTICLES_OFFERED = 1000


@dataclass(frozen=True, slots=True)
class Choices:
    """Articles and reviewers as id → what to call them; outlets and tags by name, in their order.

    `versions` are those of the guidelines, the latest first. `known_as`: of what the asker
    reads in the place of an article, and has in their queue, the article that it stands for.
    """

    articles: dict[int, str]
    reviewers: dict[int, str]
    tags: list[str]
    outlets: list[str]
    versions: list[int]
    known_as: dict[int, int]


def choices_in(session: Session, asker: int, project_id: int) -> Choices:
    """The project's articles by title (the newest 1,000), whoever read there, and its tags."""
    require_role(session, asker, project_id, Role.VIEWER)
    newest = (
        select(Article.id, Article.title)
        .where(Article.project_id == project_id, Article.archived_at.is_(None))
        .order_by(Article.id.desc())
        .limit(ARTICLES_OFFERED)
        .subquery()
    )
    articles = session.execute(select(newest).order_by(func.lower(newest.c.title), newest.c.id))
    return Choices(
        articles={row.id: row.title for row in articles},
        reviewers=names_in(session, asker, project_id),
        tags=[tag.name for tag in tags_of(session, project_id)],
        outlets=outlets(session, asker, project_id),
        versions=_versions(session, project_id),
        known_as=firsts_of(session, asker, project_id),
    )


def _versions(session: Session, project_id: int) -> list[int]:
    found = select(Guideline.version).where(Guideline.project_id == project_id)
    return list(session.scalars(found.order_by(Guideline.version.desc())))
