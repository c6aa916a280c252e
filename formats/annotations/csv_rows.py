"""Delimited text on its way in: row by row, with the line that each begins on, whoever saved it.

UTF-8 with or without BOM, and UTF-16 with one (what a spreadsheet calls Unicode text); comma,
semicolon or tab; LF, CRLF or CR. No row is held that is longer than a row can be.
"""

import csv
import struct
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from io import BufferedReader, RawIOBase, TextIOWrapper
from typing import BinaryIO, cast
from zipfile import BadZipFile

from formats.annotations.errors import FormatError

ROW_LIMIT = 24 * 1024 * 1024
"""Characters: the whole text of an article stands in a row, and 20 MB are the most it has."""
# What reading on in a file, or in a member of an archive, may raise.
UNREADABLE = (OSError, EOFError, BadZipFile, zlib.error, struct.error, ValueError, RuntimeError)

_DELIMITERS = ",;\t"
_HINT = "sep="
Line = tuple[int, list[str]]


def csv_rows(file: BinaryIO, delimiter: str = "") -> Iterator[Line]:
    """Every row that is not blank, the header first, with the line on which it begins (from 1).

    Without a delimiter the header tells it. FormatError where the file cannot be read on.
    """
    lines = _Lines(file)
    first = next(lines, None)
    if first is None:
        return
    if first.startswith(_HINT) and len(first.rstrip("\r\n")) == len(_HINT) + 1:
        delimiter = delimiter or first[len(_HINT)]
    else:
        lines.put_back(first)
        delimiter = delimiter or _delimiter(first)
    # The limit is the whole process's: it is only ever raised.
    csv.field_size_limit(max(csv.field_size_limit(), ROW_LIMIT))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        began = lines.number + 1
        lines.begin_row()
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FormatError("quoting", lines.number, began=began) from error
        if any(row):
            yield began, row


def header_of(head: bytes) -> list[str]:
    """The names of the columns, as they are compared, from the first bytes of a file."""
    return names_of(head_cells(head))


def head_cells(head: bytes) -> list[str]:
    """The cells of the header, as the first bytes of a file tell them; none where they do not."""
    text = head.decode(encoding_of(head), errors="ignore").lstrip("\ufeff")
    lines = text.splitlines()
    if lines and lines[0].startswith(_HINT):
        lines = lines[1:]
    if not lines:
        return []
    try:
        return next(csv.reader(lines[:1], delimiter=_delimiter(lines[0]), strict=True), [])
    except csv.Error:
        return []


def names_of(header: Sequence[str]) -> list[str]:
    """Names of columns as they are compared: without blanks around them, in lower case."""
    return [name.strip().lower() for name in header]


def encoding_of(head: bytes) -> str:
    """UTF-16 where a byte order mark says so, else UTF-8."""
    is_utf16 = head.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    return "utf-16" if is_utf16 else "utf-8-sig" if head.startswith(BOM_UTF8) else "utf-8"


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


class _Lines:
    """The physical lines of a file, counted; none, and no row of them, is longer than a row may be."""

    def __init__(self, file: BinaryIO) -> None:
        self.number = 0
        self._of_row = 0
        self._waiting: str | None = None
        # What is no file of the system's is buffered too: it need not be one that can go back.
        buffered = (
            file if isinstance(file, BufferedReader) else BufferedReader(cast(RawIOBase, file))
        )
        try:
            encoding = encoding_of(buffered.peek(len(BOM_UTF8)))
        except UNREADABLE as error:
            raise FormatError("damaged", 1) from error
        # Line ends stay as they are: those inside a quoted cell belong to it.
        self._text = TextIOWrapper(buffered, encoding, newline="")

    def begin_row(self) -> None:
        self._of_row = 0

    def put_back(self, line: str) -> None:
        self._waiting = line
        self.number -= 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, self._waiting = self._waiting, None
        line = self._read() if line is None else line
        if not line:
            raise StopIteration
        self.number += 1
        self._of_row += len(line)
        if self._of_row > ROW_LIMIT:
            raise FormatError("row_too_long", self.number, limit=ROW_LIMIT >> 20)
        return line

    def _read(self) -> str:
        try:
            return self._text.readline(ROW_LIMIT + 1)
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode(error.encoding, "ignore").count("\n")
            line = self.number + before + 1
            raise FormatError("not_utf8", line, at=line) from error
        except UNREADABLE as error:
            raise FormatError("damaged", self.number + 1) from error
