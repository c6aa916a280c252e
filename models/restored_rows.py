"""Rows of a restored project, stored many at a time; one that the database refuses is told by line."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.base import Base
from models.errors import BadInput

Refuse = Callable[[int, str], None]
"""Hears the line of a row that cannot be stored, and why."""

TOGETHER = 400


class RestoredRows:
    """Rows on their way into the table of one mapped class."""

    def __init__(self, session: Session, kind: type[Base], refuse: Refuse) -> None:
        self.stored = 0
        self._session = session
        self._table: Table = Base.metadata.tables[kind.__tablename__]
        self._refuse = refuse
        self._waiting: list[tuple[int, dict[str, Any]]] = []

    def add(self, line: int, values: dict[str, Any]) -> None:
        """A row with the line that it comes from; all rows have the same columns."""
        self._waiting.append((line, values))
        if len(self._waiting) >= TOGETHER:
            self.flush()

    def flush(self) -> None:
        """Store what waits."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            self._insert([values for _, values in waiting])
        except DBAPIError:
            # One of them is to blame: each alone tells which.
            for line, values in waiting:
                self._insert_alone(line, values)

    def _insert_alone(self, line: int, values: dict[str, Any]) -> None:
        try:
            self._insert([values])
        except DBAPIError as error:
            why = str(error.orig).splitlines()[0]
            self._refuse(line, str(BadInput("restore_refused", why=why)))

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        with self._session.begin_nested():
            self._session.connection().execute(insert(self._table), rows)
        self.stored += len(rows)
