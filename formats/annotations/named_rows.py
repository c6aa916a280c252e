"""The rows of a CSV file of another tool by the names of their columns, each with its line."""

from collections.abc import Iterator
from contextlib import closing

from formats.annotations.csv_rows import csv_rows, head_cells
from formats.annotations.errors import Fault, fault
from formats.source import Source

Row = dict[str, str]


def column_names(source: Source) -> tuple[str, ...]:
    """The names of the columns as they are written; none where it is no CSV file."""
    return tuple(head_cells(source.head()))


def named_rows(source: Source) -> Iterator[tuple[int, Row | Fault]]:
    """Each row after the header with the line it begins on; a row of another width is a fault.

    Raises FormatError where the file cannot be read on.
    """
    with closing(source.open()) as file:
        rows = csv_rows(file)
        _, names = next(rows, (1, []))
        for line, cells in rows:
            if len(cells) == len(names):
                yield line, dict(zip(names, cells, strict=True))
            else:
                yield line, fault("row_width", line, n=len(cells), wanted=len(names))
