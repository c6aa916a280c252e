"""What a measurement prints: a few lines of numbers, each said in words."""

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
