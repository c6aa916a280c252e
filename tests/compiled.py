"""One store of compiled statements for all the engines of a test process.

SQLAlchemy keeps what it compiled by engine and by dialect object. In the workbench there is one of
each; tests open a database each, and spent a third of their time compiling the same statements
again. All our engines of a kind are made alike, so what was compiled for one holds for another.
"""

from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_ENOUGH = 4000  # statements


def share_compiled_statements() -> None:
    """From now on engines of SQLite share theirs, and engines of PostgreSQL."""
    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        store: LRUCache[object, object] = LRUCache(_ENOUGH)

        def keep_there(engine: Engine, store: LRUCache[object, object] = store) -> None:
            engine._compiled_cache = store  # type: ignore[assignment]

        kind.engine_created = staticmethod(keep_there)  # type: ignore[method-assign]
        kind.__hash__ = _hash  # type: ignore[assignment]
        kind.__eq__ = _is_alike  # type: ignore[method-assign]


def _hash(dialect: object) -> int:
    return hash(type(dialect))


def _is_alike(one: object, other: object) -> bool:
    return type(one) is type(other)
