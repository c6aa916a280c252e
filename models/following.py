"""Following: what this process's readers were told last, so that they ask nobody while nothing changes.

Each open reader asks once a second. One look at the database, a few times a second, tells for all of
them which texts changed and who came or went; only for those, and now and then for rights, it is
asked what each of them may see.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from models.database import Database
from models.queries.changes import Followed, Pulse, pulses

Key = tuple[str, int]
"""A bearer token's SHA-256 and a revision."""

LOOKED_EVERY = 0.4  # seconds
GOOD_FOR = 5.0  # seconds: so soon whose token ended is refused
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody knows of a revision: up to which cursor, and how its pulse was before that."""

    reviewer_id: int
    cursor: str
    followed: Followed
    pulse: Pulse | None
    at: float


class Following:
    """Remembers what each open reader knows, and when each text changed last."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._told: dict[Key, Told] = {}
        self._asked: dict[int, float] = {}
        self._pulses: dict[int, Pulse] = {}
        self._looked_at = -LOOKED_EVERY
        self._looking = threading.Lock()

    def is_due(self) -> bool:
        """Whether it is time to look at the database."""
        return self._clock() - self._looked_at >= LOOKED_EVERY

    def look(self) -> None:
        """Look which of the texts that are open changed, unless somebody is looking."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            # Before, so that nobody else does it meanwhile: what they know is only so much older.
            at = self._looked_at = self._clock()
            followed = {one for one, last in dict(self._asked).items() if at - last < GOOD_FOR}
            with self._database.read() as session:
                self._pulses = pulses(session, followed) if followed else {}
        finally:
            self._looking.release()

    def pulse(self, revision_id: int) -> Pulse | None:
        """The text's pulse when it was looked at last."""
        self._asked[revision_id] = self._clock()
        if len(self._asked) > _MOST:
            self._asked = {revision_id: self._clock()}
        return self._pulses.get(revision_id)

    def keep(
        self, key: Key, reviewer_id: int, followed: Followed, cursor: str, pulse: Pulse | None
    ) -> None:
        """Remember what was told; `pulse` was looked up before the answer was."""
        if len(self._told) >= _MOST:
            self._told = {}
        self._told[key] = Told(reviewer_id, cursor, followed, pulse, self._clock())

    def nothing_new(self, key: Key, since: str) -> Told | None:
        """What is known to whoever asks, where that is all there is; None where it must be looked up."""
        told = self._told.get(key)
        if told is None or not since or told.cursor != since:
            return None
        is_old = self._clock() - told.at >= GOOD_FOR
        return None if is_old or told.pulse != self.pulse(key[1]) else told
