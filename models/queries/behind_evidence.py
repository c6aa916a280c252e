"""The passages that rest on something: those with evidence, to be read and opened."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.annotation import Evidence
from models.queries.behind import ListedPassage, listed_passages
from models.queries.scope import Filters, passages_in_scope


def listed_with_evidence(
    session: Session, asker: int, project_id: int, filters: Filters, *, skip: int = 0
) -> tuple[list[ListedPassage], int]:
    """Those in scope after the first `skip`, 50 at most, and how many there are in all."""
    scope = passages_in_scope(session, asker, project_id, filters)
    rests = select(Evidence.id).where(Evidence.annotation_id == scope.c.annotation_id).exists()
    among = select(scope).where(rests).cte("evidenced")
    listed = listed_passages(session, asker, project_id, filters, among=among, skip=skip)
    return listed, session.scalar(select(func.count()).select_from(among)) or 0
