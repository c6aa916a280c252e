"""Where staged rows stand now: tables of one SQLite transaction, for the SELECTs that bring them in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.orm import Session

PLACES = ("place", "placed_tag", "placed_person")
_TABLES = (
    "CREATE TEMP TABLE place (no INTEGER PRIMARY KEY, revision_id INTEGER, length INTEGER,"
    " is_new INTEGER)",
    "CREATE TEMP TABLE placed_tag (no INTEGER PRIMARY KEY, id INTEGER)",
    "CREATE TEMP TABLE placed_person (no INTEGER PRIMARY KEY, id INTEGER)",
)


@contextmanager
def placing(session: Session) -> Iterator[None]:
    """Have the tables of PLACES, empty, until the block ends; an undone transaction has none."""
    connection = session.connection()
    for table in _TABLES:
        connection.exec_driver_sql(table)
    yield
    for name in PLACES:
        connection.exec_driver_sql(f"DROP TABLE temp.{name}")


def place(session: Session, table: str, rows: Iterable[Sequence[int]]) -> None:
    """Put rows into one of PLACES, by all of its columns."""
    values = [tuple(row) for row in rows]
    if values:
        marks = ", ".join("?" * len(values[0]))
        session.connection().exec_driver_sql(f"INSERT INTO temp.{table} VALUES ({marks})", values)
