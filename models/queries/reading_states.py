"""How far a reviewer is with a revision: which of its sentences they cleared."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.cleared import ClearedSentence
from models.queries.texts import readable_project


def cleared_sentences(session: Session, asker: int, revision_id: int) -> list[int]:
    """The positions that the asker cleared, ascending; NotFound for a text they may not read."""
    readable_project(session, asker, revision_id)
    return list(
        session.scalars(
            select(ClearedSentence.position)
            .where(ClearedSentence.revision_id == revision_id, ClearedSentence.reviewer_id == asker)
            .order_by(ClearedSentence.position)
        )
    )
