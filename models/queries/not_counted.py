"""Articles and readings that agreement cannot count yet, since nobody submitted them."""

from dataclasses import dataclass

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.frozen import FrozenReading
from models.membership import Role, require_role
from models.queries.frozen_scope import AgreementFilters
from models.queries.visible import frozen_visible_to, hidden_from, reading_visible_to


@dataclass(frozen=True, slots=True)
class NotSubmitted:
    """`readings` were given or begun and never submitted; `articles` have nothing but such."""

    articles: int
    readings: int


def not_submitted(
    session: Session, asker: int | None, project_id: int, filters: AgreementFilters
) -> NotSubmitted:
    """What waits for its first submission, as far as the asker may know.

    Articles, outlets and reviewers narrow it; days and guidelines do not: it has none yet.
    """
    if asker is not None:
        require_role(session, asker, project_id, Role.VIEWER)
    eyes = hidden_from(session, asker, project_id)
    conditions = []
    if filters.articles:
        conditions.append(Article.id.in_(filters.articles))
    if filters.outlets:
        conditions.append(Article.outlet.in_(filters.outlets))
    if filters.reviewers:
        conditions.append(Assignment.reviewer_id.in_(filters.reviewers))
    submitted = exists().where(FrozenReading.article_id == Article.id, frozen_visible_to(eyes))
    own = exists().where(
        FrozenReading.article_id == Article.id,
        FrozenReading.reviewer_id == Assignment.reviewer_id,
    )
    waiting = (
        select(Article.id, (~submitted).label("alone"))
        .join(Assignment, Assignment.article_id == Article.id)
        .where(
            Article.project_id == project_id,
            Article.archived_at.is_(None),
            Assignment.status != "submitted",
            ~own,
            reading_visible_to(eyes),
            *conditions,
        )
        .subquery()
    )
    alone = select(func.count(waiting.c.id.distinct())).where(waiting.c.alone).scalar_subquery()
    row = session.execute(select(alone, select(func.count(waiting.c.id)).scalar_subquery())).one()
    return NotSubmitted(row[0], row[1])
