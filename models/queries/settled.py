"""Which of somebody's own submitted readings are of articles that are settled by now."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.assignment import Assignment
from models.frozen import FrozenReading
from models.membership import Role, require_role
from models.queries.newest import is_newest
from models.revision import Revision


def settled_readings(
    session: Session, asker: int, project_id: int, articles: Collection[int]
) -> dict[int, datetime]:
    """By article, when the text that the asker submitted was settled; open ones are left out.

    Where the article was corrected since, it is the newest text that they submitted and was settled.
    """
    require_role(session, asker, project_id, Role.VIEWER)
    rows = session.execute(
        select(Adjudication.article_id, Adjudication.settled_at)
        .join(Revision, Revision.id == Adjudication.revision_id)
        .where(
            Revision.project_id == project_id,
            Adjudication.article_id.in_(articles),
            Adjudication.settled_at.is_not(None),
            compared_with(asker),
        )
        .order_by(Revision.number)
    )
    return {article_id: at for article_id, at in rows if at is not None}


def settled_text(session: Session, reviewer_id: int, article_id: int) -> int | None:
    """The newest text of the article that was settled and that they submitted: a step of queries."""
    return session.scalar(
        select(Adjudication.revision_id)
        .join(Revision, Revision.id == Adjudication.revision_id)
        .where(
            Adjudication.article_id == article_id,
            Adjudication.settled_at.is_not(None),
            compared_with(reviewer_id),
        )
        .order_by(Revision.number.desc())
        .limit(1)
    )


def compared_with(asker: int) -> ColumnElement[bool]:
    """A condition on Adjudication, joined with its Revision: the asker's reading lies beside it.

    Their reading of the newest text counts while it is submitted, of an earlier one as it was.
    """
    now = exists().where(
        Assignment.submitted_revision_id == Adjudication.revision_id,
        Assignment.reviewer_id == asker,
    )
    then = exists().where(
        FrozenReading.revision_id == Adjudication.revision_id, FrozenReading.reviewer_id == asker
    )
    return or_(now, and_(then, ~is_newest(Revision)))
