"""The measures that take long, one after the other."""

from collections.abc import Iterator, Sequence

from agreement.nominal import Measured
from agreement.reading import ReadText

Progress = tuple[int, int]
"""How many texts are done, and of how many."""


def slow_figures(texts: Sequence[ReadText]) -> Iterator[Measured | Progress]:
    """How far it is, again and again, and each figure when it is there."""
    yield 0, len(texts)
