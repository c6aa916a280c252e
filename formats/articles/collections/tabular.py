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
        if not table.columns:
            yield from (row for row in table.rows if isinstance(row, Refused))
            continue
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
    is_loose: bool = False,
    path: str = "",
    encoding: str = "",
    guessed: bool = False,
) -> Table | None:
    """The table that lines of cells make; None where there is none with anything in it.

    Where a table `is_loose`, cells beside the named columns are cells; else they are the halves
    of one that was cut. Raises ArticleError for more columns than any table of articles has.
    """
    filled = (line for line in lines if isinstance(line, Refused) or any(map(str.strip, line[1])))
    ahead, rest = sample_of(
        filled, lambda line: sum(map(len, line[1])) if isinstance(line, tuple) else 0
    )
    first = [line for line in ahead if isinstance(line, tuple)]
    if not first:
        refusals = [line for line in ahead if isinstance(line, Refused)]
        return Table((), (), iter(refusals), path=path) if refusals else None
    has_header = is_header([cells for _, cells in first], wanted.columns.values())
    columns = _columns([cells for _, cells in first], has_header, is_loose)
    if has_header:
        ahead.remove(first.pop(0))
    rows = (_row(line, columns, path, is_loose) for line in chain(ahead, rest))
    sample = (_row(line, columns, path, is_loose) for line in first)
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


def _columns(lines: Sequence[Sequence[str]], has_header: bool, is_loose: bool) -> tuple[str, ...]:
    """The columns' names; a column without one is called by its number."""
    header = [" ".join(cell.split()).strip("\ufeff") for cell in lines[0]] if has_header else []
    while header and not header[-1]:
        header.pop()
    width = max(map(len, lines)) if is_loose or not has_header else len(header)
    if width > MOST_COLUMNS and not is_loose:
        raise ArticleError("columns_many", limit=MOST_COLUMNS)
    names: dict[str, None] = {}
    for number in range(1, min(width, MOST_COLUMNS) + 1):
        name = (header[number - 1] if number <= len(header) else "") or str(number)
        while name in names:
            name = f"{name} ({number})"
        names[name] = None
    return tuple(names)


def _row(line: Line | Refused, columns: Sequence[str], path: str, is_loose: bool) -> Row | Refused:
    if isinstance(line, Refused):
        return line
    number, cells = line
    if not is_loose and any(cell.strip() for cell in cells[len(columns) :]):
        return refused("row_wide", path, number, has=len(cells), columns=len(columns))
    return Row(number, dict(zip(columns, cells, strict=False)))
