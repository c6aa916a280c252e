"""From readings as a database tells them, with numbers for people and tags, to texts to compare."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from agreement.reading import Passage, Reading, ReadText


class Marks(Protocol):
    """What one reviewer made of a text: passages as (start, end, number of the tag)."""

    @property
    def reviewer_id(self) -> int:
        """The reviewer's number."""

    @property
    def passages(self) -> Sequence[tuple[int, int, int]]:
        """Ranges in code points, each with its tag."""

    @property
    def looked(self) -> Sequence[tuple[int, int]]:
        """The ranges that the reviewer is known to have looked at."""


class MarkedText(Protocol):
    """A text with its sentences, and what reviewers made of it."""

    @property
    def article_id(self) -> int:
        """The number of its article."""

    @property
    def length(self) -> int:
        """In code points."""

    @property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """[start, end) each."""

    @property
    def readings(self) -> Sequence[Marks]:
        """In any order."""


def read_texts(
    texts: Iterable[MarkedText],
    tags: Mapping[int, str],
    reviewers: Mapping[int, str] | None = None,
) -> list[ReadText]:
    """The texts with tags by name; articles by number, and reviewers too where none are named."""
    return [
        ReadText(
            str(text.article_id),
            text.length,
            text.sentences,
            [_reading(marks, tags, reviewers or {}) for marks in text.readings],
        )
        for text in texts
    ]


def _reading(marks: Marks, tags: Mapping[int, str], reviewers: Mapping[int, str]) -> Reading:
    number = marks.reviewer_id
    passages = [Passage(start, end, tags[tag]) for start, end, tag in marks.passages]
    return Reading(reviewers.get(number, str(number)), passages, marks.looked)
