"""The unitary alignments that a best alignment may consist of: a passage, or none, of each reviewer.

Mathet, Widlöcher & Métivier (2015), sec. 5.1: there are too many to look at all, but one whose
disorder is greater than that of its passages alone is in no best alignment. Here it is enough that
any way of parting it in two does better. With k of n reviewers in it, a part of p and the rest
are better apart if what lies between them is more than Δ∅ (n (n − 1) / 2 + p (k − p)), since that
is what two alignments have more of empty places than one. This leaves far fewer than parting it
into single passages, and the same best alignment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from agreement.dissimilarity import Dissimilarity, Marks
from agreement.tally import Real, Whole

MOST = 60_000
"""Unitary alignments of one article; to choose the best of more would take minutes."""
NOBODY = -1
_ROUNDING = 1e-9


class TooManyAlignments(Exception):
    """An article has more passages close together than a best alignment can be sought among."""


@dataclass(frozen=True)
class Candidates:
    """A row an alignment, a column a reviewer: which passage, or NOBODY; and each one's disorder."""

    members: Whole
    disorders: Real


def candidates(
    continuum: Sequence[Marks], dissimilarity: Dissimilarity, most: int = MOST
) -> Candidates:
    """Every unitary alignment that could be part of a best one; TooManyAlignments beyond `most`."""
    between = _all_between(continuum, dissimilarity)
    pairs = len(continuum) * (len(continuum) - 1) // 2
    members = np.arange(NOBODY, len(continuum[0]))[:, None]
    sums = np.zeros(members.shape)
    for reader in range(1, len(continuum)):
        members, sums = _with_next(members, sums, between, reader, dissimilarity.empty, most)
    kept = (members != NOBODY).any(axis=1)
    members, sums = members[kept], sums[kept]
    members, sums = _inseparable(members, sums, between, dissimilarity.empty)
    present = (members != NOBODY).sum(axis=1)
    missing = pairs - present * (present - 1) / 2
    disorders = (sums.sum(axis=1) / 2 + dissimilarity.empty * missing) / pairs
    return Candidates(members, disorders)


Between = list[list[Real]]
"""Dissimilarities of each two reviewers' passages; the last row and column are nobody's: 0."""


def _all_between(continuum: Sequence[Marks], dissimilarity: Dissimilarity) -> Between:
    return [
        [np.pad(dissimilarity.between(ours, theirs), ((0, 1), (0, 1))) for theirs in continuum]
        for ours in continuum
    ]


def _with_next(
    members: Whole, sums: Real, between: Between, reader: int, empty: float, most: int
) -> tuple[Whole, Real]:
    """Each part of an alignment with each passage of the next reviewer, and without any."""
    readers = len(between)
    pairs = readers * (readers - 1) / 2
    limit = empty * (pairs + readers - 1) + _ROUNDING
    row, passage = _neighbours(members, between, reader, limit, most)
    added = np.zeros((len(row), reader + 1))
    for earlier in range(reader):
        apart = between[earlier][reader][members[row, earlier], passage]
        added[:, earlier] = sums[row, earlier] + apart
        added[:, reader] += apart
    taken = np.concatenate([members[row], passage[:, None]], axis=1)
    rest = readers - 1 - reader
    present = (taken != NOBODY).sum(axis=1) + rest
    fits = (added <= (empty * (pairs + present - 1) + _ROUNDING)[:, None]).all(axis=1)
    none = np.full((len(members), 1), NOBODY)
    alone = np.concatenate([members, none], axis=1)
    members = np.concatenate([alone, taken[fits]])
    sums = np.concatenate([np.pad(sums, ((0, 0), (0, 1))), added[fits]])
    still = (members != NOBODY).sum(axis=1) + rest
    fits = (sums <= (empty * (pairs + np.maximum(still, 1) - 1) + _ROUNDING)[:, None]).all(axis=1)
    if int(fits.sum()) > most:
        raise TooManyAlignments
    return members[fits], sums[fits]


def _neighbours(
    members: Whole, between: Between, reader: int, limit: float, most: int
) -> tuple[Whole, Whole]:
    """Rows of `members` with each passage near enough to the first that is in the row."""
    rows: list[Whole] = []
    passages: list[Whole] = []
    present = members != NOBODY
    first = np.where(present.any(axis=1), present.argmax(axis=1), NOBODY)
    for earlier in range(NOBODY, reader):
        chosen = np.nonzero(first == earlier)[0]
        if earlier == NOBODY:
            near = np.ones((1, between[0][reader].shape[1] - 1), bool)
            of = np.zeros(len(chosen), np.int64)
        else:
            near = between[earlier][reader][:-1, :-1] <= limit
            of = members[chosen, earlier]
        row, passage = _paired(chosen, of, near, most)
        rows.append(row)
        passages.append(passage)
    return np.concatenate(rows), np.concatenate(passages)


def _paired(chosen: Whole, of: Whole, near: NDArray[np.bool_], most: int) -> tuple[Whole, Whole]:
    """Each chosen row as often as its passage has a neighbour, with that neighbour."""
    counts = near.sum(axis=1)
    before = np.cumsum(counts) - counts
    every = np.nonzero(near)[1]
    repeats = counts[of]
    total = int(repeats.sum())
    if total > 20 * most:
        raise TooManyAlignments
    within = np.arange(total) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    return np.repeat(chosen, repeats), every[np.repeat(before[of], repeats) + within]


def _inseparable(members: Whole, sums: Real, between: Between, empty: float) -> tuple[Whole, Real]:
    """Those that no parting into one or two reviewers and the rest makes better."""
    readers = len(between)
    present = members != NOBODY
    size = present.sum(axis=1)
    kept = np.ones(len(members), bool)
    for one, other in combinations(range(readers), 2):
        apart = between[one][other][members[:, one], members[:, other]]
        crossing = sums[:, one] + sums[:, other] - 2 * apart
        part = present[:, one].astype(np.int64) + present[:, other]
        limit = empty * (readers * (readers - 1) / 2 + part * (size - part))
        kept &= (crossing <= limit + _ROUNDING) | (part == 0) | (part == size)
    return members[kept], sums[kept]
