"""Lines of cells made a table: whether the first one is a header, and what the columns are called."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain
from typing import TypeVar

from formats.articles.collections.collected import Found, Refused, Wanted, refused
from formats.articles.collections.column_names import is_known
from formats.articles.collections.columns import settle
from formats.articles.collections.moments import is_month_first, moment
from formats.articles.collections.rows import Reading, Row, Table, article_of
from formats.articles.errors import ArticleError

Item = TypeVar("Item")

Line = tuple[int, Sequence[str]]
"""Where a row begins, and its cells."""

MOST_COLUMNS = 1_000
_SAMPLED_ROWS = 50
_SAMPLED_CHARACTERS = 1_000_000
_LONGEST_NAME = 60


def read_tables(tables: Iterable[Table], source: str, wanted: Wanted) -> Found:
    """The articles of each table; a table without a column of texts is refused by its path."""
    for table in tables:
        try:
            reading = reading_of(table, source, wanted)
        except ArticleError as error:
            yield Refused(str(error), table.path)
            continue
        for row in table.rows:
            yield row if isinstance(row, Refused) else article_of(row, reading)


def reading_of(table: Table, source: str, wanted: Wanted) -> Reading:
    """How the table's rows are read. Raises ArticleError where no column is the text."""
    columns = settle(table, wanted.columns)
    dates = (row.cells.get(columns.get("published_at", ""), "") for row in table.sample)
    return Reading(table, source, columns, is_month_first(dates))


def table_of_lines(
    lines: Iterator[Line | Refused],
    wanted: Wanted,
    *,
    path: str = "",
    encoding: str = "",
    guessed: bool = False,
) -> Table | None:
    """The table that lines of cells make; None where there is none with anything in it.

    Raises ArticleError for more columns than any table of articles has.
    """
    filled = (line for line in lines if isinstance(line, Refused) or any(map(str.strip, line[1])))
    ahead, rest = sample_of(
        filled, lambda line: sum(map(len, line[1])) if isinstance(line, tuple) else 0
    )
    first = [line for line in ahead if isinstance(line, tuple)]
    if not first:
        return None
    has_header = is_header([cells for _, cells in first], wanted.columns.values())
    columns = _columns([cells for _, cells in first], has_header)
    if has_header:
        ahead.remove(first.pop(0))
    rows = (_row(line, columns, path) for line in chain(ahead, rest))
    sample = (_row(line, columns, path) for line in first)
    return Table(
        columns,
        tuple(row for row in sample if isinstance(row, Row)),
        rows,
        has_header,
        path,
        encoding,
        guessed,
    )


def sample_of(
    items: Iterator[Item], size: Callable[[Item], int]
) -> tuple[list[Item], Iterator[Item]]:
    """The first items, as many as tell enough about the rest, and the rest."""
    ahead: list[Item] = []
    characters = 0
    for item in items:
        ahead.append(item)
        characters += size(item)
        if len(ahead) >= _SAMPLED_ROWS or characters >= _SAMPLED_CHARACTERS:
            break
    return ahead, items


def is_header(lines: Sequence[Sequence[str]], named: Collection[str] = ()) -> bool:
    """Whether the first line names the columns below it; `named` are names a person gave."""
    first = [cell.strip() for cell in lines[0]]
    filled = [cell for cell in first if cell]
    if any(name and not name.isdecimal() and name in first for name in named):
        return True
    if any(len(cell) > _LONGEST_NAME or not _may_name(cell) for cell in filled):
        return False
    if any(map(is_known, filled)):
        return True
    if len(lines) < 2 or len(set(filled)) < len(filled) or len(filled) < 2:
        return False
    # Names are short, and below them stands something else: texts, dates, addresses, numbers.
    below = [cell.strip() for cells in lines[1:] for cell in cells]
    longest = max(map(len, below), default=0)
    return longest > 4 * _LONGEST_NAME or any(not _may_name(cell) for cell in below if cell)


def _may_name(cell: str) -> bool:
    """Whether it is neither a number nor a date nor an address, nor several lines."""
    return (
        any(map(str.isalpha, cell))
        and "://" not in cell
        and "\n" not in cell
        and cell[-1] not in ".!?"
        and not moment(cell)
    )


def _columns(lines: Sequence[Sequence[str]], has_header: bool) -> tuple[str, ...]:
    width = max(map(len, lines))
    if has_header:
        width = len(lines[0])
        while width > 1 and not lines[0][width - 1].strip():
            width -= 1
    if width > MOST_COLUMNS:
        raise ArticleError("columns_many", limit=MOST_COLUMNS)
    names: list[str] = []
    for number in range(1, width + 1):
        name = " ".join(lines[0][number - 1].split()).strip("\ufeff") if has_header else ""
        name = name or str(number)
        names.append(name if name not in names else f"{name} ({number})")
    return tuple(names)


def _row(line: Line | Refused, columns: Sequence[str], path: str) -> Row | Refused:
    if isinstance(line, Refused):
        return line
    number, cells = line
    if any(cell.strip() for cell in cells[len(columns) :]):
        return refused("row_wide", path, number, has=len(cells), columns=len(columns))
    return Row(number, dict(zip(columns, cells, strict=False)))
