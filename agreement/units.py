"""Units with their places: stretches of characters, or sentences, as each reviewer read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self

import numpy as np
from numpy.typing import NDArray

from agreement.reading import ReadText
from agreement.tally import MISSING, NO_TAG, Tally, Values, Whole

Kind = Literal["characters", "sentences"]


@dataclass(frozen=True, eq=False)
class Units(Tally):
    """A tally whose rows stand in the text: [start, end) in code points, in reading order."""

    starts: Whole
    ends: Whole
    kind: Kind

    def unbroken(self) -> Self:
        """Neighbouring runs that everybody read alike as one; sentences stay as they are."""
        if self.kind == "sentences" or not len(self.starts):
            return self
        alike = (self.values[1:] == self.values[:-1]).all(axis=1)
        touching = (self.starts[1:] == self.ends[:-1]) & (self.article[1:] == self.article[:-1])
        first = np.concatenate([[True], ~(alike & touching)])
        ends = self.ends[np.append(np.flatnonzero(first)[1:] - 1, len(first) - 1)]
        kept = self._rows(first)
        return replace(kept, ends=ends, weights=ends - kept.starts)

    def _rows(self, chosen: NDArray[np.bool_]) -> Self:
        rows = super()._rows(chosen)
        return replace(rows, starts=self.starts[chosen], ends=self.ends[chosen])


class TagSets:
    """The sets of tags met so far, each with its number; 0 is 'no tag'."""

    def __init__(self) -> None:
        self.sets: list[frozenset[str]] = [NO_TAG]
        self._numbers: dict[frozenset[str], int] = {NO_TAG: 0}
        self._with: dict[tuple[int, str], int] = {}

    def with_tag(self, number: int, tag: str) -> int:
        """The number of a set with one more tag; of the tag alone where nothing was known."""
        known = self._with.get((number, tag))
        if known is None:
            found = self.sets[max(number, 0)] | {tag}
            known = self._numbers.setdefault(found, len(self.sets))
            if known == len(self.sets):
                self.sets.append(found)
            self._with[number, tag] = known
        return known


@dataclass(slots=True)
class UnitsMaker:
    """Puts together the units of many texts; a reviewer reads a text once, an article has texts."""

    texts: Sequence[ReadText]
    sets: TagSets = field(default_factory=TagSets)
    _blocks: list[Values] = field(default_factory=list)
    _articles: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _ends: list[int] = field(default_factory=list)
    _columns: Mapping[str, int] = field(init=False)
    _places: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        reviewers = {reading.reviewer for text in self.texts for reading in text.readings}
        self._columns = {name: column for column, name in enumerate(sorted(reviewers))}
        articles = {text.article for text in self.texts}
        self._places = {name: place for place, name in enumerate(sorted(articles))}

    def add(
        self, text: ReadText, places: Sequence[tuple[int, int]], values: Sequence[Sequence[int]]
    ) -> None:
        """The units of a text: where each stands, and for each reading the value of each unit."""
        if len({reading.reviewer for reading in text.readings}) < len(text.readings):
            raise ValueError(f"a reviewer reads a text of {text.article!r} once: name them apart")
        block = np.full((len(places), len(self._columns)), MISSING, np.int32)
        for reading, given in zip(text.readings, values, strict=True):
            block[:, self._columns[reading.reviewer]] = given
        self._blocks.append(block)
        self._articles.extend([self._places[text.article]] * len(places))
        self._starts.extend(start for start, _ in places)
        self._ends.extend(end for _, end in places)

    def units(self, kind: Kind) -> Units:
        """All of them; a run of characters weighs its length, a sentence counts once."""
        starts, ends = np.array(self._starts, np.int64), np.array(self._ends, np.int64)
        blank = np.empty((0, len(self._columns)), np.int32)
        return Units(
            reviewers=tuple(self._columns),
            articles=tuple(self._places),
            sets=tuple(self.sets.sets),
            values=np.concatenate([blank, *self._blocks]),
            weights=ends - starts if kind == "characters" else np.ones(len(starts), np.int64),
            article=np.array(self._articles, np.int64),
            starts=starts,
            ends=ends,
            kind=kind,
        )


def joined(ranges: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Sorted ranges inside a text, those that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in ranges:
        low, high = max(start, 0), min(end, length)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        elif low < high:
            found.append((low, high))
    return found
