"""What reviewers made of the units they share, as compact arrays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Values = NDArray[np.int32]
Real = NDArray[np.float64]

MISSING = -1
"""The value of a unit that a reviewer did not look at: never the same as 'no tag'."""
NO_TAG: frozenset[str] = frozenset()
_WIDEST = 2**62


@dataclass(frozen=True, eq=False)
class Tally:
    """Rows of units in which every reviewer gave one value: a set of tags, or none for missing.

    A row stands for `weights` units of one article (a run of n characters is one row of weight n).
    `values` has a row a run and a column a reviewer: a place in `sets`, or MISSING. `article` is a
    place in `articles`. Nothing tells two rows apart but these, so alike rows may be one.
    """

    reviewers: tuple[str, ...]
    articles: tuple[str, ...]
    sets: tuple[frozenset[str], ...]
    values: Values
    weights: Whole
    article: Whole

    @cached_property
    def readings(self) -> Whole:
        """How many reviewers looked at the units of each row."""
        found: Whole = (self.values != MISSING).sum(axis=1)
        return found

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Every tag that somebody used, by name."""
        return tuple(sorted(frozenset[str]().union(*self.sets)))

    def of_tag(self, tag: str) -> Self:
        """The same units, asked only whether they bear this tag."""
        return self._asked([tag in found for found in self.sets], (NO_TAG, frozenset({tag})))

    def marked(self) -> Self:
        """The same units, asked only whether they bear any tag at all."""
        return self._asked([bool(found) for found in self.sets], (NO_TAG, frozenset({"*"})))

    def of_reviewers(self, reviewers: Sequence[str]) -> Self:
        """The same units as these reviewers alone read them."""
        columns = [self.reviewers.index(reviewer) for reviewer in reviewers]
        return replace(self, reviewers=tuple(reviewers), values=self.values[:, columns])

    def of_articles(self, articles: Collection[str]) -> Self:
        """The units of these articles alone."""
        kept = np.array([name in articles for name in self.articles], bool)
        places = np.cumsum(kept) - 1
        chosen = self._rows(kept[self.article])
        names = tuple(name for name, keep in zip(self.articles, kept, strict=True) if keep)
        return replace(chosen, articles=names, article=places[chosen.article])

    def compared(self) -> Self:
        """The units that two reviewers or more looked at: all that a coefficient is made of."""
        return self._rows(self.readings >= 2)

    def condensed(self) -> "Tally":
        """Alike rows of an article as one: the same numbers from far fewer rows."""
        first, weights = alike([self.article, *self.values.T], self.weights)
        return Tally(
            self.reviewers,
            self.articles,
            self.sets,
            np.asfortranarray(self.values[first]),  # reviewers are asked for by column
            weights,
            self.article[first],
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of reviewers who looked at a unit in common, by name, each pair once."""
        if len(self.reviewers) < 2:
            return []
        # Who looked together, each such group once: far fewer than rows.
        groups = np.unique(np.packbits(self.values != MISSING, axis=1), axis=0)
        looked = np.unpackbits(groups, axis=1, count=len(self.reviewers)).astype(np.float32)
        return [
            (self.reviewers[one], self.reviewers[other])
            for one, other in zip(*np.nonzero(np.triu(looked.T @ looked, 1)), strict=True)
        ]

    def _asked(self, answers: Sequence[bool], sets: tuple[frozenset[str], ...]) -> Self:
        """`answers` by set; missing stays missing, being the last place of the table."""
        return replace(self, sets=sets, values=np.array([*answers, MISSING], np.int32)[self.values])

    def _rows(self, chosen: NDArray[np.bool_]) -> Self:
        return replace(
            self,
            values=self.values[chosen],
            weights=self.weights[chosen],
            article=self.article[chosen],
        )


def alike(columns: Sequence[Whole | Values], weights: Whole) -> tuple[Whole, Whole]:
    """One row for each that is alike in every column: where it stands, and its weight."""
    key, room = np.zeros(len(weights), np.int64), 1
    for column in columns:
        spread = int(column.max(initial=0)) + 2
        room *= spread
        if room > _WIDEST:  # the key would no longer fit: number what there is so far
            _, key = np.unique(key, return_inverse=True)
            room = (len(weights) + 1) * spread
        key = key * spread + column + 1
    found, group = np.unique(key, return_inverse=True)
    place = np.empty(len(found), np.int64)
    place[group] = np.arange(len(weights))
    return place, summed(group, weights, len(found)).astype(np.int64)


def summed(groups: Whole, amounts: Real | Whole, wide: int) -> Real:
    """The sum of the amounts in each of `wide` groups."""
    return np.bincount(groups, amounts, wide).astype(np.float64, copy=False)
