"""Placing gold: an editor decides upon what did not move by itself when an article was corrected."""

from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.article import latest_revision
from models.base import now
from models.carried_gold import Row, decision, store_gold, uncarried_gold
from models.carrying import copy_passage, shelved
from models.errors import BadInput, NotFound
from models.event import Event
from models.gold import GoldAnnotation
from models.queries.settling_readings import text_to_settle
from models.revision import Revision
from models.stored_gold import lock_texts
from models.writing import refuse_closed


class GoldDecided(BadInput):
    """Somebody decided upon it since the asker looked."""


def place_gold(session: Session, asker: int, gold_id: UUID, start: int, end: int) -> UUID:
    """Waiting gold stands at [start, end) of the newest text, as work that is not settled; its id there.

    GoldDecided where it does not wait any more; BadInput for what is no place, and where the newest
    text is settled.
    """
    newest, row = _waiting(session, asker, gold_id)
    refuse_settled(session, newest.id)
    new = shelved(session, newest)
    if not 0 <= start < end <= len(new.text):
        raise BadInput("span_range", start=start, end=end, length=len(new.text))
    moment = now()
    copied = copy_passage(row, new, (start, end), moment) | {"updated_by": asker}
    store_gold(session, [copied], moment, asker)
    made: UUID = copied["id"]
    return made


def keep_gold(session: Session, asker: int, gold_id: UUID) -> None:
    """Waiting gold stays with the earlier text alone. GoldDecided where it does not wait any more."""
    newest, row = _waiting(session, asker, gold_id)
    told = {"revision_id": newest.id, "moved_to": None}
    session.execute(insert(Event), [decision(row, "keep", told, now(), asker)])


def _waiting(session: Session, asker: int, gold_id: UUID) -> tuple[Revision, Row]:
    """The newest text and the gold; NotFound, NotAllowed for who may not settle it."""
    newest = newest_for_gold(session, asker, gold_id)
    for row in uncarried_gold(session, newest):
        if row["id"] == gold_id:
            return newest, row
    raise GoldDecided("gold_decided")


def newest_for_gold(session: Session, asker: int, gold_id: UUID) -> Revision:
    """The newest text of the article that has the gold, locked with the gold's own for the asker.

    NotFound, NotAllowed for who may not settle it; ProjectArchived where nothing is changed any more.
    """
    known = session.get(GoldAnnotation, gold_id)
    if known is None:
        raise NotFound("gold_unknown")
    try:
        old = text_to_settle(session, asker, known.revision_id)
    except NotFound as error:
        raise NotFound("gold_unknown") from error
    refuse_closed(session, old.project_id)
    newest = latest_revision(session, old.article_id)
    lock_texts(session, [old.id, newest.id])
    return newest


def refuse_settled(session: Session, revision_id: int) -> None:
    """BadInput where the text is settled: its gold is changed by reopening it."""
    settled = session.get(Adjudication, revision_id)
    if settled is not None and settled.settled_at is not None:
        raise BadInput("gold_settled")
