"""The body of a WebAnno TSV 3 file: its text, put together again, and its annotations.

A sentence's text stands in `#Text=` lines before its tokens; where it begins, its first token
says. An annotation is told in every row that it covers, by a number where one row does not do.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from formats.annotations.errors import FormatError
from formats.annotations.spans import check_number
from formats.annotations.webanno_escapes import identified, split, unescape_value
from formats.annotations.webanno_tsv_header import CHAIN, RELATION, Holds, Layer

TOKEN_CELLS = 3
NO_ANNOTATION, NO_VALUE = "_", "*"

_TEXT = "#Text="
_OFFSETS = re.compile(r"(\d{1,12})-(\d{1,12})")
_WIDEST_GAP = 100_000
"""Blanks between two sentences; more are no text but an attack on the memory."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A row: a token or a part of one, in UTF-16 units of the text."""

    start: int
    end: int
    text: str
    line: int


@dataclass(slots=True)
class Found:
    """An annotation of a span layer, as far as the rows until now tell."""

    layer: Layer
    units: list[Unit] = field(default_factory=list)
    features: dict[str, str] = field(default_factory=dict)


Key = tuple[str, int, int]


class Body:
    """What the rows say, gathered row by row."""

    def __init__(self, layers: Sequence[Layer], unescape: Callable[[str], str]) -> None:
        self._layers = layers
        self._cells = TOKEN_CELLS + sum(len(layer.columns) for layer in layers)
        self._unescape = unescape
        self._parts: list[str] = []
        self._length = 0
        self._sentence: list[str] = []
        self.annotations: dict[Key, Found] = {}
        self.dropped: Counter[str] = Counter()

    @property
    def text(self) -> str:
        """The text until here; the last line's end is the format's own."""
        return "".join(self._parts).removesuffix("\n")

    def take(self, lines: Iterable[tuple[int, str]]) -> None:
        """Read all lines. Raises FormatError with the line where one is no row."""
        for number, line in lines:
            if line.startswith("#"):
                if line.startswith(_TEXT):
                    self._sentence.append(self._unescape(line[len(_TEXT) :]))
            elif line.strip():
                self._row(line.split("\t"), number)
        if self._sentence:
            self._append_sentence()

    def _row(self, cells: list[str], number: int) -> None:
        offsets = _OFFSETS.fullmatch(cells[1]) if len(cells) >= self._cells else None
        if offsets is None:
            raise FormatError("tsv_row", number, cells=self._cells)
        unit = Unit(int(offsets[1]), int(offsets[2]), cells[2], number)
        if self._sentence:
            self._begin_sentence(unit)
        for layer in self._layers:
            values = cells[layer.first : layer.first + len(layer.columns)]
            self._layer(layer, values, unit)

    def _begin_sentence(self, unit: Unit) -> None:
        gap = unit.start - self._length
        if gap == -1:
            # No room for the line end that closed the sentence before: there was none.
            self._parts[-1] = self._parts[-1].removesuffix("\n")
            self._length -= 1
        elif not 0 <= gap <= _WIDEST_GAP:
            raise FormatError("tsv_sentence", unit.line, start=unit.start, length=self._length)
        else:
            self._parts.append(" " * gap)
            self._length += gap
        self._append_sentence()

    def _append_sentence(self) -> None:
        sentence = "".join(f"{line}\n" for line in self._sentence)
        self._parts.append(sentence)
        self._length += len(sentence.encode("utf-16-le", "surrogatepass")) // 2
        self._sentence = []

    def _layer(self, layer: Layer, cells: Sequence[str], unit: Unit) -> None:
        if all(cell == NO_ANNOTATION for cell in cells):
            return
        if layer.kind in (CHAIN, RELATION):
            column = 0 if layer.kind == CHAIN else -1
            self.dropped["dropped_relations"] += len(split(cells[column], "|"))
            return
        for position, values in enumerate(_stacked(layer, cells)):
            self._annotation(layer, position, values, unit)

    def _annotation(
        self, layer: Layer, position: int, cells: Sequence[tuple[str, int | None]], unit: Unit
    ) -> None:
        number = next((number for _, number in cells if number is not None), None)
        place = (-unit.line, position) if number is None else (number, 0)
        key = (layer.type_name, *place)
        found = self.annotations.setdefault(key, Found(layer))
        check_number(len(self.annotations), unit.line)
        is_new = not found.units
        found.units.append(unit)
        for column, (cell, _) in zip(layer.columns, cells, strict=True):
            if column.holds is Holds.LINKS and is_new and cell != NO_ANNOTATION:
                self.dropped["dropped_relations"] += len(split(cell, ";"))
            if column.holds is Holds.VALUE and cell not in (NO_ANNOTATION, NO_VALUE):
                found.features[column.feature] = unescape_value(cell)


def _stacked(layer: Layer, cells: Sequence[str]) -> Iterator[Sequence[tuple[str, int | None]]]:
    """The cells of each annotation of a row, every value with its number if it has one."""
    stacks = [
        [(NO_ANNOTATION, None)] if column.holds is Holds.TARGETS else _stack(cell)
        for column, cell in zip(layer.columns, cells, strict=True)
    ]
    for position in range(max(map(len, stacks))):
        yield [
            stack[position] if position < len(stack) else (NO_ANNOTATION, None) for stack in stacks
        ]


def _stack(cell: str) -> list[tuple[str, int | None]]:
    return [identified(part) for part in split(cell, "|")]
