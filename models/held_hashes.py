"""Which article of a project has which hashes, without what its outlet has in many of its articles.

What pairs of articles share is found by sorting, part by part, so that the memory it takes stays
small: nothing is compared with everything. Holders of one hash are taken in their order, each with
the eight after it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from models.shingles import SKETCH, Hashes

Numbers = NDArray[np.int64]
Chosen = NDArray[np.bool_]

FEWEST, MOST, SHARE = 5, 25, 5
"""In so many of an outlet's articles (in one of five, but no fewer and no more) it is furniture."""
NEIGHBOURS = 8
_PARTS, _FEW = 16, 2**18
_NONE = np.empty(0, np.int64)


class Held:
    """The hashes of articles, each set ascending; `outlets` are numbers, 0 for an unknown one."""

    def __init__(self, sets: Sequence[Hashes], outlets: Numbers) -> None:
        sizes = np.array([one.size for one in sets], np.int64)
        holders = np.repeat(np.arange(len(sets), dtype=np.int32), sizes)
        hashes = np.concatenate([np.empty(0, np.uint32), *sets])
        kept = ~_furniture(hashes, holders, outlets)
        self._ends = [int(one[-1]) if one.size >= SKETCH else 2**32 for one in sets]
        self._holders, self._hashes = holders[kept], hashes[kept]
        self._bounds = np.searchsorted(self._holders, np.arange(len(sets) + 1))
        self._count = len(sets)

    def of(self, place: int) -> Hashes:
        """What is left of one article's."""
        return self._hashes[self._bounds[place] : self._bounds[place + 1]]

    def pairs(self) -> tuple[Numbers, Numbers]:
        """Articles that share hashes, as first × count + second, and how many at least."""
        codes, times = _NONE, _NONE
        for part in _parts(self._hashes):
            here = np.concatenate([codes, self._pairs_in(part)])
            weights = np.concatenate([times, np.ones(here.size - codes.size, np.int64)])
            codes, back = np.unique(here, return_inverse=True)
            times = np.bincount(back, weights, codes.size).astype(np.int64)
        return codes, times

    def combined(self) -> "Held":
        """The same with each two hashes of an article made one: what is common alone is rare in twos."""
        sets = _in_twos([self.of(place) for place in range(self._count)])
        return Held(sets, np.zeros(self._count, np.int64))

    def likeness(self, first: int, second: int) -> tuple[float, int]:
        """Jaccard's likeness as far as both sketches reach, and how many hashes are shared."""
        one, other = self.of(first), self.of(second)
        end = min(self._ends[first], self._ends[second])
        shared = np.intersect1d(one, other, assume_unique=True).size
        union = int((one <= end).sum() + (other <= end).sum()) - shared
        return (shared / union if shared else 0.0), shared

    def overlap(self, first: int, second: int) -> tuple[float, int]:
        """How much of the smaller set the other has, and how many hashes are shared."""
        one, other = self.of(first), self.of(second)
        shared = np.intersect1d(one, other, assume_unique=True).size
        return (shared / min(one.size, other.size) if shared else 0.0), shared

    def _pairs_in(self, part: Chosen) -> Numbers:
        hashes, holders = self._hashes[part], self._holders[part].astype(np.int64)
        order = np.argsort(hashes, kind="stable")
        hashes, holders = hashes[order], holders[order]
        found = [_NONE]
        for ahead in range(1, NEIGHBOURS + 1):
            same = hashes[:-ahead] == hashes[ahead:]
            found.append(holders[:-ahead][same] * self._count + holders[ahead:][same])
        return np.concatenate(found)


def _furniture(hashes: Hashes, holders: NDArray[np.int32], outlets: Numbers) -> Chosen:
    """Whether the holder's outlet has the hash in many of its articles; no outlet, no furniture."""
    found = np.zeros(hashes.size, np.bool_)
    enough = np.clip(-(-np.bincount(outlets) // SHARE), FEWEST, MOST)
    for part in _parts(hashes):
        places = outlets[holders[part]]
        codes = places.astype(np.uint64) << np.uint64(32) | hashes[part]
        _, back, times = np.unique(codes, return_inverse=True, return_counts=True)
        found[part] = (places > 0) & (times[back] >= enough[places])
    return found


def _parts(hashes: Hashes) -> Iterator[Chosen]:
    """All hashes, a part of their range at a time; in one where there are few."""
    parts = _PARTS if hashes.size > _FEW else 1
    edges = np.quantile(hashes, np.linspace(0, 1, parts + 1)) if hashes.size else np.zeros(2)
    edges[-1] = 2**32
    for low, high in pairwise(edges):
        yield (hashes >= low) & (hashes < high)


def _in_twos(sets: Sequence[Hashes]) -> list[Hashes]:
    """Of each set every two of its hashes as one."""
    found: list[Hashes] = [np.empty(0, np.uint32)] * len(sets)
    sizes = np.array([one.size for one in sets], np.int64)
    for size in np.unique(sizes[sizes > 1]).tolist():
        places = np.flatnonzero(sizes == size).tolist()
        here = np.stack([sets[place] for place in places])
        first, second = np.triu_indices(size, 1)
        twos = here[:, first] * np.uint32(2654435761) ^ here[:, second]
        for place, row in zip(places, np.sort(twos, axis=1), strict=True):
            found[place] = row
    return found
