"""Many passages as a few numbers each, put together by the words they say."""

from collections.abc import Iterable, Iterator
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from models.near_words import edges

Numbers = NDArray[np.int64]
KEY, HEAD, TAIL, ARTICLE, TAG, PLACE = range(6)
_AT_A_TIME = 10_000


class AlikeRows:
    """A row a passage: its words, how they begin and end, its article, tag and place, and its id.

    Words are held as their hash alone, so that a million passages take 64 MB. `groups` are the rows
    of the same words, in the order in which they came.
    """

    def __init__(self, numbers: Numbers, ids: bytearray) -> None:
        self.numbers, self._ids = numbers, ids
        self._order = np.argsort(numbers[:, KEY], kind="stable")
        self._keys = numbers[self._order, KEY]
        self._begins = np.flatnonzero(np.diff(self._keys, prepend=self._keys[:1] - 1))

    def groups(self) -> Iterator[Numbers]:
        """Those that are under more than one tag."""
        if not len(self._begins):
            return
        tags = self.numbers[self._order, TAG]
        lowest = np.minimum.reduceat(tags, self._begins)
        highest = np.maximum.reduceat(tags, self._begins)
        for begin in self._begins[lowest < highest]:
            yield self.alike(int(self._order[begin]))

    def alike(self, row: int) -> Numbers:
        """The rows that say the same as this one."""
        key = self.numbers[row, KEY]
        first = np.searchsorted(self._keys, key, side="left")
        return self._order[first : np.searchsorted(self._keys, key, side="right")]

    def differs(self, rows: Numbers) -> bool:
        """Whether not every place among the rows has every tag among them."""
        pairs = np.unique(self.numbers[rows][:, [TAG, PLACE]], axis=0)
        tags, places = (len(np.unique(pairs[:, column])) for column in (0, 1))
        return len(pairs) < tags * places

    def tags(self, rows: Numbers) -> list[int]:
        """The tag of each of the rows."""
        found: list[int] = self.numbers[rows, TAG].tolist()
        return found

    def articles(self, rows: Numbers) -> int:
        """In how many articles the rows are."""
        return len(np.unique(self.numbers[rows, ARTICLE]))

    def id_of(self, row: int) -> UUID:
        """The id of a row's passage."""
        return UUID(bytes=bytes(self._ids[16 * row : 16 * row + 16]))

    def neighbours(self) -> Iterator[tuple[int, int]]:
        """The first rows of two groups that begin alike or end alike, each pair once.

        What few begin with comes first: what many do is a turn of phrase.
        """
        firsts = self._order[self._begins]
        for edge in (HEAD, TAIL):
            for some in _together(firsts, self.numbers[firsts, edge]):
                for place, one in enumerate(some):
                    for other in some[place + 1 :]:
                        if edge == HEAD or not self._begin_alike(one, other):
                            yield one, other

    def _begin_alike(self, one: int, other: int) -> bool:
        head = self.numbers[one, HEAD]
        return bool(head != 0 and head == self.numbers[other, HEAD])


def gathered(passages: Iterable[tuple[UUID, str, int, int, tuple[int, ...]]]) -> AlikeRows:
    """From id, words (as `same_words` gives them), article, tag and place of each passage."""
    parts: list[Numbers] = []
    some: list[tuple[int, ...]] = []
    ids = bytearray()
    for number, words, article, tag, place in passages:
        head, tail = (hash(edge) if edge else 0 for edge in edges(words))
        some.append((hash(words), head, tail, article, tag, hash(place)))
        ids += number.bytes
        if len(some) == _AT_A_TIME:
            parts.append(np.array(some, dtype=np.int64))
            some.clear()
    last = np.array(some, dtype=np.int64).reshape(-1, 6)
    return AlikeRows(np.concatenate([*parts, last]), ids)


def _together(rows: Numbers, edges_of: Numbers) -> Iterator[list[int]]:
    """The rows with the same edge, in their order; those of which there are few first."""
    order = np.argsort(edges_of, kind="stable")
    found, sizes = np.unique(edges_of[order], return_counts=True)
    ends = np.cumsum(sizes)
    for place in np.argsort(sizes, kind="stable"):
        if sizes[place] > 1 and found[place] != 0:
            yield np.sort(rows[order[ends[place] - sizes[place] : ends[place]]]).tolist()
