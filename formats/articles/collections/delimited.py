"""CSV, TSV and their like: one article a row, whatever parts the cells.

The delimiter and the way quotes are written inside a cell are told from the content. Line ends
inside quotes are kept as they are. A row is named by the line of the file it begins on.
"""

import csv
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import TextIO

from formats.articles.collections.collected import Found, Refused, Wanted, refused
from formats.articles.collections.column_names import FIELDS, name_rank, weak_text_rank
from formats.articles.collections.delimiters import DELIMITERS, Dialect, find_dialect
from formats.articles.collections.rows import LONGEST_ROW, Table
from formats.articles.collections.tabular import Line, read_tables, table_of_lines
from formats.articles.collections.text_stream import find_encoding, head_text, open_text
from formats.articles.errors import ArticleError
from formats.articles.html import begins_as_page
from formats.source import HEAD, Source

NAME = "csv"
SUFFIXES = (".csv", ".tsv", ".tab", ".psv")

_SAMPLE = 512 * 1024


def recognises(source: Source) -> bool:
    """A table whose header names a text and something else; any text but a web page in a file named as a table."""
    sample = head_text(source)
    if not sample.strip() or begins_as_page(sample):
        return False
    if PurePath(source.name).suffix.lower() in SUFFIXES:
        return True
    csv.field_size_limit(LONGEST_ROW)
    is_whole = source.size <= HEAD
    found = find_dialect(sample, is_whole=is_whole)
    if found is None or (is_whole and len(found[1]) < 2):
        return False
    return _names_a_text(found[1][0])


def read(source: Source, wanted: Wanted) -> Found:
    """One article a row."""
    yield from read_tables(tables(source, wanted), source.name, wanted)


def tables(source: Source, wanted: Wanted) -> Iterator[Table]:
    """The file's one table. Raises ArticleError where it is no text, or an empty one."""
    # The library's own limit is below the length of a long article, and one for all threads.
    csv.field_size_limit(LONGEST_ROW)
    encoding = find_encoding(source, chosen=wanted.encoding)
    with open_text(source, encoding) as text:
        sample = text.read(_SAMPLE)
    found = find_dialect(sample, is_whole=len(sample) < _SAMPLE)
    dialect = found[0] if found else Dialect(_only_delimiter(sample))
    with open_text(source, encoding) as text:
        lines = _lines(text, dialect)
        table = table_of_lines(lines, wanted, encoding=encoding.shown, guessed=encoding.guessed)
        if table is None:
            raise ArticleError("empty")
        yield table


def _names_a_text(header: Sequence[str]) -> bool:
    texts = [
        name
        for name in header
        if name_rank("text", name) is not None or weak_text_rank(name) is not None
    ]
    others = [
        name
        for name in header
        if any(name_rank(field, name) is not None for field in FIELDS if field != "text")
    ]
    return bool(texts) and len({*texts, *others}) > 1 and bool(others)


def _only_delimiter(sample: str) -> str:
    """The delimiter of rows of unlike lengths, by the first one; a mark no text has for one column."""
    first = sample.lstrip("\ufeff\r\n").partition("\n")[0]
    likeliest = max(DELIMITERS, key=first.count)
    return likeliest if likeliest in first else "\x1f"


class _TooLongError(Exception):
    """A row has more characters than any article."""


class _Watched:
    """The lines of a file for the library that parses rows out of them.

    `line` is the number of the last one handed out; `is_over` whether the end was met inside the
    row that is being read: then a quote was opened in it and never closed.
    """

    def __init__(self, text: TextIO) -> None:
        self.line = 0
        self.is_over = False
        self._text = text
        self._characters = 0

    def begin_row(self) -> int:
        """The number of the line that the next row begins on."""
        self.is_over = False
        self._characters = 0
        return self.line + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW + 1)
        self._characters += len(line)
        if self._characters > LONGEST_ROW:
            raise _TooLongError
        if not line:
            self.is_over = True
            raise StopIteration
        self.line += 1
        return line


def _lines(text: TextIO, dialect: Dialect) -> Iterator[Line | Refused]:
    """Rows of cells with the lines they begin on; what cannot be parsed ends the file."""
    watched = _Watched(text)
    if dialect.is_told:
        next(watched)
    reader = dialect.reader(watched)
    while True:
        begins = watched.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _TooLongError:
            yield refused("row_long", line=begins, limit=LONGEST_ROW // 1024 // 1024)
            return
        except csv.Error:
            yield refused("row_broken", line=begins)
            return
        if watched.is_over:
            yield refused("row_quote", line=begins)
            return
        yield begins, cells
