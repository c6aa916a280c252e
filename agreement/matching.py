"""Which passages of two reviewers are the same one: equal, or overlapping, each used once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

Extent = tuple[int, int]


@dataclass(frozen=True)
class Extents:
    """The passages of one reviewer and tag, sorted."""

    each: tuple[Extent, ...]

    @cached_property
    def apart(self) -> tuple[Extent, ...]:
        """The same, those that overlap as one; touching ones stay two."""
        found: list[Extent] = []
        for start, end in self.each:
            if found and start < found[-1][1]:
                if end > found[-1][1]:
                    found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return tuple(found)

    @cached_property
    def characters(self) -> int:
        """Under a passage or more."""
        return sum(end - start for start, end in self.apart)

    @cached_property
    def counted(self) -> Counter[Extent]:
        """How often each extent occurs."""
        return Counter(self.each)

    @property
    def are_apart(self) -> bool:
        """Whether no two of them overlap."""
        return len(self.apart) == len(self.each)


def equal(ours: Extents, theirs: Extents) -> int:
    """Pairs of passages with the same extent, each passage in at most one pair."""
    return sum(min(count, theirs.counted[extent]) for extent, count in ours.counted.items())


def overlapping(ours: Extents, theirs: Extents) -> int:
    """The most pairs of passages that share a character, each passage in at most one pair.

    A maximum matching, found from the left: of all that are left, the passage that ends first is
    paired with the overlapping one of the other reviewer that ends first. All that overlap it hold
    its last character, so whatever another one could be paired with later, one that ends later can
    as well: no other choice gives more pairs.
    """
    if ours.are_apart and theirs.are_apart:
        return _overlapping_apart(ours.each, theirs.each)
    waiting = [sorted((end, start) for start, end in one.each) for one in (ours, theirs)]
    pairs = 0
    while waiting[0] and waiting[1]:
        side = int(waiting[1][0] < waiting[0][0])
        end, _ = waiting[side].pop(0)
        others = waiting[1 - side]
        partner = next((one for one in others if one[1] < end), None)
        if partner is not None:
            others.remove(partner)
            pairs += 1
    return pairs


def shared(ours: Extents, theirs: Extents) -> int:
    """Characters that both reviewers tagged; a character under two passages of one counts once."""
    one, other = ours.apart, theirs.apart
    total = left = right = 0
    while left < len(one) and right < len(other):
        (start, end), (begin, stop) = one[left], other[right]
        common = (end if end < stop else stop) - (start if start > begin else begin)
        if common > 0:
            total += common
        if end < stop:
            left += 1
        else:
            right += 1
    return total


def _overlapping_apart(ours: Sequence[Extent], theirs: Sequence[Extent]) -> int:
    pairs = left = right = 0
    while left < len(ours) and right < len(theirs):
        (start, end), (begin, stop) = ours[left], theirs[right]
        if end <= begin:
            left += 1
        elif stop <= start:
            right += 1
        else:
            pairs, left, right = pairs + 1, left + 1, right + 1
    return pairs
