"""Lookalikes: what in a corrected text may have come of a passage that is not there any more.

They are shown to a person, who decides; nothing moves to them by itself.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from models.alignment import Run, sentence_spans, shared, words

LEAST = 0.4
"""What is less alike than this is another passage."""
NEARLY = 0.6
"""What is as much alike as this could be the same passage, corrected."""
# Of the likest one's likeness: what has less is not shown beside it.
_SHARE = 0.7
# Words that stand in more sentences than this tell none of them apart.
_COMMON = 60
_COMPARED = 3
# Of so many of a passage's words a sentence must have one, to be compared with it.
_FEWEST = 4


class Place(NamedTuple):
    """[start, end) in the later text, and how much of both is the same: from 0 to 1."""

    start: int
    end: int
    likeness: float


class Lookalikes:
    """The changed sentences of a later text, by their words."""

    def __init__(self, text: str, runs: list[Run]) -> None:
        self._text = text
        self._sentences = _changed_sentences(text, runs)
        self._having: dict[str, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(self._sentences):
            for word in _words_of(text[start:end]):
                self._having[word].append(number)

    def places(self, quote: str, region: tuple[int, int]) -> list[Place]:
        """What stands in the region where the quote stood, then the likest changed sentences.

        Of those that overlap only the first, and none that is much less like than another.
        """
        near = [self._measured(quote, *region)] if region[1] - region[0] <= _most(quote) else []
        others = [self._refined(quote, *self._sentences[one]) for one in self._likest(quote)]
        found = [*near, *sorted(others, key=lambda one: -one.likeness)]
        least = max([LEAST, *(_SHARE * one.likeness for one in found)])
        apart: list[Place] = []
        for place in found:
            beside = all(place.end <= one.start or one.end <= place.start for one in apart)
            if place.likeness >= (LEAST if place in near else least) and beside:
                apart.append(place)
        return apart

    def has_like(self, phrase: str, besides: tuple[int, int]) -> bool:
        """Whether a changed sentence holds nearly the phrase; the one it stands in is left out."""
        return any(
            self._refined(phrase, start, end).likeness >= NEARLY
            for start, end in (self._sentences[one] for one in self._likest(phrase))
            if end <= besides[0] or besides[1] <= start
        )

    def _likest(self, quote: str) -> list[int]:
        wanted = _words_of(quote)
        having: Counter[int] = Counter()
        for word in wanted:
            sentences = self._having.get(word, ())
            if len(sentences) <= _COMMON:
                having.update(sentences)
        best = having.most_common(_COMPARED)
        return [number for number, count in best if count * _FEWEST >= len(wanted)]

    def _measured(self, quote: str, start: int, end: int) -> Place:
        start, end = _trimmed(self._text, start, end)
        return Place(start, end, likeness(quote, self._text[start:end]))

    def _refined(self, quote: str, start: int, end: int) -> Place:
        """The sentence, or the part of it that the quote's words reach over, whichever is likelier."""
        whole = self._measured(quote, start, end)
        runs = shared(quote, self._text[start:end])
        if not runs:
            return whole
        part = self._measured(quote, start + runs[0].new, start + runs[-1].new_end)
        return max(whole, part, key=lambda place: place.likeness)


def likeness(one: str, other: str) -> float:
    """How much of both is the same, in order: 1 where all is."""
    if not one or not other:
        return 0.0
    # Blanks alone are no likeness.
    same = sum(len(one[run.old : run.old_end].strip()) for run in shared(one, other))
    return round(2 * same / (len(one) + len(other)), 3)


def _changed_sentences(text: str, runs: list[Run]) -> list[tuple[int, int]]:
    """Those that are not whole within an unchanged stretch."""
    found = []
    at = 0
    for start, end in sentence_spans(text):
        while at < len(runs) and runs[at].new_end < end:
            at += 1
        if at == len(runs) or start < runs[at].new:
            found.append((start, end))
    return found


def _words_of(text: str) -> set[str]:
    return {word.lower() for word in words(text) if word[0].isalnum()}


def _most(quote: str) -> int:
    """How long a region may be to be taken for what came of the quote."""
    return 2 * len(quote) + 80


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
