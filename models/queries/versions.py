"""The versions of an article's text: who brought which when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import article_for
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.queries.visible import blind_articles
from models.reviewer import Reviewer
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class TextVersion:
    """A revision as its article's page lists it; `by` is blank where the command line made it."""

    revision_id: int
    number: int
    at: datetime
    by: str
    words: int


def text_versions(session: Session, asker: int, article_id: int) -> list[TextVersion]:
    """The article's revisions, the newest first."""
    article_for(session, asker, article_id)
    rows = session.execute(
        select(Revision.id, Revision.number, Revision.created_at, Reviewer.name, Revision.words)
        .outerjoin(Reviewer, Reviewer.id == Revision.created_by)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number.desc())
    )
    return [TextVersion(row[0], row[1], row[2], row[3] or "", row[4]) for row in rows]


def revision_numbered(session: Session, asker: int, article_id: int, number: int) -> int | None:
    """The article's text of this number; None where it has none."""
    article_for(session, asker, article_id)
    return session.scalar(
        select(Revision.id).where(Revision.article_id == article_id, Revision.number == number)
    )


def settled_number(session: Session, asker: int, article_id: int) -> int | None:
    """The number of the newest of the article's earlier texts that is settled.

    Editors ask; None for one who reads the article blind, whom its settling is not told.
    """
    article = article_for(session, asker, article_id, Role.EDITOR)
    if blind_articles(session, asker, article.project_id, {article_id}):
        return None
    return session.scalar(
        select(func.max(Revision.number))
        .join(Adjudication, Adjudication.revision_id == Revision.id)
        .where(
            Revision.article_id == article_id,
            Adjudication.settled_at.is_not(None),
            ~is_newest(Revision),
        )
    )


def corrected(session: Session, asker: int, project_id: int) -> dict[int, int]:
    """The articles of the project that have more than one text, with the newest's number."""
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Revision.article_id, Revision.number)
        .where(Revision.project_id == project_id, Revision.number > 1)
        .order_by(Revision.number)
    )
    return {row.article_id: row.number for row in rows}
