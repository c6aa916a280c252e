"""Excel workbooks (XLSX): one article a row, on every sheet that is not hidden.

A formula gives the value it was last stored with, a date is a date, and a row is named by its
number on the sheet. Cells are read as a stream, one row in memory.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from typing import Any

from formats.archive import Archive, RefusedMember, document_parts, open_archive
from formats.archive_bounds import ArchiveError
from formats.articles.collections.collected import Found, Refused, Wanted, refused
from formats.articles.collections.rows import LONGEST_ROW, Table
from formats.articles.collections.tabular import Line, read_tables, table_of_lines
from formats.articles.collections.workbook_parts import (
    Book,
    Sheet,
    part,
    read_book,
    string_of,
    unescaped,
)
from formats.articles.collections.xml_stream import child, elements, local_name
from formats.articles.errors import ArticleError
from formats.source import Source

NAME = "xlsx"
SUFFIXES = (".xlsx", ".xlsm")

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS = 16_384


def recognises(source: Source) -> bool:
    """A document in the ZIP packing whose parts are a workbook's."""
    return any(name.startswith("xl/") and name.endswith(".xml") for name in document_parts(source))


def read(source: Source, wanted: Wanted) -> Found:
    """One article a row, sheet by sheet."""
    yield from read_tables(tables(source, wanted), source.name, wanted)


def tables(source: Source, wanted: Wanted) -> Iterator[Table]:
    """A table a sheet that has anything in it. Raises ArticleError and ArchiveError."""
    with open_archive(source, is_document=True) as archive:
        _refuse_bombs(archive)
        book = read_book(archive)
        with closing(book.strings):
            shown = [sheet for sheet in book.sheets if not sheet.is_hidden]
            filled = 0
            for sheet in shown:
                path = sheet.name if len(shown) > 1 else ""
                table = table_of_lines(
                    _lines(archive, book, sheet, path), wanted, is_loose=True, path=path
                )
                if table is not None:
                    filled += 1
                    yield table
            if not filled:
                raise ArticleError("empty")


def _refuse_bombs(archive: Archive) -> None:
    for member in archive:
        if isinstance(member, RefusedMember) and member.code not in {"outside", "twice"}:
            raise ArchiveError(member.code)


def _lines(archive: Archive, book: Book, sheet: Sheet, path: str) -> Iterator[Line | Refused]:
    """The sheet's rows; where it breaks off, those before are read."""
    row = 0
    try:
        with part(archive, sheet.path).open() as file:
            for element in elements(file, "row", "sheetData"):
                if local_name(element) == "sheetData":
                    return
                stated = element.get("r", "")
                row = int(stated) if stated.isdecimal() and len(stated) < 8 else row + 1
                yield _line(element, row, book, path)
    except (ArticleError, ArchiveError) as error:
        yield Refused(str(error), path, row + 1 if row else None)


def _line(element: Any, row: int, book: Book, path: str) -> Line | Refused:
    try:
        cells = _cells(element, book)
    except (ValueError, LookupError, OverflowError):
        return refused("row_broken", path, row)
    if sum(map(len, cells)) > LONGEST_ROW:
        return refused("row_long", path, row, limit=LONGEST_ROW // 1024 // 1024)
    return row, cells


def _cells(row: Any, book: Book) -> list[str]:
    found: dict[int, str] = {}
    column = 0
    for cell in row:
        if local_name(cell) != "c":
            continue
        match = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(match[1]) if match else column + 1
        if column > _MOST_COLUMNS:
            raise ValueError(column)
        if value := _value(cell, book):
            found[column] = value
    return [found.get(number, "") for number in range(1, max(found, default=0) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _value(cell: Any, book: Book) -> str:
    """A cell as text; blank for an error such as #N/A."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return "" if inline is None else string_of(inline)
    value = child(cell, "v")
    stored = (value.text or "") if value is not None else ""
    if not stored or kind == "e":
        return ""
    if kind == "s":
        return book.strings[int(stored)]
    if kind == "b":
        return "TRUE" if stored == "1" else "FALSE"
    if kind == "n":
        style = cell.get("s", "0")
        is_date = style.isdecimal() and int(style[:9]) in book.date_styles
        return _date(float(stored), book) if is_date else _number(float(stored))
    return unescaped(stored)


def _date(days: float, book: Book) -> str:
    from openpyxl.utils.datetime import from_excel  # noqa: PLC0415 (slow to load)

    moment = from_excel(days, book.epoch)
    return moment.isoformat() if isinstance(moment, datetime | date) else str(moment)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
