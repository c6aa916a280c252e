"""Attendance: a process's memory of who is reading, written down together and seldom."""

import threading
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.presence import Sighting, keep_sightings

WRITTEN_EVERY = timedelta(seconds=15)
_MOST = 10_000

Key = tuple[int, int]


class Attendance:
    """Takes what many readers' calls tell, and writes it in one transaction for all of them.

    A person whom others may see is written down when they come; then everybody each 15 seconds.
    Whoever's call finds that it is time writes; nobody else waits for it.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: dict[Key, Sighting] = {}
        self._known: dict[Key, datetime] = {}
        self._came = False
        self._written_at: datetime | None = None
        self._lock = threading.Lock()
        self._writing = threading.Lock()

    def see(self, sighting: Sighting) -> bool:
        """Remember the sighting; whether it is time to write all of them down."""
        key = (sighting.article_id, sighting.reviewer_id)
        with self._lock:
            before = self._seen.get(key)
            if before is not None and sighting.active_at is None:
                sighting = _still_active(sighting, before.active_at)
            self._seen[key] = sighting
            self._came = self._came or (sighting.told and self._is_new(key, sighting.seen_at))
            return self._came or self._is_time(sighting.seen_at)

    def forget(self, article_id: int, reviewer_id: int) -> None:
        """They have the article open no longer; seen again, in another window, they came anew."""
        with self._lock:
            self._seen.pop((article_id, reviewer_id), None)
            self._known.pop((article_id, reviewer_id), None)

    def write(self, at: datetime) -> None:
        """Write down who was seen until now, unless somebody is doing it."""
        if not self._writing.acquire(blocking=False):
            return
        try:
            self._write(at)
        finally:
            self._writing.release()

    def _is_new(self, key: Key, at: datetime) -> bool:
        last = self._known.get(key)
        return last is None or at - last > 2 * WRITTEN_EVERY

    def _is_time(self, at: datetime) -> bool:
        return self._written_at is None or at - self._written_at >= WRITTEN_EVERY

    def _write(self, at: datetime) -> None:
        with self._lock:
            waiting, self._seen, self._came = self._seen, {}, False
            self._written_at = at
        try:
            with self._database.begin() as session:
                keep_sightings(session, list(waiting.values()))
        except DBAPIError:
            # Who is here is no work of anybody's: what the database did not take is told it again.
            return
        with self._lock:
            self._known = {} if len(self._known) > _MOST else self._known
            self._known |= {key: one.seen_at for key, one in waiting.items() if one.told}


def _still_active(sighting: Sighting, active_at: datetime | None) -> Sighting:
    return Sighting(
        sighting.reviewer_id, sighting.article_id, sighting.seen_at, active_at, sighting.told
    )
