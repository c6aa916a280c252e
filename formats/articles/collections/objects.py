"""Rows that bring the names of their own cells, as JSON objects do, made a table."""

from collections.abc import Iterator
from itertools import chain

from formats.articles.collections.collected import Refused
from formats.articles.collections.rows import Row, Table
from formats.articles.collections.tabular import MOST_COLUMNS, sample_of
from formats.articles.collections.text_stream import Encoding
from formats.articles.errors import ArticleError


def table_of_rows(rows: Iterator[Row | Refused], encoding: Encoding) -> Table:
    """The table whose columns are the cells of its first rows, in the order they come in.

    Raises ArticleError where there is no row, or where the first ones hold no cell.
    """
    ahead, rest = sample_of(rows, _size)
    sample = tuple(row for row in ahead if isinstance(row, Row))
    columns = tuple(dict.fromkeys(name for row in sample for name in row.cells))
    if not columns and not any(isinstance(row, Refused) for row in ahead):
        raise ArticleError("empty")
    if len(columns) > MOST_COLUMNS * 10:
        raise ArticleError("columns_many", limit=MOST_COLUMNS)
    return Table(
        columns,
        sample,
        chain(ahead, rest),
        encoding=encoding.shown,
        guessed=encoding.guessed,
    )


def _size(row: Row | Refused) -> int:
    return sum(map(len, row.cells.values())) if isinstance(row, Row) else 0
