"""The asker's projects as a list shows them: their role, how much is in each, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article
from models.companion import is_companion
from models.membership import Membership, Role
from models.project import Project
from models.reviewer import Reviewer


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project: `archived_at` is None for one that takes changes."""

    id: int
    name: str
    role: Role
    articles: int
    is_blind: bool
    readers: int
    archived_at: datetime | None


def project_list(session: Session, asker: int) -> Sequence[ProjectRow]:
    """Every project the asker is a member of, by name, archived ones last."""
    articles = (
        select(func.count())
        .select_from(Article)
        .where(Article.project_id == Project.id, Article.archived_at.is_(None))
        .correlate(Project)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Project.id,
            Project.name,
            Membership.role,
            articles,
            Project.is_blind,
            Project.readers_per_article,
            Project.archived_at,
        )
        .join(Membership, Membership.project_id == Project.id)
        .join(Reviewer, Reviewer.id == Membership.reviewer_id)
        .where(Membership.reviewer_id == asker, Reviewer.departed_at.is_(None))
        .where(~is_companion(Project.id))
        .order_by(Project.archived_at.is_not(None), func.lower(Project.name), Project.id)
    )
    return [ProjectRow(row[0], row[1], Role(row[2]), *row[3:]) for row in rows]
