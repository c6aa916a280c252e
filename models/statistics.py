"""Statistics: by what a database plans its statements, taken again once it holds much more.

SQLite never takes them by itself, and PostgreSQL up to a minute after an import. Planned for a few
rows, a question about a million can take thirty times as long.
"""

from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from models.database import Database
from models.tables import METADATA

FEW = 1_000
"""Of so few rows any plan is good."""
GROWN = 2
_FEW_PAGES = 20


def keep_statistics(database: Database) -> list[str]:
    """Take them of the tables that at least doubled since; their names. Whoever stored much calls it.

    To look costs next to nothing. On SQLite whoever saves waits meanwhile: a second at a million.
    """
    with database.begin() as session:
        grown = _grown_sqlite(session) if database.is_sqlite else _grown_postgres(session)
        for name in grown:
            session.execute(text(f'ANALYZE "{name}"'))
    if grown and database.is_sqlite:
        # A connection reads them when it is opened, and never again.
        database.engine.dispose()
    return grown


def _grown_sqlite(session: Session) -> list[str]:
    known: dict[str, int] = {}
    if inspect(session.connection()).has_table("sqlite_stat1"):
        for name, told in session.execute(text("SELECT tbl, stat FROM sqlite_stat1")):
            known[name] = max(known.get(name, 0), int(str(told).split(maxsplit=1)[0]))
    return [
        table.name
        for table in METADATA.sorted_tables
        if _rows(session, table.name) > max(FEW, GROWN * known.get(table.name, 0))
    ]


def _rows(session: Session, name: str) -> int:
    # An upper bound that is found at once.
    return session.scalar(text(f'SELECT max(rowid) FROM "{name}"')) or 0


def _grown_postgres(session: Session) -> list[str]:
    pages = text(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        " AND pg_relation_size(oid) / current_setting('block_size')::int"
        " > greatest(:few, :grown * CASE WHEN reltuples < 0 THEN 0 ELSE relpages END)"
    )
    ours = METADATA.tables
    found = session.scalars(pages, {"few": _FEW_PAGES, "grown": GROWN})
    return sorted(name for name in found if name in ours)
