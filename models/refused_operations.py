"""What a batch of operations was refused for reasons of rights, as the trail is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from models.errors import WorkbenchError
from models.refusal import is_refusal, record_refusal, refusal_key, row_asked

_MAKES = ("create", "gold_create", "comment_create", "flag_unclear")
_NAMED = {"revision_id": "revision", "annotation_id": "annotation", "thread": "thread"}


@dataclass(slots=True)
class _Refused:
    who: int
    error: WorkbenchError
    what: str
    at: datetime
    asked: list[str] = field(default_factory=list)


class RefusedOperations:
    """One of each kind: a batch may hold five hundred that are refused for one reason."""

    def __init__(self) -> None:
        self._kinds: dict[str, _Refused] = {}

    def note(self, who: int, raw: object, error: WorkbenchError, at: datetime) -> None:
        """An operation was refused, perhaps for a reason that the trail tells."""
        if not is_refusal(error) or not isinstance(raw, Mapping):
            return
        key = refusal_key(who, error, at)
        what = f"operation {raw.get('kind')}"
        noted = self._kinds.setdefault(key, _Refused(who, error, what, at))
        noted.asked.extend(_rows_named(raw))

    def write(self, session: Session) -> None:
        """Write them into the trail."""
        for one in self._kinds.values():
            record_refusal(session, one.who, one.error, one.what, one.at, one.asked)


def _rows_named(operation: Mapping[str, Any]) -> list[str]:
    """The text that it names, and what is there to be changed; what is made bears an id of its own."""
    found: list[str | None] = []
    for name, part in operation.items():
        if not isinstance(part, Mapping):
            continue
        found += [row_asked(told, part[field]) for field, told in _NAMED.items() if field in part]
        if operation.get("kind") not in _MAKES:
            found.append(row_asked(name, part.get("id")))
    return [one for one in found if one is not None]
