"""The labelled CSV for spreadsheets: nothing in it can run as a formula or overflow a cell.

Offsets are code points over the stored text. Reading takes the apostrophes away again; a row whose
quote was cut is refused. It cannot carry what the labelled CSV cannot, nor every cell exactly.
"""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import ne
from typing import Any

from formats.annotations.cells import cell, table
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle
from formats.annotations.labelled_rows import PassageRow, labelled_columns, read_labelled
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import AnnotationRow
from formats.source import Source

NAME = "csv-excel"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
SUFFIXES = (".csv", ".tsv", ".txt")
OFFSETS = "code points"
CARRIES_NOT = (
    "texts",
    "untagged_articles",
    "evidence_details",
    "codebook",
    "exact_cells",
    *BESIDE_PASSAGES,
    "others_seen",
)

MAX_UTF16_UNITS = 32_767
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIRST_ASTRAL = "\U00010000"
_GUARDED = (
    "outlet", "title", "byline", "language", "prefix", "suffix", "tag", "note", "reviewer",
)  # fmt: skip


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8 with BOM, rows ending in CRLF, delimited by `options.delimiter`."""
    yield BOM_UTF8
    rows = _for_spreadsheets(table(AnnotationRow, dataset.annotations()), options.lost)
    yield from delimited(rows, delimiter=options.delimiter, line_end="\r\n")


def _for_spreadsheets(rows: Iterable[Sequence[str]], lost: Counter[str]) -> Iterator[Sequence[str]]:
    cells = iter(rows)
    yield [*next(cells), "truncated"]
    for row in cells:
        guarded = [guard(value) for value in row]
        cut = [cut_cell(value) for value in guarded]
        if cut != row:
            lost["exact_cells"] += sum(map(ne, cut, row))
        yield [*cut, cell(cut != guarded)]


def recognises(source: Source) -> bool:
    """Whether its columns are those of the labelled CSV with the one that tells of cut cells."""
    return "truncated" in labelled_columns(source)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """Its articles, without texts; FormatError where it is no such table or breaks off."""
    return read_labelled(source, _unguarded)


def _unguarded(row: PassageRow, dropped: Counter[str]) -> PassageRow:
    length = row.end - row.start
    # The span tells whether an apostrophe at the front of the quote is its own.
    quote = row.quote if len(row.quote) == length else unguard(row.quote)
    if row.truncated and len(quote) < length:
        raise FormatError("quote_cut")
    # Not the quote, then: the one other text that can be as long.
    dropped["dropped_cut_cells"] += row.truncated
    plain: dict[str, Any] = {name: unguard(getattr(row, name)) for name in _GUARDED}
    return replace(row, quote=quote, **plain)


def unguard(value: str) -> str:
    """The cell without the apostrophe that `guard` put before it."""
    return value[1:] if value.startswith("'") and value[1:].startswith(STARTS_FORMULA) else value


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
