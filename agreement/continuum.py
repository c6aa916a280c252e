"""What several reviewers can be compared on: the parts of a text that all of them looked at.

Measures of spans compare nothing that one of the compared did not look at. Such parts are taken
out, and what stays is joined end to end, so that a passage is cut where the common part ends and
nothing is learnt from where one reviewer had not been.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from agreement.looked import Parts, Range, by_readers
from agreement.reading import Passage, Reading, ReadText

Pair = tuple[str, str]


@dataclass(frozen=True)
class Ground:
    """Parts of a text, sorted and apart, joined end to end: `before` is what lies before each."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    before: tuple[int, ...]

    @property
    def length(self) -> int:
        """Characters in all parts together."""
        return self.place(self.ends[-1]) if self.ends else 0

    def place(self, position: int) -> int:
        """Where a position of the text comes to lie; that of the next part where it is in none."""
        part = bisect_right(self.starts, position) - 1
        if part < 0:
            return 0
        return self.before[part] + min(position, self.ends[part]) - self.starts[part]


@dataclass(frozen=True)
class Continuum:
    """A stretch that each of its reviewers looked at whole, with what each found in it.

    Passages are sorted by start, end and tag, in positions of the joined ground; a reviewer who
    found nothing is there with no passage. `left_out` counts passages that lie outside.
    """

    article: str
    ground: Ground
    found: Mapping[str, tuple[Passage, ...]]
    left_out: int

    @property
    def length(self) -> int:
        """Characters."""
        return self.ground.length


def common(text: ReadText, reviewers: Sequence[str]) -> Continuum | None:
    """What all these reviewers looked at in a text; None where that is nothing."""
    readings = [reading for reading in text.readings if reading.reviewer in reviewers]
    if len(readings) < len(set(reviewers)):
        return None
    parts = by_readers(text)
    ranges = sorted(part for held in parts if held.issuperset(reviewers) for part in parts[held])
    return _continuum(text.article, ground(ranges), readings) if ranges else None


def pairs(text: ReadText, parts: Parts) -> list[tuple[Pair, Continuum]]:
    """Each two reviewers of a text, by name, with what both looked at; none where that is nothing.

    Pairs that looked at the same have one continuum, which holds what others found there too.
    """
    readings = sorted(text.readings, key=lambda reading: reading.reviewer)
    known: dict[frozenset[frozenset[str]], Continuum] = {}
    found = []
    for one, other in combinations(readings, 2):
        names = {one.reviewer, other.reviewer}
        held = frozenset(readers for readers in parts if readers.issuperset(names))
        if held and held not in known:
            everybody = frozenset.intersection(*held)
            ranges = sorted(part for readers in held for part in parts[readers])
            both = [reading for reading in readings if reading.reviewer in everybody]
            known[held] = _continuum(text.article, ground(ranges), both)
        if held:
            found.append(((one.reviewer, other.reviewer), known[held]))
    return found


def continua(text: ReadText, parts: Parts) -> list[Continuum]:
    """A text by who looked at it: one continuum for each set of two reviewers or more."""
    by_name = {reading.reviewer: reading for reading in text.readings}
    return [
        _continuum(text.article, ground(held), [by_name[name] for name in sorted(readers)])
        for readers, held in parts.items()
        if len(readers) > 1
    ]


def alone(text: ReadText, parts: Parts) -> tuple[int, int]:
    """Passages and characters of a text that nobody but one reviewer looked at."""
    characters = sum(
        end - start for readers, held in parts.items() if len(readers) == 1 for start, end in held
    )
    passages = 0
    for reading in text.readings if characters else ():
        with_others = sorted(
            part
            for readers, held in parts.items()
            if len(readers) > 1 and reading.reviewer in readers
            for part in held
        )
        passages += len(reading.passages) - len(_cut(reading.passages, ground(with_others)))
    return passages, characters


def ground(parts: Sequence[Range]) -> Ground:
    """These parts, sorted and apart, joined end to end."""
    before, total = [], 0
    for start, end in parts:
        before.append(total)
        total += end - start
    return Ground(tuple(start for start, _ in parts), tuple(end for _, end in parts), tuple(before))


def _continuum(article: str, on: Ground, readings: Sequence[Reading]) -> Continuum:
    found = {reading.reviewer: _cut(reading.passages, on) for reading in readings}
    passages = sum(len(reading.passages) for reading in readings)
    return Continuum(article, on, found, passages - sum(map(len, found.values())))


def _cut(passages: Sequence[Passage], on: Ground) -> tuple[Passage, ...]:
    if on.starts == (0,):
        placed = [(one.start, min(one.end, on.ends[0]), one.tag) for one in passages]
    else:
        placed = [(on.place(one.start), on.place(one.end), one.tag) for one in passages]
    return tuple(Passage(*one) for one in sorted(placed) if one[0] < one[1])
