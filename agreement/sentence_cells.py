"""The sentences of many texts times their readings: a cell is a sentence in one reading.

The cells of a reading stand one behind the other, in the order of its text's sentences.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agreement.columns import Columns, Ranges
from agreement.tally import MISSING, NO_TAG, Values, Whole

_TOGETHER = 30
"""So many tags are the bits of one number."""
_FEW = 1 << 16
"""Numbers below this are counted rather than sorted."""


class SentenceCells:
    """What each reviewer made of each sentence, as they are in the columns."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._counts = columns.counts[columns.text]
        self._before = _starting(self._counts)
        self._first = _starting(columns.counts)[columns.text]
        self._many = int(self._counts.sum())
        # Texts laid one behind the other, further apart than anything in them reaches.
        far = max(
            int(one.max(initial=0))
            for one in (columns.ends, columns.tagged.end, columns.looked.end)
        )
        self._laid = np.arange(len(columns.counts)) * (far + 2)
        of_sentence = np.repeat(self._laid, columns.counts)
        self._starts, self._ends = columns.starts + of_sentence, columns.ends + of_sentence

    def values(self) -> tuple[Values, tuple[frozenset[str], ...]]:
        """Of each cell the number of its set of tags, or MISSING; and the sets, 'no tag' first."""
        columns = self._columns
        known = self._looked_at()
        reading, position = columns.cleared
        known[self._before[reading] + position] = True
        cells, which = self._met()
        known[cells] = True
        tag = columns.tag[which]
        masks = [
            _bits(cells, tag - first, self._many)
            for first in range(0, max(len(columns.tags), 1), _TOGETHER)
        ]
        numbers, met = _numbered(masks)
        sets = [_named(bits, columns.tags) for bits in met]
        if NO_TAG not in sets:
            sets.append(NO_TAG)
        order = [sets.index(NO_TAG), *(at for at, one in enumerate(sets) if one)]
        place = np.empty(len(sets), np.int32)
        place[order] = np.arange(len(sets))
        found = place[numbers]
        found[~known] = MISSING
        return found, tuple(sets[at] for at in order)

    def spread(self, numbers: Values, column: Whole, wide: int) -> Values:
        """The cells where they belong: a row a sentence, a column a reviewer, `column` of each reading."""
        values = np.full((len(self._starts), wide), MISSING, np.int32)
        rows = np.arange(self._many) + np.repeat(self._first - self._before, self._counts)
        values[rows, np.repeat(column, self._counts)] = numbers
        return values

    def _looked_at(self) -> NDArray[np.bool_]:
        """Which cells lie wholly in what the reviewer looked at."""
        low, high = self._cells(self._columns.looked, whole=True)
        many = self._many + 1
        steps = np.bincount(low, minlength=many) - np.bincount(high, minlength=many)
        return np.asarray(np.cumsum(steps)[:-1] > 0)

    def _met(self) -> tuple[Whole, Whole]:
        """Which cells each passage overlaps, one passage's after another's, and the passage of each."""
        low, high = self._cells(self._columns.tagged, whole=False)
        many = high - low
        which = np.repeat(np.arange(len(low)), many)
        return np.arange(len(which)) + np.repeat(low - _starting(many), many), which

    def _cells(self, ranges: Ranges, *, whole: bool) -> tuple[Whole, Whole]:
        """The cells [low, high) that lie wholly in each range, or that it overlaps."""
        reading = ranges.reading
        laid, first = self._laid[self._columns.text[reading]], self._first[reading]
        start, end = ranges.start + laid, ranges.end + laid
        if whole:
            low = np.searchsorted(self._starts, start, "left")
            high = np.searchsorted(self._ends, end, "right")
        else:
            low = np.searchsorted(self._ends, start, "right")
            high = np.searchsorted(self._starts, end, "left")
        low = np.maximum(low, first)
        high = np.clip(high, low, first + self._counts[reading])
        moved = self._before[reading] - first
        return low + moved, high + moved


def _starting(counts: Whole) -> Whole:
    """Where each of some groups starts that stand one behind the other."""
    return np.cumsum(counts) - counts


def _bits(cells: Whole, tag: Whole, many: int) -> Values:
    """Of each cell the bits of its tags, of those that are numbered from 0 to below _TOGETHER."""
    found = np.zeros(many, np.int32)
    these = (tag >= 0) & (tag < _TOGETHER)
    np.bitwise_or.at(found, cells[these], np.left_shift(1, tag[these], dtype=np.int32))
    return found


def _numbered(masks: list[Values]) -> tuple[Whole, list[list[int]]]:
    """A number for each different row of masks, and what each number stands for."""
    if len(masks) == 1 and masks[0].max(initial=0) < _FEW:
        met = np.flatnonzero(np.bincount(masks[0]))
        number = np.zeros(_FEW, np.int64)
        number[met] = np.arange(len(met))
        return number[masks[0]], [[one] for one in met.tolist()]
    numbers = masks[0].astype(np.int64)
    for mask in masks[1:]:
        _, numbers = np.unique(numbers, return_inverse=True)
        numbers = (numbers << _TOGETHER) | mask
    _, firsts, found = np.unique(numbers, return_index=True, return_inverse=True)
    return found, [[int(mask[cell]) for mask in masks] for cell in firsts.tolist()]


def _named(masks: Sequence[int], tags: Sequence[str]) -> frozenset[str]:
    """The tags whose bits are set."""
    bits = ((masks[at // _TOGETHER] >> (at % _TOGETHER) & 1, tag) for at, tag in enumerate(tags))
    return frozenset(tag for is_set, tag in bits if is_set)
