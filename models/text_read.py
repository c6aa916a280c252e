"""Which of an article's texts somebody read: one that was corrected meanwhile is nobody's reading."""

from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.carried import CarriedPassage
from models.cleared import ClearedSentence
from models.errors import BadInput, NotFound
from models.frozen import FrozenReading
from models.revision import Revision


class TextCorrected(BadInput):
    """The article has a newer text than the one that they read, or laid beside another."""


def refuse_unread(
    session: Session,
    reviewer_id: int,
    newest: Revision,
    begun_at: datetime | None,
    revision_id: int | None = None,
) -> None:
    """TextCorrected unless they read the newest text: the revision they name, if they name one.

    Else whoever began before it was there must have done something in it themselves. NotFound for
    a text of another article.
    """
    if revision_id == newest.id:
        return
    if revision_id is not None:
        named = session.get(Revision, revision_id) if 0 < revision_id < 2**31 else None
        if named is None or named.article_id != newest.article_id:
            raise NotFound("revision_unknown")
        raise TextCorrected("text_corrected")
    began_before = begun_at is not None and begun_at < newest.created_at
    if newest.number > 1 and began_before and not _worked_in(session, reviewer_id, newest):
        raise TextCorrected("text_corrected")


def _worked_in(session: Session, reviewer_id: int, revision: Revision) -> bool:
    """Whether anything in the text is their own doing, rather than carried to it by itself."""
    alone = exists().where(
        CarriedPassage.moved_to == Annotation.id, CarriedPassage.settled_at.is_(None)
    )
    tagged = exists().where(
        Annotation.revision_id == revision.id,
        Annotation.reviewer_id == reviewer_id,
        or_(~alone, Annotation.version > 1),
    )
    cleared = exists().where(
        ClearedSentence.revision_id == revision.id,
        ClearedSentence.reviewer_id == reviewer_id,
        # What was carried keeps the time at which the earlier text was read.
        ClearedSentence.cleared_at >= revision.created_at,
    )
    submitted = exists().where(
        FrozenReading.revision_id == revision.id, FrozenReading.reviewer_id == reviewer_id
    )
    return bool(session.scalar(select(or_(tagged, cleared, submitted))))
