"""What a report of a dashboard tells, before it is written in any format."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A headline number and the sentence under it."""

    label: str
    value: str
    under: str


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A chart or a list: its drawing as SVG and PNG (blank for a list), its words and its numbers."""

    title: str
    unit: str
    alternative: str
    svg: str
    png: bytes
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class ToldDashboard:
    """A whole dashboard of one moment.

    `counted` says how much there was to count. `narrowed` are its filters in words, one each; `made` is the day it was made, in words; `method`
    says what the numbers are made of, and `left_out` what could not be counted, and why.
    """

    title: str
    scope: str
    narrowed: Sequence[str]
    made: str
    method: str
    left_out: str = ""
    counted: str = ""
    numbers: Sequence[ToldNumber] = ()
    parts: Sequence[ToldPart] = field(default=())

    @property
    def letters(self) -> set[str]:
        """Every character that it takes to write it."""
        words = [self.title, self.scope, *self.narrowed, self.made, self.method, self.left_out]
        words.append(self.counted)
        for number in self.numbers:
            words += [number.label, number.value, number.under]
        for part in self.parts:
            words += [part.title, part.unit, part.alternative, *part.head]
            words += [cell for row in part.rows for cell in row]
        return set("".join(words))
