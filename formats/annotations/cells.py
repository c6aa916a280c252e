"""A row's values as the text of their cells, and the columns of a kind of row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any

LENGTH_TO_SECONDS = len("2026-04-11T09:30:00")


def columns(kind: type[Any]) -> tuple[str, ...]:
    """The column names of a kind of row, in order."""
    return tuple(field.name for field in fields(kind) if not field.metadata.get("beside"))


def cell(value: object) -> str:
    """A value as its cell: `true`/`false`, times in UTC with Z, nothing for what is missing.

    A time without a zone is taken to be in UTC already.
    """
    # Numbers are most of what is asked for here; a truth value is of another class.
    if value.__class__ is int or isinstance(value, str):
        return str(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return utc(value)
    return str(value)


def utc(moment: datetime) -> str:
    """A moment as ISO 8601 to the second in UTC, such as 2026-04-11T09:30:00Z."""
    if moment.tzinfo is not UTC and moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return f"{moment.isoformat(timespec='seconds')[:LENGTH_TO_SECONDS]}Z"


def table(kind: type[Any], rows: Iterable[Any]) -> Iterator[Sequence[str]]:
    """The header of a kind of row, then the cells of each row."""
    names = columns(kind)
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
    yield names
    for row in rows:
        # Most cells are text, which is its own cell.
        yield [value if value.__class__ is str else cell(value) for value in values(row)]
