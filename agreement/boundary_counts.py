"""Boundaries of each two reviewers, article by article and tag by tag, ready to be added up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from agreement.boundaries import Position, boundaries, moves
from agreement.continuum import Pair, alone, by_readers, pairs
from agreement.reading import ReadText
from agreement.tally import Real

SIMILAR, COMPARED, FIRST, SECOND, PLACES = range(5)
"""Columns: boundaries that agree, near ones in part; pairs and single ones compared; boundaries of
the first and of the second reviewer; and places where there could be one."""
NEAR = 2
"""Boundaries fewer than so many places apart agree in part (n_t of Fournier 2013)."""


@dataclass(frozen=True)
class BoundaryCounts:
    """By tag (None: whatever tag) and pair, sums with a row an article.

    `places` has the sums of a pair that has no boundary of a tag: only where there could be one.
    """

    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    tags: tuple[str, ...]
    sums: Mapping[tuple[str | None, Pair], Real]
    places: Mapping[Pair, Real]
    compared: Mapping[Pair, frozenset[str]]
    readers: int
    alone: int

    def of(self, tag: str | None, pair: Pair) -> Real:
        """The sums of a tag and a pair."""
        return self.sums.get((tag, pair), self.places[pair])


def count_boundaries(
    texts: Sequence[ReadText], position: Position = "sentence", near: int = NEAR
) -> BoundaryCounts:
    """Compare the boundaries of each two reviewers on what both looked at."""
    articles = {name: row for row, name in enumerate(sorted({text.article for text in texts}))}
    sums: dict[tuple[str | None, Pair], Real] = {}
    places: dict[Pair, Real] = defaultdict(lambda: np.zeros((len(articles), 5)))
    compared: dict[Pair, set[str]] = defaultdict(set)
    lonely = 0
    for text in texts:
        lonely += alone(text, by_readers(text))[0]
        row = articles[text.article]
        for pair, there, counted in _compare(text, position, near):
            compared[pair].add(text.article)
            places[pair][row, PLACES] += there
            for tag, counts in counted.items():
                known = sums.setdefault((tag, pair), np.zeros((len(articles), 5)))
                known[row, :PLACES] += counts
    for (_, pair), known in sums.items():
        known[:, PLACES] = places[pair][:, PLACES]
    return BoundaryCounts(
        tuple(articles),
        tuple(sorted(compared)),
        tuple(sorted({tag for tag, _ in sums if tag is not None})),
        sums,
        dict(places),
        {pair: frozenset(found) for pair, found in compared.items()},
        len({reading.reviewer for text in texts for reading in text.readings}),
        lonely,
    )


def _compare(
    text: ReadText, position: Position, near: int
) -> Iterator[tuple[Pair, int, dict[str | None, tuple[float, int, int, int]]]]:
    known: dict[int, tuple[int, dict[str | None, dict[str, frozenset[int]]]]] = {}
    for pair, on in pairs(text, by_readers(text)):
        if id(on) not in known:
            known[id(on)] = boundaries(text, on, position)
        places, found = known[id(on)]
        counted = {}
        for tag, by_name in found.items():
            ours, theirs = (by_name.get(name, frozenset()) for name in pair)
            if ours or theirs:
                counted[tag] = _counts(ours, theirs, near)
        yield pair, places, counted


def _counts(ours: frozenset[int], theirs: frozenset[int], near: int) -> tuple[float, int, int, int]:
    """Of eq. 1 of Fournier (2013): a near pair agrees by 1 − distance / n_t."""
    found = moves(ours, theirs, near - 1)
    compared = found.same + len(found.near) + found.alone
    similar = found.same + sum(1 - far / near for far in found.near)
    return similar, compared, len(ours), len(theirs)
