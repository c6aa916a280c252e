"""Refusals: that somebody asked for what they may not, in the trail, and never too often."""

import re
from collections.abc import Sequence
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
    {
        *("tag_retired", "not_your_passage", "comment_not_yours", "for_somebody_else"),
        *("field_foreign", "field_unknown"),
    }
)
MOST_ASKED = 20
"""So many rows one event names; how many more there were, it says."""
MOST_A_MINUTE = 10
"""So many events of one person, kind and minute, where other rows are asked for in each."""


def is_refusal(error: WorkbenchError) -> bool:
    """Whether it is worth a place in the trail: rights, another project's things, forged fields."""
    return isinstance(error, NotAllowed | NotFound | Unauthorised) or error.word in _WORDS


def record_refusal(
    session: Session,
    asker: int | None,
    error: WorkbenchError,
    what: str,
    at: datetime | None = None,
    asked: Sequence[str] = (),
) -> bool:
    """One event a person, kind and minute, and a few more where other rows are asked for by then;
    whether it was written.

    `what` names the route, page or verb, and never what was sent: that may hold a secret; `asked`
    are the rows that it was about, such as "revision 5". `asker` is None for whoever could not say
    who they are.
    """
    moment = at or now()
    row = refusal_key(asker, error, moment)
    wait_for_turn(session, "refusal")
    told = session.scalars(
        select(Event.after).where(Event.entity == "refusal", Event.row == row)
    ).all()
    known = {one for after in told if after for one in after.get("asked", ())}
    new = [one for one in dict.fromkeys(asked) if one not in known]
    if len(told) >= MOST_A_MINUTE or (told and not new):
        return False
    after: dict[str, Any] = {"kind": error.word, "what": what}
    if new:
        after["asked"] = new[:MOST_ASKED]
    if len(new) > MOST_ASKED:
        after["more"] = len(new) - MOST_ASKED
    record(session, asker, error.project_id, "refused", "refusal", row, None, after, moment)
    return True


def refusal_key(asker: int | None, error: WorkbenchError, at: datetime) -> str:
    """Whom, of what kind and in which minute: what is written once for each row."""
    minute = iso(at.replace(second=0, microsecond=0))
    return f"{asker or 'nobody'} {error.word} {minute}"


def row_asked(name: str, value: object) -> str | None:
    """A row that a call or an address names, as the trail tells it; None for what is no id.

    What else stands in an address may be a secret.
    """
    told = str(value).lower()
    is_id = re.fullmatch(r"-?\d{1,12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", told)
    return f"{name.removesuffix('_id')} {told}" if is_id else None
