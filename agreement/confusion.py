"""Which tags are taken for which: a matrix of tags by tags, 'no tag' among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from agreement.pooled import pooled
from agreement.tally import MISSING, Real, Tally, Values, Whole, summed

Label = str | None
"""A tag, or None for 'no tag'."""


@dataclass(frozen=True, eq=False)
class Confusion:
    """How often one reader of a unit said what a row names, and another what a column names.

    `labels` name rows and columns, 'no tag' (None) first. Every pair of readings of a unit counts
    one in all. Between two named reviewers rows are the first's; else order means nothing, the
    matrix is its own mirror, and the diagonal with one triangle holds every pair once.
    """

    labels: tuple[Label, ...]
    counts: Real
    pair: tuple[str, str] | None = None

    def most(self) -> list[tuple[Label, Label, float]]:
        """Two labels and how often they were taken for each other, most often first."""
        mirrored = self.counts if self.pair is None else self.counts + self.counts.T
        rows, columns = np.nonzero(np.triu(mirrored, 1))
        cells = [
            (self.labels[row], self.labels[column], float(mirrored[row, column]))
            for row, column in zip(rows, columns, strict=True)
        ]
        return sorted(cells, key=lambda cell: (-cell[2], cell[0] or "", cell[1] or ""))


def confusion(tally: Tally, pair: tuple[str, str] | None = None) -> Confusion:
    """The confusion of everybody, or of one pair of reviewers, over all units both looked at."""
    labels: tuple[Label, ...] = (None, *tally.tags)
    values, weights = _compared(tally, pair)
    wide = len(tally.sets)
    met = np.zeros(wide * wide)
    for one in range(values.shape[1]):
        for other in range(one + 1, values.shape[1]):
            both = (values[:, one] != MISSING) & (values[:, other] != MISSING)
            cell = values[both, one] * wide + values[both, other]
            met += summed(cell, weights[both], wide * wide)
    counts = _spread_out(met.reshape(wide, wide), tally.sets, labels)
    if pair is None:
        counts = counts + counts.T - np.diag(np.diag(counts))
    return Confusion(labels, counts, pair)


def confused(sets: Sequence[frozenset[str]], one: Label, other: Label) -> Real:
    """How much of each two sets' meeting falls on the cell of two labels: rows say `one`."""
    return np.array(
        [
            [
                sum(part for *cell, part in cells(left, right) if cell == [one, other])
                for right in sets
            ]
            for left in sets
        ]
    )


def cells(one: frozenset[str], other: frozenset[str]) -> Iterator[tuple[Label, Label, float]]:
    """The cells on which the meeting of two sets of tags falls, and its part in each; 1 in all.

    What both have stands on the diagonal, a part each. What is left of one faces what is left of
    the other, each with each in equal parts; where nothing is left of one, it faces 'no tag'.
    """
    both, left, right = one & other, one - other, other - one
    parts = len(both) + max(len(left), len(right))
    if not parts:
        yield None, None, 1.0
    for tag in both:
        yield tag, tag, 1 / parts
    if left or right:
        part = max(len(left), len(right)) / (max(len(left), 1) * max(len(right), 1)) / parts
        for mine, theirs in product(left or (None,), right or (None,)):
            yield mine, theirs, part


def _compared(tally: Tally, pair: tuple[str, str] | None) -> tuple[Values, Whole]:
    if pair is None:
        said = pooled(tally)
        return said.values, said.weights
    read = tally.of_reviewers(pair)
    return read.values, read.weights


def _spread_out(met: Real, sets: Sequence[frozenset[str]], labels: Sequence[Label]) -> Real:
    place = {label: number for number, label in enumerate(labels)}
    counts = np.zeros((len(labels), len(labels)))
    for row, column in zip(*np.nonzero(met), strict=True):
        for one, other, part in cells(sets[row], sets[column]):
            counts[place[one], place[other]] += met[row, column] * part
    return counts
