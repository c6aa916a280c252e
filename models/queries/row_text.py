"""An id as an event names the row it is about: as text, a UUID with its hyphens."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, type_coerce
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import GenericFunction


class uuid_text(GenericFunction[str]):  # noqa: N801 (named as SQL names its functions)
    """A UUID as `str()` of it reads."""

    type = Text()
    inherit_cache = True


@compiles(uuid_text)
def _cast(element: uuid_text, compiler: Any, **options: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **options)} AS TEXT)"


@compiles(uuid_text, "sqlite")
def _hyphenate(element: uuid_text, compiler: Any, **options: Any) -> str:
    """SQLite keeps the 32 digits alone."""
    column = compiler.process(element.clauses, **options)
    parts = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    return "||'-'||".join(f"substr({column}, {start}, {length})" for start, length in parts)


def row_text(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """The id of a row as `event.row` has it."""
    if column.type.python_type is int:
        return cast(column, Text)
    return type_coerce(uuid_text(column), Text)
