"""What was served again: to whom, which article, by whom, and how far it is; for editors."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from models.article import Article
from models.assignment import Assignment
from models.membership import Role, require_role
from models.queries.readable_again import Again
from models.queries.visible import blind_articles
from models.reviewer import Reviewer
from models.served_again import ServedAgain


@dataclass(frozen=True, slots=True)
class ServedRow:
    """One article that somebody reads again; `status` is that of the second reading."""

    article_id: int
    reviewer_id: int
    title: str
    name: str
    by: str
    served_at: datetime
    status: str
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a plan its editor may see, with the words for it; `hides`: there is more."""

    moves: Sequence[Again]
    titles: dict[int, str]
    names: dict[int, str]
    hides: bool


def served_list(session: Session, asker: int, project_id: int) -> list[ServedRow]:
    """The latest served first, what is not submitted before what is.

    Without what editors were served themselves and have not submitted, and without articles that
    they read blind.
    """
    require_role(session, asker, project_id, Role.EDITOR)
    giver = aliased(Reviewer)
    rows = session.execute(
        select(
            *(ServedAgain.article_id, ServedAgain.reviewer_id, Article.title, Reviewer.name),
            *(giver.name, ServedAgain.served_at, Assignment.status, Assignment.submitted_at),
        )
        .join(Article, Article.id == ServedAgain.article_id)
        .join(Reviewer, Reviewer.id == ServedAgain.reviewer_id)
        .join(giver, giver.id == ServedAgain.served_by)
        .join(Assignment, Assignment.article_id == ServedAgain.copy_id)
        .where(Article.project_id == project_id)
        .where((ServedAgain.reviewer_id != asker) | (Assignment.status == "submitted"))
        .order_by(Assignment.status == "submitted", ServedAgain.served_at.desc())
        .order_by(func.lower(Reviewer.name), ServedAgain.copy_id)
    )
    found = [ServedRow(*row) for row in rows]
    hidden = blind_articles(session, asker, project_id, {one.article_id for one in found})
    return [one for one in found if one.article_id not in hidden]


def plan_seen(session: Session, asker: int, project_id: int, moves: Sequence[Again]) -> Seen:
    """The part of the plan that is about others, in articles that the asker does not read blind."""
    require_role(session, asker, project_id, Role.EDITOR)
    hidden = blind_articles(session, asker, project_id, {one.article_id for one in moves})
    seen = [one for one in moves if one.reviewer_id != asker and one.article_id not in hidden]
    titles = select(Article.id, Article.title).where(
        Article.project_id == project_id, Article.id.in_({one.article_id for one in seen})
    )
    names = select(Reviewer.id, Reviewer.name).where(
        Reviewer.id.in_({one.reviewer_id for one in seen})
    )
    return Seen(
        seen,
        {row[0]: row[1] for row in session.execute(titles)},
        {row[0]: row[1] for row in session.execute(names)},
        len(seen) < len(moves),
    )
