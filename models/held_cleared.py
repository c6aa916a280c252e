"""The cleared sentences that a batch of operations touches: read together, written together."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base
from models.cleared import ClearedSentence
from models.reading_input import ReadingChange

# Whose reading of which revision.
Reading = tuple[int, int]

_CLEARED = Base.metadata.tables[ClearedSentence.__tablename__]
# Another process may have cleared the same sentence meanwhile: then it is as it should be.
_INSERT = {
    "sqlite": sqlite.insert(_CLEARED).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_CLEARED).on_conflict_do_nothing(),
}
_DELETE = delete(_CLEARED).where(
    _CLEARED.c.revision_id == bindparam("of_revision"),
    _CLEARED.c.reviewer_id == bindparam("of_reviewer"),
    _CLEARED.c.position == bindparam("at_position"),
)


class HeldCleared:
    """Which sentences are cleared, and since when; `write` stores what changed."""

    def __init__(self, session: Session, changes: Iterable[tuple[int, ReadingChange]]) -> None:
        self._session = session
        self._stored: dict[Reading, frozenset[int]] = {}
        self._cleared: dict[Reading, dict[int, datetime | None]] = {}
        for reading, (first, last) in _extents(changes).items():
            self._stored[reading] = found = self._read(reading, first, last)
            self._cleared[reading] = dict.fromkeys(found)

    def put(self, reviewer_id: int, change: ReadingChange, at: datetime) -> frozenset[int]:
        """Set the state that the change asks for; the sentences that were in the other one."""
        held = self._cleared[reviewer_id, change.revision_id]
        if change.kind == "clear":
            changed = change.sentences - held.keys()
            held.update(dict.fromkeys(changed, at))
        else:
            changed = change.sentences & held.keys()
            for number in changed:
                del held[number]
        return changed

    def write(self) -> None:
        """Store what is cleared now and was not, and the other way round."""
        connection = self._session.connection()
        # In one order, so that two processes at the same rows wait and never block each other.
        added = sorted(self._added(), key=lambda row: (row["revision_id"], row["position"]))
        if added:
            connection.execute(_INSERT[connection.dialect.name], added)
        removed = sorted(self._removed(), key=lambda row: (row["of_revision"], row["at_position"]))
        if removed:
            connection.execute(_DELETE, removed)

    def _added(self) -> Iterable[dict[str, Any]]:
        for (reviewer_id, revision_id), held in self._cleared.items():
            for number in held.keys() - self._stored[reviewer_id, revision_id]:
                yield {
                    "revision_id": revision_id,
                    "reviewer_id": reviewer_id,
                    "position": number,
                    "cleared_at": held[number],
                }

    def _removed(self) -> Iterable[dict[str, Any]]:
        for (reviewer_id, revision_id), stored in self._stored.items():
            for number in stored - self._cleared[reviewer_id, revision_id].keys():
                yield {
                    "of_revision": revision_id,
                    "of_reviewer": reviewer_id,
                    "at_position": number,
                }

    def _read(self, reading: Reading, first: int, last: int) -> frozenset[int]:
        reviewer_id, revision_id = reading
        found = self._session.connection().execute(
            select(_CLEARED.c.position).where(
                _CLEARED.c.revision_id == revision_id,
                _CLEARED.c.reviewer_id == reviewer_id,
                _CLEARED.c.position.between(first, last),
            )
        )
        return frozenset(found.scalars())


def _extents(changes: Iterable[tuple[int, ReadingChange]]) -> dict[Reading, tuple[int, int]]:
    """From which sentence to which the changes of each reading go: seldom far, so read as one."""
    found: dict[Reading, tuple[int, int]] = {}
    for reviewer_id, change in changes:
        reading = (reviewer_id, change.revision_id)
        first, last = min(change.sentences), max(change.sentences)
        known = found.get(reading, (first, last))
        found[reading] = (min(first, known[0]), max(last, known[1]))
    return found
