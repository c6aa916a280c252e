"""Which article of a project a text about to be imported may be a correction of."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from models.article import Article
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class SameSource:
    """An article that came from the same address, or bears the same outlet and title.

    `revision_id` is its newest text.
    """

    article_id: int
    revision_id: int
    title: str


def same_source(
    session: Session, asker: int, project_id: int, url: str, outlet: str, title: str
) -> SameSource | None:
    """The article of this address, else of this outlet and title; blanks match nothing."""
    require_role(session, asker, project_id, Role.EDITOR)
    url, outlet, title = url.strip(), outlet.strip().lower(), title.strip().lower()
    same_address = (Article.url == url) & (Article.url != "")
    same_title = (func.lower(Article.outlet) == outlet) & (func.lower(Article.title) == title)
    found = session.execute(
        select(Article.id, Revision.id.label("revision_id"), Article.title)
        .join(Revision, and_(Revision.article_id == Article.id, is_newest(Revision)))
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            or_(same_address, same_title & (Article.outlet != "")),
        )
        .order_by(same_address.desc(), Article.id.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else SameSource(*found)
