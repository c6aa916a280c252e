"""Units as what was said of them, whoever said it: what coefficients of several reviewers need."""

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from agreement.tally import MISSING, NO_TAG, Real, Tally, Values, Whole, alike, summed


@dataclass(frozen=True, eq=False)
class Pooled:
    """The units that two reviewers or more looked at.

    A row has its values in falling order, then MISSING; `readings` says how many there are. All
    others are left out, of what chance would do as well: nobody can say of them whether readers
    agree, and they must not make a coefficient defined that is not.
    """

    articles: int
    sets: tuple[frozenset[str], ...]
    values: Values
    readings: Whole
    weights: Whole
    article: Whole

    @cached_property
    def agreeing(self) -> Real:
        """The share of agreeing pairs of readings, for each row."""
        return 1 - self.distant(unlike(self.sets))

    @cached_property
    def shares(self) -> Real:
        """How many units each value got in each article; a unit of n readings has n parts."""
        return self.each_value(1 / self.readings)

    def each_article(self, amounts: Real | Whole) -> Real:
        """The sum of an amount over the units of each article, as one column."""
        return summed(self.article, self.weights * amounts, self.articles)[:, None]

    def each_value(self, amounts: Real | Whole) -> Real:
        """The sum of an amount over all readings of each article, a column for each value."""
        rows, columns = np.nonzero(self.values != MISSING)
        wide = len(self.sets)
        cell = self.article[rows] * wide + self.values[rows, columns]
        sums = summed(cell, (self.weights * amounts)[rows], self.articles * wide)
        return sums.reshape(self.articles, wide)

    def distant(self, distance: Real) -> Real:
        """The mean distance between two readings of a unit, for each row."""
        pairs: Real = self.readings * (self.readings - 1) / 2
        return over_pairs(self.values, distance) / pairs


def pooled(tally: Tally) -> Pooled:
    """What was said of each unit of a tally that can be compared."""
    compared = tally.compared()
    values = packed(compared.values)
    first, weights = alike([compared.article, *values.T], compared.weights)
    return Pooled(
        len(tally.articles),
        tally.sets,
        values[first],
        compared.readings[first],
        weights,
        compared.article[first],
    )


def packed(values: Values) -> Values:
    """The values of each row in falling order, whoever gave them, in no more columns than needed."""
    rows, columns = np.nonzero(values != MISSING)
    readings = np.bincount(rows, minlength=len(values))
    before = np.repeat(np.cumsum(readings) - readings, readings)
    found = np.full((len(values), int(readings.max(initial=0))), MISSING, np.int32)
    found[rows, np.arange(len(rows)) - before] = values[rows, columns]
    return -np.sort(-found, axis=1)


def over_pairs(values: Values, table: Real) -> Real:
    """The sum over pairs of readings of what a table says of their two values, for each row."""
    total = np.zeros(len(values))
    said = np.pad(table, ((0, 1), (0, 1)))  # of a missing reading, nothing
    for one, other in combinations(range(values.shape[1]), 2):
        total += said[values[:, one], values[:, other]]
    return total


def unlike(sets: tuple[frozenset[str], ...]) -> Real:
    """The nominal distance: 0 between a set of tags and itself, 1 to any other."""
    return 1 - np.eye(len(sets or (NO_TAG,)))
