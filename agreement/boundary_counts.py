"""Boundaries of each two reviewers, article by article and tag by tag, ready to be added up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from agreement.boundaries import Position, boundaries, moves
from agreement.continuum import Pair, alone, pairs
from agreement.looked import Parts, by_readers
from agreement.reading import ReadText
from agreement.tally import Real

SIMILAR, COMPARED, FIRST, SECOND, PLACES = range(5)
"""Columns: boundaries that agree, near ones in part; pairs and single ones compared; boundaries of
the first and of the second reviewer; and places where there could be one."""
NEAR = 2
"""Boundaries fewer than so many places apart agree in part (n_t of Fournier 2013)."""


@dataclass(frozen=True)
class BoundaryCounts:
    """Rows of counts by tag (None: whatever tag) and pair; the first column is the article.

    `places` holds for each pair how many places there are, whether anybody has a boundary there.
    """

    articles: tuple[str, ...]
    pairs: tuple[Pair, ...]
    tags: tuple[str, ...]
    rows: Mapping[tuple[str | None, Pair], Real]
    places: Mapping[Pair, Real]
    compared: Mapping[Pair, frozenset[str]]
    readers: int
    alone: int

    def of(self, tag: str | None, pair: Pair) -> Real:
        """The sums of a tag and a pair, a row an article."""
        rows = np.concatenate([self.rows.get((tag, pair), np.empty((0, 6))), self.places[pair]])
        sums = np.zeros((len(self.articles), 5))
        np.add.at(sums, rows[:, 0].astype(np.int64), rows[:, 1:])
        return sums


def count_boundaries(
    texts: Sequence[ReadText], position: Position = "sentence", near: int = NEAR
) -> BoundaryCounts:
    """Compare the boundaries of each two reviewers on what both looked at."""
    articles = {name: row for row, name in enumerate(sorted({text.article for text in texts}))}
    found: dict[tuple[str | None, Pair], list[tuple[float, ...]]] = defaultdict(list)
    places: dict[Pair, list[tuple[float, ...]]] = defaultdict(list)
    compared: dict[Pair, set[str]] = defaultdict(set)
    lonely = 0
    for text in texts:
        parts = by_readers(text)
        lonely += alone(text, parts)[0]
        row = articles[text.article]
        for pair, there, counted in _compare(text, parts, position, near):
            compared[pair].add(text.article)
            places[pair].append((row, 0, 0, 0, 0, there))
            for tag, counts in counted.items():
                found[tag, pair].append((row, *counts, 0))
    return BoundaryCounts(
        tuple(articles),
        tuple(sorted(compared)),
        tuple(sorted({tag for tag, _ in found if tag is not None})),
        {key: np.array(rows, np.float64) for key, rows in found.items()},
        {pair: np.array(rows, np.float64) for pair, rows in places.items()},
        {pair: frozenset(among) for pair, among in compared.items()},
        len({reading.reviewer for text in texts for reading in text.readings}),
        lonely,
    )


def _compare(
    text: ReadText, parts: Parts, position: Position, near: int
) -> Iterator[tuple[Pair, int, dict[str | None, tuple[float, int, int, int]]]]:
    known: dict[int, tuple[int, dict[str | None, dict[str, frozenset[int]]]]] = {}
    for pair, on in pairs(text, parts):
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
