"""What agreement is computed on: texts, and what each reviewer made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Passage(NamedTuple):
    """A tagged range of a text: [start, end) in code points."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reviewer's reading of one text.

    `looked` are the ranges, sorted and apart, that the reviewer is known to have looked at: tagged
    or read and cleared. What is in none of them is missing, not 'no tag'.
    """

    reviewer: str
    passages: Sequence[Passage]
    looked: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text of `length` code points with its sentences, [start, end) each, and its readings."""

    article: str
    length: int
    sentences: Sequence[tuple[int, int]]
    readings: Sequence[Reading]
