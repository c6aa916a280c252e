"""What a best alignment says: how much disorder is in it, and how tags differ in what it joins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from agreement.best_alignment import best_alignment
from agreement.dissimilarity import Dissimilarity, Marks
from agreement.tally import Real, Whole
from agreement.unitary_alignments import MOST, NOBODY


@dataclass(frozen=True)
class Aligned:
    """Disorder for each passage of an average reader; Σ weight d_cat, and Σ weight, of pairs.

    `categories` has a row for all pairs, then one for the pairs with a passage of each tag.
    """

    disorder: float
    categories: Real


def align(
    continuum: Sequence[Marks], dissimilarity: Dissimilarity, tags: int, most: int = MOST
) -> Aligned:
    """Align a continuum as well as can be; its tags are 0 to `tags` − 1.

    The disorder is eq. 9 of Mathet, Widlöcher & Métivier (2015): the sum of unitary disorders by
    the average number of passages of a reader. Pairs of aligned passages are weighed as in Mathet
    (2017), Computational Linguistics 43:661-681, sec. 4: by 1 / (v − 1) in an alignment of v
    passages, and by max(0, 1 − α d_pos), so that passages hardly aligned hardly count. A passage
    that a reader has no answer to differs as much as can be, with the weight of a perfect pair, as
    in pygamma-agreement; so what nobody else found does not raise it.
    """
    found = best_alignment(continuum, dissimilarity, most)
    average = sum(len(marks) for marks in continuum) / len(continuum)
    sums = np.zeros((1 + tags, 2))
    size = (found.members != NOBODY).sum(axis=1)
    for one, other in combinations(range(len(continuum)), 2):
        here = found.members[:, [one, other]] != NOBODY
        joined, alone = here.all(axis=1), here[:, 0] != here[:, 1]
        ours = _chosen(continuum[one], found.members[joined, one])
        theirs = _chosen(continuum[other], found.members[joined, other])
        sums += _pairs(ours, theirs, size[joined], dissimilarity, tags)
        for reader in (one, other):
            only = found.members[alone, reader]
            left = _chosen(continuum[reader], only[only != NOBODY])
            sums += _unanswered(left, dissimilarity.empty, tags)
    return Aligned(float(found.disorders.sum()) / average, sums)


def _pairs(
    ours: Marks, theirs: Marks, size: Whole, dissimilarity: Dissimilarity, tags: int
) -> Real:
    near = 1 - dissimilarity.position * np.diag(dissimilarity.by_position(ours, theirs))
    weight = np.maximum(near, 0) / np.maximum(size - 1, 1)
    unlike = np.diag(dissimilarity.by_category(ours, theirs)) * weight
    every = np.arange(tags)[:, None]
    of_any = np.ones((1, len(weight)), bool)
    counted = np.concatenate([of_any, (ours.tags == every) | (theirs.tags == every)])
    return np.array([counted @ unlike, counted @ weight]).T


def _unanswered(marks: Marks, empty: float, tags: int) -> Real:
    counts = np.bincount(marks.tags, minlength=tags).astype(np.float64)
    weight = np.concatenate([[counts.sum()], counts]) * empty
    return np.array([weight * empty, weight]).T


def _chosen(marks: Marks, which: Whole) -> Marks:
    return Marks(marks.starts[which], marks.ends[which], marks.tags[which])
