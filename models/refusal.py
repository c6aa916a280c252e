"""Refusals: that somebody asked for what they may not, in the trail, and never too often."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import iso, now
from models.errors import NotAllowed, NotFound, WorkbenchError
from models.event import Event, record
from models.token import Unauthorised
from models.turns import wait_for_turn

# Wrong for a reason of rights, though the error is one of input.
_WORDS = frozenset(
    {"tag_retired", "not_your_passage", "comment_not_yours", "for_somebody_else", "field_foreign"}
)


def is_refusal(error: WorkbenchError) -> bool:
    """Whether it is worth a place in the trail: rights, another project's things, forged fields."""
    return isinstance(error, NotAllowed | NotFound | Unauthorised) or error.word in _WORDS


def record_refusal(
    session: Session,
    asker: int | None,
    error: WorkbenchError,
    what: str,
    at: datetime | None = None,
) -> bool:
    """One event a person, kind and minute; whether it was written.

    `what` names the route, page or verb, and never what was sent: that may hold a secret. `asker` is
    None for whoever could not say who they are.
    """
    moment = at or now()
    row = refusal_key(asker, error, moment)
    wait_for_turn(session, "refusal")
    if session.scalar(select(Event.id).where(Event.entity == "refusal", Event.row == row).limit(1)):
        return False
    after: dict[str, Any] = {"kind": error.word, "what": what}
    record(session, asker, error.project_id, "refused", "refusal", row, None, after, moment)
    return True


def refusal_key(asker: int | None, error: WorkbenchError, at: datetime) -> str:
    """Whom, of what kind and in which minute: what is written once."""
    minute = iso(at.replace(second=0, microsecond=0))
    return f"{asker or 'nobody'} {error.word} {minute}"
