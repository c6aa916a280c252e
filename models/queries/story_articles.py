"""The articles of one story: where and when each was published, and who has read it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.visible import hidden_from, reading_visible_to
from models.reviewer import Reviewer
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story with its newest text; `readers` by name, as far as the asker may know."""

    id: int
    revision_id: int
    title: str
    outlet: str
    url: str
    published_at: str
    language: str
    words: int
    text: str
    readers: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The day on which it was published."""
        return date.fromisoformat(self.published_at[:10]) if self.published_at else None


def story_articles(
    session: Session, asker: int, project_id: int, articles: Sequence[int]
) -> list[StoryArticle]:
    """These articles of the project, in the order in which they are asked for; texts included."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(
            *(Article.id, Revision.id.label("revision_id"), Article.title, Article.outlet),
            *(Article.url, Article.published_at, Article.language, Revision.words, Revision.text),
        )
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Article.id.in_(articles),
        )
    )
    readers = _readers(session, asker, project_id, articles)
    found = {
        row.id: StoryArticle(**row._mapping, readers=tuple(readers.get(row.id, ()))) for row in rows
    }
    return [found[one] for one in articles if one in found]


def _readers(
    session: Session, asker: int, project_id: int, articles: Sequence[int]
) -> dict[int, list[str]]:
    eyes = hidden_from(session, asker, project_id)
    rows = session.execute(
        select(Assignment.article_id, Reviewer.name)
        .join(Reviewer, Reviewer.id == Assignment.reviewer_id)
        .where(
            Assignment.article_id.in_(articles),
            Assignment.status == "submitted",
            reading_visible_to(eyes),
        )
        .order_by(Assignment.article_id, Reviewer.name, Reviewer.id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.article_id].append(row.name)
    return found
