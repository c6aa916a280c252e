"""A revision's text and its sentences, for whoever may read the project."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import NotFound
from models.membership import Role, require_role
from models.revision import Revision, Sentence
from models.served_again import text_put_aside


def stored_text(session: Session, asker: int, revision_id: int) -> tuple[str, str]:
    """SHA-256 and text of the revision."""
    readable_project(session, asker, revision_id)
    row = session.execute(
        select(Revision.text_sha256, Revision.text).where(Revision.id == revision_id)
    ).one()
    return row.text_sha256, row.text


def sentence_bounds(
    session: Session, asker: int, revision_id: int
) -> tuple[str, list[tuple[int, int]]]:
    """The segmenter's name and the sentences as [start, end) in code points, in order."""
    readable_project(session, asker, revision_id)
    segmenter = session.scalars(select(Revision.segmenter).where(Revision.id == revision_id)).one()
    rows = session.connection().execute(
        select(Sentence.start, Sentence.end)
        .where(Sentence.revision_id == revision_id)
        .order_by(Sentence.position)
    )
    return segmenter, [(start, end) for start, end in rows]


def readable_project(session: Session, asker: int, revision_id: int) -> int:
    """The revision's project, if the asker may read it; NotFound otherwise."""
    # Larger than any id: no database need be asked, and none overflows.
    in_range = 0 < revision_id < 2**31
    project_id = (
        session.scalar(
            select(Revision.project_id).where(
                Revision.id == revision_id, ~text_put_aside(asker, Revision.id)
            )
        )
        if in_range
        else None
    )
    if project_id is None:
        raise NotFound("revision_unknown")
    try:
        require_role(session, asker, project_id, Role.VIEWER)
    except NotFound as error:
        raise NotFound("revision_unknown") from error
    return project_id
