"""No test may lean on the order in which rows happen to lie.

PostgreSQL gives rows back as they lie on its pages, which is the order of their insertion until a
page is cleaned and used again: a statement without ORDER BY is right a hundred times and wrong the
next. SQLite can turn that order round, so what leans on it fails each time.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry


def turn_unordered_rows_round() -> None:
    """From now on SQLite gives rows that nobody ordered in the opposite order."""
    event.listen(Engine, "connect", _turn_round)


def _turn_round(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA reverse_unordered_selects = ON")
