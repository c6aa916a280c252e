"""Taking back what an editor decided upon gold of a corrected article: it waits again."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import now
from models.carried_gold import AGAIN, DECIDED
from models.errors import BadInput
from models.event import Event, record
from models.gold import GoldAnnotation
from models.placing_gold import newest_for_gold, refuse_settled
from models.revision import Revision


def let_gold_wait_again(session: Session, asker: int, gold_id: UUID) -> None:
    """Gold that an editor placed or kept waits again; what stands where it was placed is deleted.

    BadInput where no editor decided upon it for the newest text, and where it was placed in a text
    that is settled by now.
    """
    newest = newest_for_gold(session, asker, gold_id)
    decided = _decision(session, gold_id, newest)
    if decided is None:
        raise BadInput("gold_waits")
    moved_to = (decided.after or {}).get("moved_to")
    if moved_to is not None:
        refuse_settled(session, newest.id)
        _take_back(session, asker, UUID(moved_to))
    told = {"revision_id": newest.id, "moved_to": None}
    record(
        *(session, asker, newest.project_id, AGAIN, "gold", gold_id),
        *(decided.after, told),
    )


def _decision(session: Session, gold_id: UUID, newest: Revision) -> Event | None:
    """What an editor decided last, if it stands and is about the newest text."""
    last = session.scalar(
        select(Event)
        .where(
            Event.entity == "gold",
            Event.row == str(gold_id),
            Event.action.in_((*DECIDED, AGAIN)),
        )
        .order_by(Event.id.desc())
        .limit(1)
    )
    if last is None or last.action == AGAIN or last.actor_id is None:
        return None
    return last if (last.after or {}).get("revision_id") == newest.id else None


def _take_back(session: Session, asker: int, placed: UUID) -> None:
    gold = session.get_one(GoldAnnotation, placed)
    if gold.deleted_at is not None:
        return
    moment = now()
    gold.deleted_at = gold.updated_at = moment
    gold.updated_by = asker
    gold.version += 1
    session.flush()
    after: dict[str, Any] = {"version": gold.version}
    record(
        *(session, asker, gold.project_id, "delete", "gold", placed),
        *({"deleted_at": None}, after, moment),
    )
