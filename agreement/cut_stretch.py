"""A stretch cut wherever anybody's unit begins or ends, so that every piece has one reading each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agreement.matching import Extent
from agreement.shared_ground import Stretch
from agreement.tally import Real, Whole

Placed = tuple[Whole, Whole, Whole]
"""Units: the row of each one's reviewer, its first piece, and the piece after its last."""


class CutStretch:
    """Pieces of a stretch, a column each, as its reviewers read them, a row each.

    `bears` has a layer a tag; `tagged` is what bears any; `both` how many tagged each piece.
    """

    def __init__(self, stretch: Stretch) -> None:
        every = [unit for found in stretch.units.values() for own in found.values() for unit in own]
        self.cuts = np.unique(np.array([0, stretch.length, *(at for unit in every for at in unit)]))
        self.lengths: Real = np.diff(self.cuts).astype(np.float64)
        self.readers = len(stretch.reviewers)
        self.tags = tuple(stretch.units)
        self.bears = np.zeros((len(self.tags), self.readers, len(self.lengths)), bool)
        self.edges = np.zeros((self.readers, len(self.lengths)), bool)
        rows = {name: row for row, name in enumerate(stretch.reviewers)}
        self.units: list[Placed] = []
        for layer, tag in enumerate(self.tags):
            units = [(rows[name], unit) for name, own in stretch.units[tag].items() for unit in own]
            self.units.append(self._paint(self.bears[layer], units))
        self.tagged: NDArray[np.bool_] = self.bears.max(axis=0)
        self.both: Whole = self.tagged.sum(axis=0)
        self.so_far = _sums(self.lengths)
        self._tagged_so_far = _sums(self.lengths * self.tagged)

    def runs(self) -> Placed:
        """Units of any tag: a reviewer's text cut at every edge of a passage of theirs."""
        row, first = np.nonzero(self.edges)
        after = np.append(first[1:], len(self.lengths))
        after[np.append(row[1:] != row[:-1], True)] = len(self.lengths)
        found = self.tagged[row, first]
        return row[found], first[found], after[found]

    def squares(self, units: Placed) -> float:
        """Σ L² of these units (eq. 4): each paired with itself, which chance cannot do."""
        _, first, after = units
        lengths = self.so_far[after] - self.so_far[first]
        return float(lengths @ lengths)

    def squares_within_others(self, units: Placed) -> float:
        """Σ of the squared lengths that each other reviewer tagged of these units (eq. 10)."""
        _, first, after = units
        lengths = self._tagged_so_far[:, after] - self._tagged_so_far[:, first]
        all_of_them = float((lengths * lengths).sum()) - self.squares(units)
        return all_of_them / (self.readers - 1)

    def _paint(self, layer: NDArray[np.bool_], units: Sequence[tuple[int, Extent]]) -> Placed:
        row = np.array([row for row, _ in units])
        first, after = np.searchsorted(self.cuts, np.array([unit for _, unit in units])).T
        steps = np.zeros((self.readers, len(self.lengths) + 1), np.int64)
        np.add.at(steps, (row, first), 1)
        np.add.at(steps, (row, after), -1)
        layer[:] = np.cumsum(steps[:, :-1], axis=1) > 0
        self.edges[row, first] = True
        inner = after < len(self.lengths)
        self.edges[row[inner], after[inner]] = True
        return row, first, after


def _sums(lengths: Real) -> Real:
    """What lies before each cut."""
    return np.pad(np.cumsum(lengths, axis=-1), [*[(0, 0)] * (lengths.ndim - 1), (1, 0)])
