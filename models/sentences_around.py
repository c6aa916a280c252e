"""The sentences around a passage: whether they are the same ones in a corrected text."""

from bisect import bisect_right
from typing import NamedTuple

from models.alignment import sentence_spans


class Span(NamedTuple):
    """[start, end) in code points."""

    start: int
    end: int


class SentencesAround:
    """A text, and where its sentences begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = list(sentence_spans(text))
        self._starts = [start for start, _ in self._spans]

    def around(self, start: int, end: int) -> Span:
        """The sentences that [start, end) reaches into, whole, without blanks at their ends."""
        first = self._spans[bisect_right(self._starts, start) - 1][0]
        last = self._spans[bisect_right(self._starts, end - 1) - 1][1]
        while first < start and self._text[first].isspace():
            first += 1
        while last > end and self._text[last - 1].isspace():
            last -= 1
        return Span(first, last)
