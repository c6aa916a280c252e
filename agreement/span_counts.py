"""How many passages each two reviewers have, and have in common, article by article and tag by tag.

Everything about agreement of pairs on spans is a ratio of these counts, and they add up over
articles. Of overlapping passages of one reviewer and tag, each counts for itself where passages
are matched, and their characters once where characters are counted.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from agreement.continuum import Continuum, Pair, alone, by_readers, pairs
from agreement.matching import Extent, Extents, equal, overlapping, shared
from agreement.reading import ReadText
from agreement.tally import Real, Whole

FIRST, SECOND, EXACT, OVERLAP, FIRST_CHARACTERS, SECOND_CHARACTERS, CHARACTERS = range(7)
"""Columns of the counts: passages of each and pairs of the same; characters of each and of both."""
WHATEVER_TAG = -1
"""The tag of rows in which passages were compared by their extent alone."""
Found = dict[str, dict[int, Extents]]
"""Passages by reviewer and tag."""
NONE = Extents(())


@dataclass(frozen=True)
class SpanCounts:
    """Rows of counts, one for each text, pair of reviewers and tag that either of them used.

    `compared` says for each pair which articles both looked at, and `in_common` how many passages
    they have there; `passages` how many each reviewer has at all, and `alone` how many lie where
    nobody else looked.
    """

    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    tags: tuple[str, ...]
    article: Whole
    pair: Whole
    tag: Whole
    counts: Real
    compared: Mapping[Pair, set[str]]
    in_common: Mapping[Pair, int]
    passages: Mapping[str, int]
    alone: int


@dataclass
class _Rows:
    keys: list[tuple[int, int, int]] = field(default_factory=list)
    counts: list[tuple[int, ...]] = field(default_factory=list)


def count_spans(texts: Sequence[ReadText]) -> SpanCounts:
    """Count what each two reviewers of these texts have in common on their common ground."""
    places = {name: place for place, name in enumerate(sorted({text.article for text in texts}))}
    tags: dict[str, int] = {}
    numbers: dict[Pair, int] = {}
    compared: dict[Pair, set[str]] = defaultdict(set)
    in_common: Counter[Pair] = Counter()
    rows = _Rows()
    lonely = 0
    for text in texts:
        parts = by_readers(text)
        lonely += alone(text, parts)[0]
        found: dict[int, Found] = {}
        for pair, on in pairs(text, parts):
            if id(on) not in found:
                found[id(on)] = _by_tag(on, tags)
            compared[pair].add(text.article)
            in_common[pair] += sum(len(on.found[name]) for name in pair)
            number = numbers.setdefault(pair, len(numbers))
            _count(rows, places[text.article], number, pair, found[id(on)])
    keys = np.array(rows.keys, np.int64).reshape(-1, 3)
    return SpanCounts(
        tuple(places),
        tuple(numbers),
        tuple(tags),
        keys[:, 0],
        keys[:, 1],
        keys[:, 2],
        np.array(rows.counts, np.float64).reshape(-1, 7),
        compared,
        in_common,
        _passages(texts),
        lonely,
    )


def _passages(texts: Sequence[ReadText]) -> Mapping[str, int]:
    passages: Counter[str] = Counter()
    for text in texts:
        passages.update({one.reviewer: len(one.passages) for one in text.readings})
    return passages


def _by_tag(on: Continuum, tags: dict[str, int]) -> Found:
    extents: dict[tuple[str, int], list[Extent]] = defaultdict(list)
    for reviewer, passages in on.found.items():
        for passage in passages:
            extent = (passage.start, passage.end)
            extents[reviewer, tags.setdefault(passage.tag, len(tags))].append(extent)
            extents[reviewer, WHATEVER_TAG].append(extent)
    found: Found = defaultdict(dict)
    for (reviewer, tag), each in extents.items():
        found[reviewer][tag] = Extents(tuple(each))
    return found


def _count(rows: _Rows, article: int, pair: int, names: Pair, found: Found) -> None:
    ours, theirs = found[names[0]], found[names[1]]
    for tag in ours.keys() | theirs.keys():
        rows.keys.append((article, pair, tag))
        rows.counts.append(_compare(ours.get(tag, NONE), theirs.get(tag, NONE)))


def _compare(ours: Extents, theirs: Extents) -> tuple[int, ...]:
    return (
        len(ours.each),
        len(theirs.each),
        equal(ours, theirs),
        overlapping(ours, theirs),
        ours.characters,
        theirs.characters,
        shared(ours, theirs),
    )
