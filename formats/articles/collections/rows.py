"""A table of any kind as rows of named cells, and an article out of each row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from formats.articles.collections.collected import Collected, Refused, refused
from formats.articles.collections.column_names import is_html_name
from formats.articles.collections.completing import completed, one_line
from formats.articles.collections.markup import markup_text
from formats.articles.collections.moments import moment
from formats.articles.draft import ImportedArticle
from formats.articles.errors import ArticleError
from formats.articles.language import declared_language

LONGEST_ROW = 20 * 1024 * 1024
"""The most characters one row may have, as `decode` allows one article."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by the names of their columns, and the line it begins on.

    `textless` are the columns that hold something here which is no text.
    """

    line: int | None
    cells: Mapping[str, str]
    textless: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as they come, and the first of them as a sample; nothing is read beyond that.

    `columns` are the names in their order; without a header they are the columns' numbers.
    `path` is where inside the file the table stands: a workbook's sheet.
    """

    columns: tuple[str, ...]
    sample: tuple[Row, ...]
    rows: Iterator[Row | Refused]
    has_header: bool = True
    path: str = ""
    encoding: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of the file `source` are read: which field is in which column.

    `month_first` is how a date such as 05/06/2026 is meant, None where nothing tells.
    """

    table: Table
    source: str
    columns: Mapping[str, str]
    month_first: bool | None = None


def article_of(row: Row, reading: Reading) -> Collected | Refused:
    """The article that a row holds, or why it holds none; both say the row's line."""
    path = reading.table.path
    cells = {field: row.cells.get(name, "") for field, name in reading.columns.items()}
    for field, cell in cells.items():
        if not is_storable(cell):
            return refused("character", path, row.line, column=reading.columns[field])
    try:
        text = _text(cells["text"], reading.columns["text"])
    except ArticleError as error:
        return Refused(str(error), path, row.line)
    if not text.strip("\ufeff \t\r\n").strip():
        return refused("row_empty", path, row.line, column=reading.columns["text"])
    article = _article(text, cells, reading)
    unread = {
        field: cells[field]
        for field in ("published_at", "language")
        if cells.get(field, "").strip() and article.found.get(field) != "column"
    }
    return Collected(article, path, row.line, unread, _left(row, reading))


def _left(row: Row, reading: Reading) -> tuple[str, ...]:
    """The columns with something in this row that is no detail of an article."""
    taken = set(reading.columns.values())
    named = (name for name, cell in row.cells.items() if name not in taken and cell.strip())
    return (*named, *row.textless)


def is_storable(text: str) -> bool:
    """Whether there is neither a NUL nor half of a surrogate pair in it."""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _text(cell: str, column: str) -> str:
    return markup_text(cell) if is_html_name(column) else cell


def _article(text: str, cells: Mapping[str, str], reading: Reading) -> ImportedArticle:
    details = {name: one_line(cells.get(name, "")) for name in ("title", "outlet", "byline", "url")}
    details["published_at"] = moment(cells.get("published_at", ""), month_first=reading.month_first)
    details["language"] = declared_language(cells.get("language", ""))
    return completed(
        text,
        details,
        "column",
        source=reading.source,
        encoding=reading.table.encoding,
        guessed=reading.table.guessed,
    )
