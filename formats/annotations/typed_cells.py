"""Cells on their way in, as the values of a row: `cells` the other way round, and with refusals."""

import json
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import partial
from types import UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

from formats.annotations.csv_rows import Line, names_of
from formats.annotations.errors import FormatError
from words import say

Row = TypeVar("Row")
Convert = Callable[[str], object]

# What a database keeps as an integer.
_LARGEST = 2**31 - 1
_WHOLE = re.compile(r"(-?[0-9]{1,10})(?:\.0+)?")
# Spreadsheets write the truth in the language they are set to.
_TRUE = {"true", "wahr", "vrai", "vero", "verdadero", "verdadeiro", "waar", "prawda", "1"}
_FALSE = {"false", "falsch", "faux", "falso", "onwaar", "fałsz", "0", ""}


class Cells(Generic[Row]):
    """What turns the cells under one header into rows of one kind.

    Columns stand in any order. `needed` ones must be there (FormatError names those that are not),
    all others have their blank value where they are missing; `unknown` are the columns that no row
    has a place for.
    """

    def __init__(self, kind: type[Row], header: Sequence[str], needed: Collection[str]) -> None:
        names = names_of(header)
        own = {field.name for field in fields(kind)}  # type: ignore[arg-type]
        missing = [name for name in needed if name not in names]
        if missing:
            raise FormatError("columns_missing", 1, names=", ".join(missing))
        twice = next((name for name in names if name in own and names.count(name) > 1), None)
        if twice:
            raise FormatError("column_twice", 1, name=twice)
        hints = get_type_hints(kind)
        self.unknown = [name for name in names if name and name not in own]
        self._kind = kind
        self._width = len(names)
        self._plan = [
            (names.index(name) if name in names else -1, _convert(name, hints[name]))
            for name in (field.name for field in fields(kind))  # type: ignore[arg-type]
        ]

    def row(self, line: int, cells: Sequence[str]) -> Row:
        """The row; FormatError, with the line, names the first cell that cannot be what it must."""
        given = len(cells)
        if given > self._width and any(cells[self._width :]):
            raise FormatError("row_too_wide", line, n=given, wanted=self._width)
        if any("\x00" in cell for cell in cells):
            raise FormatError("cell_nul", line)
        try:
            return self._kind(
                *[
                    convert(cells[place] if 0 <= place < given else "")
                    if convert
                    # Text is by far the most, and is what it is.
                    else (cells[place] if 0 <= place < given else "")
                    for place, convert in self._plan
                ]
            )
        except FormatError as error:
            error.line = line
            raise


def typed_rows(
    rows: Iterator[Line],
    kind: type[Row],
    needed: Collection[str],
    wrong: Callable[[int, str], None],
) -> Iterator[tuple[int, Row]]:
    """The rows under their header, each with its line; `wrong` hears of those that are none."""
    _, header = next(rows, (1, []))
    cells = Cells(kind, header, needed)
    for line, given in rows:
        try:
            row = cells.row(line, given)
        except FormatError as error:
            wrong(line, str(error))
        else:
            yield line, row


def whole(name: str, cell: str) -> int:
    """A whole number; FormatError for anything else."""
    found = _WHOLE.fullmatch(cell.strip())
    if found is None:
        raise _unlike(name, "whole") if cell.strip() else FormatError("field_missing", field=name)
    number = int(found[1])
    if abs(number) > _LARGEST:
        raise _unlike(name, "whole")
    return number


def truth(name: str, cell: str) -> bool:
    """`true` or `false`, in the words of several languages; blank is false."""
    told = cell.strip().lower()
    if told in _TRUE:
        return True
    if told in _FALSE:
        return False
    raise _unlike(name, "truth")


def moment(name: str, cell: str) -> datetime:
    """A moment; one without a zone is in UTC, as is one that only names its day."""
    try:
        found = datetime.fromisoformat(cell.strip())
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _unlike(name, "moment") from None


def day(name: str, cell: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(cell.strip())
    except ValueError:
        raise _unlike(name, "day") from None


def _json(name: str, kind: type[Any], inner: tuple[Any, ...], cell: str) -> object:
    try:
        found = json.loads(cell) if cell else kind()
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, kind) or not _holds(found, inner):
        raise _unlike(name, "json")
    return found


def _holds(found: Any, inner: tuple[Any, ...]) -> bool:
    """Whether a list's items, or an object's values, are of the type that they should be."""
    wanted = inner[-1]
    if wanted is Any:
        return True
    values = found.values() if isinstance(found, dict) else found
    if get_origin(wanted) is dict:
        return all(isinstance(one, dict) and _holds(one, get_args(wanted)) for one in values)
    return all(type(one) is wanted for one in values)


def _convert(name: str, hint: Any) -> Convert | None:
    if hint is str:
        return None
    if isinstance(hint, UnionType):
        kind = next(option for option in get_args(hint) if option is not type(None))
        convert = _convert(name, kind)
        return lambda cell: convert(cell) if convert and cell.strip() else None
    if get_origin(hint) in (list, dict):
        return partial(_json, name, get_origin(hint), get_args(hint))
    return partial(_CONVERTERS[hint], name)


_CONVERTERS: dict[Any, Callable[[str, str], object]] = {
    int: whole,
    bool: truth,
    datetime: moment,
    date: day,
}


def _unlike(name: str, wanted: str) -> FormatError:
    return FormatError("field_type", field=name, wanted=say(f"labelled.wanted_{wanted}"))
