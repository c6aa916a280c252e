"""A JSON object as a row: its values as text, those of objects inside under dotted names."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from formats.articles.collections.collected import Refused, refused
from formats.articles.collections.rows import Row

_DEEPEST = 3
_MOST_CELLS = 1_000
_NAMES = ("name", "title", "label", "text")


class JsonError(ValueError):
    """A value that is no JSON to read; `word` is the key of why, among the words of formats."""

    def __init__(self, word: str, line: int | None = None, **values: object) -> None:
        self.word = word
        self.line = line
        self.values = values
        super().__init__(word)

    def refusal(self, line: int | None) -> Refused:
        """The sentence, with the error's own line where it knows one."""
        return refused(self.word, "", self.line or line, **self.values)


def decoder() -> json.JSONDecoder:
    """Reads strictly what JSON has, and refuses a field that is given twice."""
    return json.JSONDecoder(object_pairs_hook=_object, parse_int=_number, parse_constant=_constant)


def row_of(value: object, line: int | None) -> Row | Refused:
    """The row that a value of a file makes, where it is an object."""
    if not isinstance(value, Mapping):
        return refused("json_object", line=line)
    cells: dict[str, str] = {}
    textless: list[str] = []
    for name, cell in _cells(value):
        if len(cells) >= _MOST_CELLS:
            return refused("json_wide", line=line, limit=_MOST_CELLS)
        if cell is None:
            textless.append(name)
        else:
            cells.setdefault(name, cell)
    return Row(line, cells, textless)


def _cells(
    value: Mapping[str, Any], prefix: str = "", depth: int = 1
) -> Iterator[tuple[str, str | None]]:
    """Names and cells; None for a value that holds something and makes no text."""
    for key, inside in value.items():
        name = f"{prefix}{_shown(key)}"
        if isinstance(inside, Mapping) and depth < _DEEPEST:
            yield from _cells(inside, f"{name}.", depth + 1)
        elif (cell := _cell(inside)) is not None:
            yield name, cell
        elif inside:
            yield name, None


def _shown(name: str) -> str:
    """A name that can be shown: what is no character in it stands as a question mark."""
    return name.replace("\x00", "?").encode("utf-8", "replace").decode("utf-8")


def _cell(value: object) -> str | None:
    """A value as text; the names in a list of them parted by commas. None for what has none."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else str(value)
    if isinstance(value, list):
        names = [name for one in value if (name := _name(one))]
        return ", ".join(names) if names else None
    return None


def _name(value: object) -> str:
    if isinstance(value, Mapping):
        return next((name for key in _NAMES if isinstance(name := value.get(key), str)), "")
    return value if isinstance(value, str) else ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise JsonError("json_twice", field=twice)
    return value


def _number(digits: str) -> int | str:
    # Such a number is an id or a mistake, and none that anybody counts with.
    return int(digits) if len(digits) <= 40 else digits


def _constant(name: str) -> None:
    """NaN and Infinity, which other programs write for nothing at all."""
    del name
