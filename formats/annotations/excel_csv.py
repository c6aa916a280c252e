"""The labelled CSV for spreadsheets: nothing in it can run as a formula or overflow a cell."""

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence

from formats.annotations.cells import cell, table
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.rows import AnnotationRow

NAME = "csv-excel"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
CARRIES_NOT = ("texts", "untagged_articles", "evidence_details", "codebook", "exact_cells")

MAX_UTF16_UNITS = 32_767
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIRST_ASTRAL = "\U00010000"


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8 with BOM, rows ending in CRLF, delimited by `options.delimiter`."""
    yield BOM_UTF8
    rows = _for_spreadsheets(table(AnnotationRow, dataset.annotations()))
    yield from delimited(rows, delimiter=options.delimiter, line_end="\r\n")


def _for_spreadsheets(rows: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    cells = iter(rows)
    yield [*next(cells), "truncated"]
    for row in cells:
        guarded = [guard(value) for value in row]
        cut = [cut_cell(value) for value in guarded]
        yield [*cut, cell(cut != guarded)]


def guard(value: str) -> str:
    """The cell with an apostrophe before a leading character that could start a formula."""
    return f"'{value}" if value.startswith(STARTS_FORMULA) else value


def cut_cell(value: str) -> str:
    """The longest beginning of the cell that a spreadsheet holds: 32,767 UTF-16 units.

    A character outside the basic plane counts as two units and is kept whole or left out.
    """
    if len(value) * 2 <= MAX_UTF16_UNITS or _utf16_units(value) <= MAX_UTF16_UNITS:
        return value
    encoded = value.encode("utf-16-le")[: MAX_UTF16_UNITS * 2]
    return encoded.decode("utf-16-le", errors="ignore")


def _utf16_units(value: str) -> int:
    return len(value) + sum(character >= _FIRST_ASTRAL for character in value)
