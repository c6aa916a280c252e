"""Which column of a table is which field of an article: guessed, and as a person says it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from formats.articles.collections.collected import shown
from formats.articles.collections.column_names import FIELDS, name_rank, weak_text_rank
from formats.articles.collections.moments import moment
from formats.articles.collections.rows import Table
from formats.articles.errors import ArticleError
from formats.articles.language import declared_language

SAMPLES = 3
"""So many cells of a column are shown to a person."""

_SHOWN = 200
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LEAST_TEXT, _LEAST_UNNAMED_TEXT = 200, 120
"""Where no name tells, the longest column is the text from so many characters on, on average:
with a header that names it something else, and without one."""
_TITLE_LENGTHS = range(12, 250)
_MOST = 0.8
_LEAST_READABLE = 0.3


@dataclass(frozen=True, slots=True)
class Column:
    """A column as a person sees it: `field` is what it is taken for, blank for nothing of ours."""

    name: str
    number: int
    samples: tuple[str, ...]
    field: str = ""


def parse_columns(option: str) -> dict[str, str]:
    """`text=body,title=headline` as a mapping of field to column, by name or number.

    `url=` takes the field from every column. Raises ArticleError for what is no such list.
    """
    columns: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in option.split(","))):
        field, equals, column = part.partition("=")
        if not equals or field.strip() in columns:
            raise ArticleError("columns_shape", value=shown(part))
        columns[_field(field.strip())] = column.strip()
    return columns


def describe(table: Table) -> tuple[Column, ...]:
    """The table's columns with a few of their cells, and what each is taken for."""
    guessed = {name: field for field, name in guess_columns(table).items()}
    return tuple(
        Column(name, number, _shown(_cells(table, name)), guessed.get(name, ""))
        for number, name in enumerate(table.columns, start=1)
    )


def settle(table: Table, given: Mapping[str, str]) -> dict[str, str]:
    """Field to column's name: what a person gave, and the guess for every other field.

    Raises ArticleError for a field or column that is none, and where no column is the text.
    """
    named = {_field(field): _column(table, str(column)) for field, column in given.items()}
    guessed = guess_columns(table, taken=named)
    settled = {field: name for field, name in {**guessed, **named}.items() if name}
    if "text" not in settled:
        raise ArticleError("columns_no_text", columns=_listed(table.columns))
    return settled


def guess_columns(table: Table, taken: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field to column's name, by the columns' names and by what stands in them."""
    taken = taken or {}
    found = {field: name for field, name in taken.items() if name}
    for guess in (_by_name, _by_content):
        for field in FIELDS:
            if field in found or field in taken:
                continue
            free = [name for name in table.columns if name not in found.values()]
            if name := guess(table, field, free):
                found[field] = name
    return {field: name for field, name in found.items() if field not in taken}


def _by_name(table: Table, field: str, free: Sequence[str]) -> str:
    if not table.has_header:
        return ""
    if field == "text":
        return _text_by_name(table, free)
    ranked = sorted(
        (rank, free.index(name), name)
        for name in free
        if (rank := name_rank(field, name)) is not None
        if _may_be(field, _cells(table, name))
    )
    return ranked[0][2] if ranked else ""


def _text_by_name(table: Table, free: Sequence[str]) -> str:
    """The longest of the columns that are called a text; of those that may be one, the likeliest."""
    strong = [name for name in free if name_rank("text", name) is not None]
    weak = sorted((rank, name) for name in free if (rank := weak_text_rank(name)) is not None)
    if not strong:
        return weak[0][1] if weak else ""
    # Several are often one text in several states: cut short, as HTML, and whole.
    lengths = {name: _mean_length(_cells(table, name)) for name in strong}
    longest = max(lengths.values())
    near = [name for name in strong if lengths[name] >= longest * 0.6]
    return min(near, key=lambda name: name_rank("text", name) or 0)


def _by_content(table: Table, field: str, free: Sequence[str]) -> str:
    cells = {name: _cells(table, name) for name in free}
    if field == "text":
        lengths = {name: _mean_length(values) for name, values in cells.items()}
        longest = max(lengths, key=lambda name: lengths[name], default="")
        least = _LEAST_TEXT if table.has_header else _LEAST_UNNAMED_TEXT
        is_text = len(table.columns) == 1 or lengths.get(longest, 0) >= least
        return longest if is_text else ""
    if field == "title" and not table.has_header:
        return next((name for name in free if _are_titles(cells[name])), "")
    if field in _KINDS and (field == "url" or not table.has_header):
        return next((name for name in free if _share(cells[name], _KINDS[field]) >= _MOST), "")
    return ""


def _may_be(field: str, cells: Sequence[str]) -> bool:
    """Whether what stands in a column speaks against its name."""
    if field == "outlet":
        return _share(cells, _KINDS["url"]) < _MOST
    if field == "published_at":  # 05/06/2026 is a date too, though nothing tells which
        return _share(cells, lambda cell: len(cell) > 5 and any(map(str.isdigit, cell))) >= _MOST
    if field == "language":
        return not cells or _share(cells, lambda cell: bool(declared_language(cell))) >= _MOST
    return field not in _KINDS or not cells or _share(cells, _KINDS[field]) >= _LEAST_READABLE


def _are_titles(cells: Sequence[str]) -> bool:
    return (
        bool(cells) and _mean_length(cells) in _TITLE_LENGTHS and _share(cells, _has_words) >= _MOST
    )


def _has_words(cell: str) -> bool:
    return len(cell.split()) >= 3 or any("\u3040" <= letter <= "\u9fff" for letter in cell)


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    return fmean(fits(cell.strip()) for cell in cells) if cells else 0.0


def _mean_length(cells: Sequence[str]) -> int:
    return round(fmean(map(len, cells))) if cells else 0


def _is_language(cell: str) -> bool:
    return cell.islower() and len(cell) in {2, 5} and bool(declared_language(cell))


_KINDS: Mapping[str, Callable[[str], bool]] = {
    "url": lambda cell: bool(_ADDRESS.fullmatch(cell)),
    "published_at": lambda cell: len(cell) <= 60 and bool(moment(cell)),
    "language": _is_language,
}


def _cells(table: Table, name: str) -> list[str]:
    return [cell for row in table.sample if (cell := row.cells.get(name, "")).strip()]


def _shown(cells: Iterable[str]) -> tuple[str, ...]:
    short = (" ".join(cell[: _SHOWN * 2].split()) for cell in cells)
    return tuple(
        cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "…"
        for cell in list(dict.fromkeys(short))[:SAMPLES]
    )


def _field(field: str) -> str:
    if field not in FIELDS:
        raise ArticleError("columns_field", value=shown(field), fields=", ".join(FIELDS))
    return field


def _column(table: Table, column: str) -> str:
    if not column or column in table.columns:
        return column
    if column.isdecimal() and 0 < int(column[:6]) <= len(table.columns):
        return table.columns[int(column[:6]) - 1]
    folded = [
        name for name in table.columns if name.casefold().strip() == column.casefold().strip()
    ]
    if len(folded) == 1:
        return folded[0]
    raise ArticleError("columns_unknown", value=shown(column), columns=_listed(table.columns))


def _listed(columns: Sequence[str]) -> str:
    names = ", ".join(shown(name, 60) for name in columns[:30])
    return f"{names} …" if len(columns) > 30 else names
