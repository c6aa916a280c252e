"""The project's articles for everybody: who read them, and what was tagged."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.article import Article
from models.assignment import Assignment
from models.companion import own_or_in
from models.membership import Role, require_role
from models.queries.article_filter import ArticleFilter, joined, matching, status_of_reading
from models.queries.visible import reading_visible_to, visible_to
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One article; `submitted` and `in_progress` count the readings that the asker may know of, of
    anybody's; `status` is that of their own."""

    article_id: int
    revision_id: int
    title: str
    outlet: str
    byline: str
    published_at: str
    words: int
    sentences: int
    submitted: int
    in_progress: int
    status: str


def library(
    session: Session,
    asker: int,
    project_id: int,
    wanted: ArticleFilter,
    *,
    limit: int = 20,
    offset: int = 0,
) -> list[LibraryRow]:
    """The matching articles, the newest published first."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        joined(
            select(
                Article.id,
                Revision.id,
                Article.title,
                Article.outlet,
                Article.byline,
                Article.published_at,
                Revision.words,
                Revision.sentences,
                _readings(asker, "submitted"),
                _readings(asker, "in_progress"),
                status_of_reading(),
            ),
            asker,
        )
        .where(*matching(project_id, wanted, asker))
        .order_by(Article.published_at.desc(), Article.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [LibraryRow(*row) for row in rows]


def tag_counts(
    session: Session, asker: int, project_id: int, revisions: Sequence[int]
) -> dict[int, dict[str, int]]:
    """Live passages by revision and tag, as far as the asker may see them, in the tags' order."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Annotation.revision_id, Tag.name, func.count())
        .join(Tag, Tag.id == Annotation.tag_id)
        .where(
            own_or_in(Annotation.project_id, asker, project_id),
            Annotation.revision_id.in_(revisions),
            Annotation.deleted_at.is_(None),
            visible_to(asker),
        )
        .group_by(Annotation.revision_id, Tag.id, Tag.name, Tag.position)
        .order_by(Annotation.revision_id, Tag.position)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for revision_id, tag, count in rows:
        found[revision_id][tag] = count
    return found


def _readings(asker: int, status: str) -> ScalarSelect[int]:
    other = aliased(Assignment)
    return (
        select(func.count())
        .select_from(other)
        .where(
            other.article_id == Article.id,
            other.status == status,
            reading_visible_to(asker, other),
        )
        .correlate(Article)
        .scalar_subquery()
    )
