"""Which passages share a character, found by sweeping over the texts; numbers alone, no database."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
_APART = 1 << 32
"""Further than any text is long: texts laid one behind the other at this distance never touch."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Passages of some whole texts by text and start, a row each: who tagged [start, end) as what."""

    text: Numbers
    reviewer: Numbers
    tag: Numbers
    start: Numbers
    end: Numbers

    def part(self, first: int, last: int) -> "Placed":
        """The rows from `first` up to `last`."""
        columns = (self.text, self.reviewer, self.tag, self.start, self.end)
        return Placed(*(column[first:last] for column in columns))


@dataclass(frozen=True, slots=True)
class Met:
    """The stretch [start, end) that passage `one` shares with `other`: rows of `Placed`, both ways."""

    one: Numbers
    other: Numbers
    start: Numbers
    end: Numbers


def meetings(placed: Placed, *, within: bool) -> Met:
    """Every two passages of a text that share a character: of one reviewer with two tags, if
    `within`, or else of two reviewers."""
    laid = _laid(placed.text) * _APART
    starts, ends = placed.start + laid, placed.end + laid
    last = np.searchsorted(starts, ends)
    count = last - np.arange(len(starts)) - 1
    one = np.repeat(np.arange(len(starts)), count)
    other = np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count) + one + 1
    same = placed.reviewer[one] == placed.reviewer[other]
    apart = same & (placed.tag[one] != placed.tag[other]) if within else ~same
    one, other = one[apart], other[apart]
    start, end = placed.start[other], np.minimum(placed.end[one], placed.end[other])
    both = np.concatenate
    return Met(both([one, other]), both([other, one]), both([start, start]), both([end, end]))


def covered(groups: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """Of each interval the characters that none before it in its group covers.

    `groups` are numbers from 0 to below 2 ** 31; the answer is in the order of the intervals given.
    """
    order = np.argsort(groups * _APART + start)
    laid = groups[order] * _APART
    starts, ends = start[order] + laid, end[order] + laid
    reached = np.concatenate([[0], np.maximum.accumulate(ends)[:-1]])
    found = np.empty(len(groups), dtype=np.int64)
    found[order] = np.maximum(ends - np.maximum(starts, reached), 0)
    return found


def numbered(*columns: Numbers) -> Numbers:
    """A number from 0 up for each different row of these columns."""
    if not len(columns[0]):
        return np.empty(0, dtype=np.int64)
    order = np.lexsort(columns)
    changes = [np.diff(column[order]) != 0 for column in columns]
    steps = np.concatenate([[0], np.cumsum(np.logical_or.reduce(changes))])
    found = np.empty(len(order), dtype=np.int64)
    found[order] = steps
    return found


def whole_texts(placed: Placed, at_a_time: int) -> Iterator[Placed]:
    """The same passages in pieces of about so many, cut only where a text ends."""
    firsts = np.concatenate([[0], np.flatnonzero(np.diff(placed.text)) + 1, [len(placed.text)]])
    at = 0
    while at < len(placed.text):
        end = int(firsts[np.searchsorted(firsts, min(at + at_a_time, len(placed.text)))])
        yield placed.part(at, end)
        at = end


def _laid(text: Numbers) -> Numbers:
    """Numbers from 0 up, one a text."""
    return np.concatenate([[0], np.cumsum(np.diff(text) != 0)]) if len(text) else text
