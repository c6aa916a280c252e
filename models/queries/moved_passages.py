"""Passages that moved with corrections of their article: what each is on a later text."""

from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Select, or_, select
from sqlalchemy.orm import Session, aliased

from models.annotation import Annotation
from models.carried import CarriedPassage
from models.queries.passage_place import PASSAGE_ID, PassagePlace, passage_place
from models.queries.visible import text_open_to

_AFTER: Select[Any] = select(CarriedPassage.moved_to).where(CarriedPassage.moved_to.is_not(None))


def moved_here(asker: int | None, revision_id: int) -> CTE:
    """The text's passages that came from earlier ones: `here`, and `former` for each of these.

    Those alone whose passage here the asker may see: that one moved may be its reviewer's work.
    """
    earlier = aliased(CarriedPassage)
    first = (
        select(CarriedPassage.moved_to.label("here"), CarriedPassage.annotation_id.label("former"))
        .join(Annotation, Annotation.id == CarriedPassage.moved_to)
        .where(CarriedPassage.revision_id == revision_id)
    )
    if asker is not None:
        is_open = text_open_to(asker, Annotation.revision_id)
        first = first.where(or_(Annotation.reviewer_id == asker, is_open))
    found = first.cte("moved_here", recursive=True)
    further = select(found.c.here, earlier.annotation_id).join(
        found, earlier.moved_to == found.c.former
    )
    return found.union_all(further)


def passage_now(
    session: Session, asker: int, passage_uuid: UUID | str
) -> tuple[UUID, PassagePlace] | None:
    """What the passage is on the newest text it moved to, and where; itself where it moved to none.

    As far as the asker may see any of these; None where they may see none, or there is none.
    """
    found = None
    after = UUID(str(passage_uuid)) if PASSAGE_ID.fullmatch(str(passage_uuid)) else None
    while after is not None:
        place = passage_place(session, asker, after)
        found = found if place is None else (after, place)
        after = session.scalar(_AFTER.where(CarriedPassage.annotation_id == after))
    return found
