"""Many rows into one table: for each nothing is worked out but how the database writes its values.

An INSERT of the ORM or of Core looks at every value of every row; of a million rows that is most of
the time for which the database is locked.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from models.base import UtcTime

Row = Sequence[Any]
MOMENTS = 64


class BulkInsert:
    """An INSERT of these columns of a table; a row that is there already is left as it is."""

    def __init__(self, session: Session, table: Table, columns: Sequence[str]) -> None:
        self._connection = session.connection()
        dialect = self._connection.dialect
        quote = dialect.identifier_preparer.quote
        names = ", ".join(quote(name) for name in columns)
        mark = "?" if dialect.name == "sqlite" else "%s"
        marks = ", ".join([mark] * len(columns))
        self._into = f"INSERT INTO {quote(table.name)} ({names})"
        self._statement = f"{self._into} VALUES ({marks}) ON CONFLICT DO NOTHING"
        types = [table.columns[name].type for name in columns]
        processors = [one.dialect_impl(dialect).bind_processor(dialect) for one in types]
        self._processed: list[tuple[int, Callable[[Any], Any]]] = [
            (place, _remembering(one) if isinstance(kind, UtcTime) else one)
            for place, (kind, one) in enumerate(zip(types, processors, strict=True))
            if one is not None
        ]

    def run(self, rows: Sequence[Row]) -> int:
        """Insert the rows; how many were not there."""
        if not rows:
            return 0
        bound = [self._bound(row) for row in rows] if self._processed else list(map(tuple, rows))
        return self._connection.exec_driver_sql(self._statement, bound).rowcount

    def take(self, source: str, values: Mapping[str, Any]) -> int:
        """Insert what a SELECT of SQLite's finds, with a WHERE; how many rows were not there.

        It gives these columns in this order, as the database keeps them: nothing of a row passes
        through here, which is several times as fast.
        """
        statement = f"{self._into} {source} ON CONFLICT DO NOTHING"
        return self._connection.exec_driver_sql(statement, dict(values)).rowcount

    def _bound(self, row: Row) -> tuple[Any, ...]:
        values = list(row)
        for place, process in self._processed:
            values[place] = process(values[place])
        return tuple(values)


def new_ids(session: Session, table: Table, wanted: int) -> list[int]:
    """So many ids that no row of the table has, in order; nobody else gets them meanwhile."""
    if session.get_bind().dialect.name == "postgresql":
        sequence = func.nextval(func.pg_get_serial_sequence(table.name, "id"))
        return list(session.scalars(select(sequence).select_from(func.generate_series(1, wanted))))
    # On SQLite a transaction that writes is the only one, and counts on from the last id.
    last = session.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
    return list(range(last + 1, last + 1 + wanted))


def _remembering(process: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same, but for a moment that many rows share worked out once."""
    return lru_cache(MOMENTS)(process)
