"""XLSX for Excel, LibreOffice and Sheets: passages, articles, evidence, codebook and the method.

Writes only. Words are typed as text, so that nothing in a cell can run as a formula; a cell of more
than 32,767 UTF-16 units is cut and `truncated` says so (`exact_cells`). The cell of a tag is drawn
in the tag's light colours. Times are in UTC. The workbook waits in a temporary file.

Offsets count code points, half-open, from 0.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from formats.annotations.cells import columns, utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.excel_csv import cut_cell
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import AnnotationRow, ArticleRow, EvidenceRow, TagRow
from formats.annotations.sheet_cells import FIRST_TAG, TEXT, WRAPPED, Value
from formats.annotations.workbook import Column, Sheet, workbook
from looks.palette import SPARE_PALETTE, TAG_PALETTE
from words import say

NAME = "xlsx"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
OFFSETS = "code points"
CARRIES_NOT = (
    "exact_cells",
    "reading_states",
    *BESIDE_PASSAGES,
    "others_seen",
)

TAG_COLOURS = {
    name: (both.light.ink[1:], both.light.fill[1:])
    for name, both in (TAG_PALETTE | SPARE_PALETTE).items()
}
"""Ink and fill by the names that tags give their colours; another name is shown in grey."""

TRUNCATED = "truncated"
# What people look for first; the other columns of the labelled CSV follow in their order.
_FIRST = ("title", "tag", "quote", "note", "confidence", "evidence_urls", "reviewer", "is_gold")
PASSAGE_COLUMNS = tuple(dict.fromkeys((*_FIRST, *columns(AnnotationRow))))
_WRAPPED = {"quote", "note", "citation", "description", "examples", "counter_example", "boundary"}
_WIDTHS = {
    "title": 36, "quote": 60, "note": 36, "evidence_urls": 36, "url": 36, "citation": 36,
    "description": 48, "examples": 48, "counter_example": 48, "boundary": 48, "guidelines": 24,
    "text": 60, "annotation_id": 38, "text_sha256": 16, "created_at": 19, "updated_at": 19,
    "accessed_at": 19, "tag": 14, "reviewer": 16, "outlet": 20, "byline": 20, "project": 16,
}  # fmt: skip
_WIDTH = 12
_METHOD = ("rows", "offsets", "cells", "colours", "times", "readings")


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """The workbook, once everything was read; empty chunks before that."""
    yield from workbook(_sheets(dataset, options), list(TAG_COLOURS.values()), options.made_at)


def _sheets(dataset: Dataset, options: WriteOptions) -> Iterator[Sheet]:
    palettes = {row.tag: row.colour for row in dataset.codebook()}
    grey = list(TAG_COLOURS).index("grey")
    places = {name: at for at, name in enumerate(TAG_COLOURS)}

    def tag_format(tag: str) -> int:
        return FIRST_TAG + places.get(palettes.get(tag, ""), grey)

    tables: tuple[tuple[str, Sequence[str], Callable[[], Iterator[Any]]], ...] = (
        ("passages", PASSAGE_COLUMNS, dataset.annotations),
        ("articles", columns(ArticleRow), dataset.articles),
        ("evidence", columns(EvidenceRow), dataset.evidence),
        ("codebook", columns(TagRow), dataset.codebook),
    )
    for name, names, rows in tables:
        yield Sheet(
            say(f"spreadsheet.sheet_{name}"),
            [_column(one, tag_format) for one in (*names, TRUNCATED)],
            _rows(rows(), names, options.lost),
        )
    yield _method(dataset, options)


def _column(name: str, tag_format: Callable[[str], int]) -> Column:
    plain = WRAPPED if name in _WRAPPED else TEXT
    return Column(name, _WIDTHS.get(name, _WIDTH), tag_format if name == "tag" else lambda _: plain)


def _rows(
    rows: Iterable[Any], names: Sequence[str], lost: Counter[str]
) -> Iterator[Sequence[Value]]:
    for row in rows:
        values: list[Value] = []
        cut = 0
        for name in names:
            value = getattr(row, name)
            if isinstance(value, str):
                whole, value = value, cut_cell(value)
                cut += whole != value
            values.append(value)
        if cut:
            lost["exact_cells"] += cut
        yield [*values, bool(cut)]


def _method(dataset: Dataset, options: WriteOptions) -> Sheet:
    def rows() -> Iterator[Sequence[Value]]:
        yield say("spreadsheet.about_project"), cut_cell(dataset.project)
        yield say("spreadsheet.about_made"), utc(options.made_at)
        for name in _METHOD:
            yield say(f"spreadsheet.about_{name}"), say(f"spreadsheet.{name}")
        kinds = (AnnotationRow, ArticleRow, EvidenceRow, TagRow)
        for name in dict.fromkeys(name for kind in kinds for name in columns(kind)):
            yield name, say(f"exporting.column_{name}")
        yield TRUNCATED, say("spreadsheet.column_truncated")

    heads = (("about", 20), ("meaning", 100))
    head = [
        Column(say(f"spreadsheet.head_{name}"), width, lambda _: WRAPPED) for name, width in heads
    ]
    return Sheet(say("spreadsheet.sheet_method"), head, rows())
