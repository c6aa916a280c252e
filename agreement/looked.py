"""Who looked at which part of a text.

A passage is looked at even where `looked` does not say so; a blank between sentences is if both
sentences beside it are.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from agreement.reading import Reading, ReadText
from agreement.units import joined

Range = tuple[int, int]
Parts = Mapping[frozenset[str], Sequence[Range]]
"""The parts of a text by who exactly looked at them."""


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
    if list(reading.looked) == [(0, text.length)]:
        return ((0, text.length),)
    tagged = [(passage.start, passage.end) for passage in reading.passages]
    parts = joined(sorted([*reading.looked, *tagged]), text.length)
    if not parts or not text.sentences:
        return tuple(parts)
    starts, ends = zip(*text.sentences, strict=True)
    found: list[Range] = []
    for start, end in [*parts, (text.length, text.length)]:
        before = found[-1][1] if found else 0
        after = bisect_right(ends, before)
        is_blank = after == len(ends) or starts[after] >= start
        if found and is_blank:
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((0 if is_blank else start, end))
    return tuple(found)


def _within(parts: Sequence[Range], position: int) -> bool:
    at = bisect_right(parts, position, key=lambda part: part[0]) - 1
    return at >= 0 and position < parts[at][1]
