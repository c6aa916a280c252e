"""How far two sets of tags are apart, 0 to 1, for units that bear several tags."""

from collections.abc import Sequence

import numpy as np

from agreement.tally import Real


def jaccard(sets: Sequence[frozenset[str]]) -> Real:
    """1 − |A ∩ B| / |A ∪ B|, for each two of these sets; 0 between two empty ones.

    Jaccard (1908), Bulletin de la Société vaudoise des sciences naturelles 44:223-270.
    """
    common, either, _ = _overlap(sets)
    return np.where(either > 0, 1 - common / np.maximum(either, 1), 0)


def masi(sets: Sequence[frozenset[str]]) -> Real:
    """1 − Jaccard's index × monotonicity, for each two of these sets; 0 between two empty ones.

    Monotonicity is 1 for equal sets, 2/3 where one holds the other, 1/3 where they only overlap,
    0 where they do not: Passonneau (2006), Measuring agreement on set-valued items (MASI) for
    semantic and pragmatic annotation, LREC, sec. 4.
    """
    common, either, sizes = _overlap(sets)
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    held = np.where(common == smaller, 2 / 3, 1 / 3)
    monotony = np.where(common == either, 1, held)  # of sets apart `common` is 0, whatever this is
    return np.where(either > 0, 1 - common / np.maximum(either, 1) * monotony, 0)


def _overlap(sets: Sequence[frozenset[str]]) -> tuple[Real, Real, Real]:
    """Sizes of each two sets' intersection and union, and of each set."""
    tags = {tag: place for place, tag in enumerate(sorted(frozenset[str]().union(*sets)))}
    bears = np.zeros((len(sets), len(tags)))
    for row, found in enumerate(sets):
        bears[row, [tags[tag] for tag in found]] = 1
    sizes = bears.sum(axis=1)
    common = bears @ bears.T
    return common, sizes[:, None] + sizes[None, :] - common, sizes
