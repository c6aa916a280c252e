"""Where a passage stands, so that an address with nothing but its id can be opened."""

import re
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.membership import role_of
from models.queries.visible import visible_to
from models.revision import Revision

PASSAGE_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}")


class PassagePlace(NamedTuple):
    """The article and revision a passage stands in, whose it is, and whether it was deleted."""

    article_id: int
    revision_id: int
    reviewer_id: int
    deleted: bool


def passage_place(session: Session, asker: int, passage_uuid: UUID | str) -> PassagePlace | None:
    """Where the passage stands; None for what is no id, is unknown, or is not for the asker.

    In a blind project another's passage is not for the asker before they submitted their own
    reading.
    """
    if isinstance(passage_uuid, str):
        if not PASSAGE_ID.fullmatch(passage_uuid):
            return None
        passage_uuid = UUID(passage_uuid)
    row = session.execute(
        select(
            Revision.article_id,
            Annotation.revision_id,
            Annotation.reviewer_id,
            Annotation.deleted_at,
            Annotation.project_id,
        )
        .join(Revision, Revision.id == Annotation.revision_id)
        .where(Annotation.id == passage_uuid, visible_to(asker))
    ).one_or_none()
    if row is None or role_of(session, asker, row.project_id) is None:
        return None
    return PassagePlace(
        row.article_id, row.revision_id, row.reviewer_id, row.deleted_at is not None
    )
