"""The sentences of many texts times their readings, as columns: what a million passages are put into."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agreement.reading import ReadText
from agreement.tally import MISSING, NO_TAG, Values, Whole
from agreement.units import joined

_TOGETHER = 30
"""So many tags are the bits of one number."""


@dataclass
class _Ranges:
    """Ranges reading by reading: where each starts and ends, and how many each reading has."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def add(self, starts: list[int], ends: list[int]) -> None:
        self.starts += starts
        self.ends += ends
        self.counts.append(len(starts))


@dataclass
class SentenceCells:
    """A cell is a sentence in one reading: the sentences of a reading stand one behind the other.

    `starts` and `ends` are of the sentences, text by text; `counts` says how many each text has.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    _lengths: list[int] = field(default_factory=list)
    _text: list[int] = field(default_factory=list)  # of each reading
    _tags: dict[str, int] = field(default_factory=dict)
    _looked: _Ranges = field(default_factory=_Ranges)
    _tagged: _Ranges = field(default_factory=_Ranges)
    _tag: list[int] = field(default_factory=list)

    def add(self, text: ReadText) -> None:
        """One more text with its readings."""
        sentences = sorted((start, end) for start, end in text.sentences if start < end)
        self.starts += [start for start, _ in sentences]
        self.ends += [end for _, end in sentences]
        self.counts.append(len(sentences))
        far = max(text.length, sentences[-1][1] if sentences else 0)
        for reading in text.readings:
            self._text.append(len(self._lengths))
            looked = joined(reading.looked, text.length)
            self._looked.add([start for start, _ in looked], [end for _, end in looked])
            found = [one for one in reading.passages if one.start < one.end]
            ends = [one.end for one in found]
            self._tagged.add([one.start for one in found], ends)
            self._tag += [self._tags.setdefault(one.tag, len(self._tags)) for one in found]
            far = max(far, *ends) if ends else far
        self._lengths.append(far)

    def values(self) -> tuple[Values, tuple[frozenset[str], ...]]:
        """Of each cell the number of its set of tags, or MISSING; and the sets."""
        known = self._looked_at()
        cells, which = self._met()
        known[cells] = True
        tag = np.array(self._tag, np.int64)[which]
        masks = [
            _bits(cells, tag - first, len(known)) for first in range(0, len(self._tags), _TOGETHER)
        ] or [np.zeros(len(known), np.int64)]
        numbers, firsts = _numbered(masks)
        names = list(self._tags)
        sets = [
            frozenset(
                name
                for at, name in enumerate(names)
                if masks[at // _TOGETHER][cell] >> (at % _TOGETHER) & 1
            )
            for cell in firsts.tolist()
        ]
        if NO_TAG not in sets:
            sets.append(NO_TAG)
        order = [sets.index(NO_TAG), *(at for at, one in enumerate(sets) if one)]
        place = np.empty(len(sets), np.int32)
        place[order] = np.arange(len(sets))
        found = place[numbers]
        found[~known] = MISSING
        return found, tuple(sets[at] for at in order)

    def spread(self, numbers: Values, column: Whole, values: Values) -> None:
        """Put the cells where they belong: a row a sentence, a column a reviewer."""
        counts = self._counts()
        rows = np.arange(len(numbers)) + np.repeat(self._first() - self._before(), counts)
        values[rows, np.repeat(column, counts)] = numbers

    def _first(self) -> Whole:
        """Of each reading the first sentence of its text."""
        return _starting(np.array(self.counts, np.int64))[self._texts()]

    def _counts(self) -> Whole:
        """Of each reading how many sentences its text has."""
        return np.array(self.counts, np.int64)[self._texts()]

    def _before(self) -> Whole:
        """Of each reading its first cell."""
        return _starting(self._counts())

    def _texts(self) -> Whole:
        return np.array(self._text, np.int64)

    def _looked_at(self) -> NDArray[np.bool_]:
        """Which cells lie wholly in what the reviewer looked at."""
        low, high = self._cells(self._looked, whole=True)
        many = int(self._counts().sum()) + 1
        steps = np.bincount(low, minlength=many) - np.bincount(high, minlength=many)
        return np.asarray(np.cumsum(steps)[:-1] > 0)

    def _met(self) -> tuple[Whole, Whole]:
        """Which cell each passage overlaps, one after another, and the number of the passage."""
        low, high = self._cells(self._tagged, whole=False)
        many = high - low
        which = np.repeat(np.arange(len(low)), many)
        return np.arange(len(which)) + np.repeat(low - _starting(many), many), which

    def _cells(self, ranges: _Ranges, *, whole: bool) -> tuple[Whole, Whole]:
        """The cells [low, high) that lie wholly in each range, or that it overlaps."""
        reading = np.repeat(np.arange(len(ranges.counts)), ranges.counts)
        text, first = self._texts()[reading], self._first()[reading]
        # Laid one behind the other, further apart than anything in them reaches.
        laid = _starting(np.array(self._lengths, np.int64) + 2)
        of_sentence = np.repeat(laid, self.counts)
        starts = np.array(self.starts, np.int64) + of_sentence
        ends = np.array(self.ends, np.int64) + of_sentence
        start = np.array(ranges.starts, np.int64) + laid[text]
        end = np.array(ranges.ends, np.int64) + laid[text]
        if whole:
            low = np.searchsorted(starts, start, "left")
            high = np.searchsorted(ends, end, "right")
        else:
            low = np.searchsorted(ends, start, "right")
            high = np.searchsorted(starts, end, "left")
        low = np.maximum(low, first)
        high = np.clip(high, low, first + self._counts()[reading])
        moved = self._before()[reading] - first
        return low + moved, high + moved


def _starting(counts: Whole) -> Whole:
    """Where each of some groups starts that stand one behind the other."""
    return np.cumsum(counts) - counts


def _bits(cells: Whole, tag: Whole, many: int) -> Whole:
    """Of each cell the bits of its tags, of those that are numbered from 0 to below _TOGETHER."""
    found = np.zeros(many, np.int64)
    these = (tag >= 0) & (tag < _TOGETHER)
    np.bitwise_or.at(found, cells[these], np.int64(1) << tag[these])
    return found


def _numbered(masks: list[Whole]) -> tuple[Whole, Whole]:
    """A number for each different row of masks, and a cell that has it."""
    numbers = masks[0]
    for mask in masks[1:]:
        _, numbers = np.unique(numbers, return_inverse=True)
        numbers = (numbers << _TOGETHER) | mask
    _, firsts, found = np.unique(numbers, return_index=True, return_inverse=True)
    return found, firsts
