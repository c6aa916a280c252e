"""What a measurement prints: a few lines of numbers, each said in words, or a table of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One number, with its unit in the words."""

    words: str
    number: float
    digits: int = 0


def show(title: str, lines: list[Line]) -> None:
    """Print the lines under their title, the numbers in one column."""
    print(f"\n{title}")
    width = max(len(line.words) for line in lines)
    for line in lines:
        print(f"  {line.words:<{width}}  {line.number:>12,.{line.digits}f}", flush=True)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of numbers under their heads; None where a row has none."""

    heads: Sequence[str]
    rows: Mapping[str, Sequence[float | None]]
    digits: int = 2

    def show(self, title: str) -> None:
        """Print it under its title."""
        first = max(len(title), *(len(name) for name in self.rows))
        widths = [max(10, len(head)) for head in self.heads]
        told = zip(self.heads, widths, strict=True)
        print(f"\n{title:<{first}}", *(f"{head:>{width}}" for head, width in told), sep="  ")
        for name, numbers in self.rows.items():
            cells = (self._cell(*cell) for cell in zip(numbers, widths, strict=True))
            print(f"{name:<{first}}", *cells, sep="  ", flush=True)

    def _cell(self, number: float | None, width: int) -> str:
        return " " * width if number is None else f"{number:>{width},.{self.digits}f}"
