"""What several reviewers can be compared on: the parts of a text that all of them looked at.

Measures of spans compare nothing that one of the compared did not look at. Such parts are taken
out, and what stays is joined end to end, so that a passage is cut where the common part ends and
nothing is learnt from where one reviewer had not been. A passage is looked at even where `looked`
does not say so; a blank between sentences is if both sentences beside it are.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from agreement.reading import Passage, Reading, ReadText
from agreement.units import joined

Range = tuple[int, int]
Pair = tuple[str, str]
Parts = Mapping[frozenset[str], Sequence[Range]]
"""The parts of a text by who exactly looked at them."""


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
    return _shared(text.article, by_readers(text), readings)


def pairs(text: ReadText, parts: Parts) -> list[tuple[Pair, Continuum]]:
    """Each two reviewers of a text, by name, with what both looked at; none where that is nothing.

    Where all looked at the same, the continuum is one and holds what the others found too.
    """
    readings = sorted(text.readings, key=lambda reading: reading.reviewer)
    if len(parts) == 1 and len(next(iter(parts))) == len(readings):
        whole = _shared(text.article, parts, readings)
        return [
            ((one.reviewer, other.reviewer), whole)
            for one, other in combinations(readings, 2)
            if whole
        ]
    found = (
        ((one.reviewer, other.reviewer), _shared(text.article, parts, [one, other]))
        for one, other in combinations(readings, 2)
    )
    return [(pair, shared) for pair, shared in found if shared]


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


def by_readers(text: ReadText) -> Parts:
    """The parts of a text by who exactly looked at them; what nobody looked at is in none."""
    looked = {reading.reviewer: looked_at(reading, text) for reading in text.readings}
    if len(looked) < len(text.readings):
        raise ValueError(f"a reviewer reads a text of {text.article!r} once: name them apart")
    found: dict[frozenset[str], list[Range]] = {}
    if len(set(looked.values())) == 1:
        parts = next(iter(looked.values()))
        return {frozenset(looked): list(parts)} if parts else {}
    cuts = sorted({cut for parts in looked.values() for part in parts for cut in part})
    for start, end in pairwise(cuts):
        readers = frozenset(name for name, parts in looked.items() if _within(parts, start))
        if readers:
            found.setdefault(readers, []).append((start, end))
    return {readers: joined(parts, text.length) for readers, parts in found.items()}


def looked_at(reading: Reading, text: ReadText) -> tuple[Range, ...]:
    """What a reviewer looked at, sorted and apart, blanks between looked-at sentences included."""
    tagged = [(passage.start, passage.end) for passage in reading.passages]
    parts = joined(sorted([*reading.looked, *tagged]), text.length)
    if not parts or parts == [(0, text.length)] or not text.sentences:
        return tuple(parts)
    edges = [(0, 0), *parts, (text.length, text.length)]
    filled = [
        (end, start)
        for (_, end), (start, _) in pairwise(edges)
        if end < start and _is_blank(text.sentences, end, start)
    ]
    return tuple(joined(sorted([*parts, *filled]), text.length))


def ground(parts: Sequence[Range]) -> Ground:
    """These parts, sorted and apart, joined end to end."""
    before, total = [], 0
    for start, end in parts:
        before.append(total)
        total += end - start
    return Ground(tuple(start for start, _ in parts), tuple(end for _, end in parts), tuple(before))


def _shared(article: str, parts: Parts, readings: Sequence[Reading]) -> Continuum | None:
    names = {reading.reviewer for reading in readings}
    ranges = sorted(
        part for readers, held in parts.items() if readers.issuperset(names) for part in held
    )
    return _continuum(article, ground(ranges), readings) if ranges else None


def _continuum(article: str, on: Ground, readings: Sequence[Reading]) -> Continuum:
    found = {reading.reviewer: _cut(reading.passages, on) for reading in readings}
    passages = sum(len(reading.passages) for reading in readings)
    return Continuum(article, on, found, passages - sum(map(len, found.values())))


def _cut(passages: Sequence[Passage], on: Ground) -> tuple[Passage, ...]:
    placed = ((on.place(one.start), on.place(one.end), one.tag) for one in passages)
    return tuple(Passage(*one) for one in sorted(placed) if one[0] < one[1])


def _within(parts: Sequence[Range], position: int) -> bool:
    at = bisect_right(parts, position, key=lambda part: part[0]) - 1
    return at >= 0 and position < parts[at][1]


def _is_blank(sentences: Sequence[Range], start: int, end: int) -> bool:
    after = bisect_right(sentences, start, key=lambda sentence: sentence[1])
    return after == len(sentences) or sentences[after][0] >= end
