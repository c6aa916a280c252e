"""A bundle's tables as typed rows, and tables that go in step with one another."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from formats.annotations.bundle_files import BundleFiles
from formats.annotations.cells import columns
from formats.annotations.csv_rows import csv_rows
from formats.annotations.errors import FormatError
from formats.annotations.labelled_rows import PassageRow
from formats.annotations.typed_cells import typed_rows

Row = TypeVar("Row")
Wrong = Callable[[str, int, str], None]
"""Hears of a row that cannot be taken: its table, its line, and why."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """What of a row of articles.csv is needed to import its text."""

    article_id: int
    revision: int
    text_sha256: str
    outlet: str
    title: str
    url: str
    byline: str
    published_at: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PassageOfText(PassageRow):
    """A row of annotations.csv with the text that it belongs to."""

    article_id: int
    revision: int


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What of a row of assignments.csv an import takes; older exports tell less than newer ones."""

    article_id: int
    reviewer: str
    status: str
    submitted_at: datetime | None
    submitted_revision: int | None


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Where a sentence stands."""

    article_id: int
    revision: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DeletedPassage:
    """A deleted annotation, of which only the text is asked."""

    article_id: int
    revision: int


class TableError(FormatError):
    """A table of a bundle that cannot be read (on); `why` is the sentence without its name."""

    def __init__(self, table: str, error: FormatError) -> None:
        self.table = table
        self.why = str(error)
        super().__init__("in_table", error.line, table=table, why=self.why)


def table_rows(
    files: BundleFiles,
    name: str,
    kind: type[Row],
    wrong: Wrong,
    needed: Collection[str] | None = None,
) -> Iterator[tuple[int, Row]]:
    """The rows of a table with their lines, in the order in which they stand there.

    All columns are needed unless some are named. FormatError, naming the table, where it is not
    there or cannot be read on.
    """
    try:
        with closing(files.open(f"{name}.csv")) as file:
            wanted = columns(kind) if needed is None else needed
            yield from typed_rows(
                csv_rows(file, ","), kind, wanted, lambda line, why: wrong(name, line, why)
            )
    except FormatError as error:
        if error.word == "table_missing":
            raise
        raise TableError(f"{name}.csv", error) from error


class InStep(Generic[Row]):
    """The rows of a table whose texts come in the order in which they are asked for."""

    def __init__(self, name: str, rows: Iterator[tuple[int, Row]], wrong: Wrong) -> None:
        self._name = name
        self._rows = rows
        self._wrong = wrong
        self._next = next(rows, None)

    def take(self, *place: int) -> Iterator[tuple[int, Row]]:
        """The rows at this place; those that should have come before it are wrong."""
        while self._next is not None:
            line, row = self._next
            here = _place(row, len(place))
            if here > place:
                return
            self._next = next(self._rows, None)
            if here == place:
                yield line, row
            else:
                self._wrong(self._name, line, str(FormatError("row_homeless")))

    def rest(self) -> None:
        """Rows that nothing asked for are wrong."""
        while self._next is not None:
            self._wrong(self._name, self._next[0], str(FormatError("row_homeless")))
            self._next = next(self._rows, None)


def _place(row: Any, length: int) -> tuple[int, ...]:
    return (row.article_id, row.revision)[:length] if length > 1 else (row.article_id,)
