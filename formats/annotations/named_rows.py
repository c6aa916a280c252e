"""The rows of a CSV file of another tool by the names of their columns, each with its line."""

import csv
from collections.abc import Iterator
from typing import Any

from formats.annotations.errors import Fault, FormatError, fault
from formats.source import Source

LONGEST_LINE = 16 * 1024 * 1024
"""The most bytes of one line, and characters of one cell."""

_MARK = "\ufeff"

Row = dict[str, str]


def column_names(source: Source) -> tuple[str, ...]:
    """The first line's cells; nothing where it is no line of a CSV file."""
    first = source.head().partition(b"\n")[0].decode("utf-8", "ignore")
    try:
        return tuple(next(csv.reader([first.lstrip(_MARK)], strict=True), ()))
    except csv.Error:
        return ()


def named_rows(source: Source) -> Iterator[tuple[int, Row | Fault]]:
    """Each row after the header with the line it begins on; a row of another width is a fault.

    Raises FormatError for what is not UTF-8 and for quotes that never end.
    """
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    reader = csv.reader(_lines(source), strict=True)
    names: list[str] | None = None
    begins = 1
    for cells in _guarded(reader):
        if names is None:
            names = cells
        elif len(cells) == len(names):
            yield begins, dict(zip(names, cells, strict=True))
        elif cells:
            yield begins, fault("row_width", begins, n=len(cells), wanted=len(names))
        begins = reader.line_num + 1


def _guarded(reader: Any) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error:
        raise FormatError("csv_quotes", reader.line_num) from None


def _lines(source: Source) -> Iterator[str]:
    number = 0
    with source.open() as file:
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise FormatError("too_large", number, limit=LONGEST_LINE // 1024 // 1024)
            try:
                text = line.decode("utf-8")
            except UnicodeDecodeError:
                raise FormatError("encoding", number) from None
            yield text.lstrip(_MARK) if number == 1 else text
