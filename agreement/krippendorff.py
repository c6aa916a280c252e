"""Krippendorff's alpha: one minus observed over expected disagreement, with missing readings."""

from collections.abc import Callable, Sequence

import numpy as np

from agreement.additive import Additive, ratio
from agreement.pooled import Pooled, unlike
from agreement.tally import Real

Distance = Callable[[Sequence[frozenset[str]]], Real]
"""From sets of tags to how far each two are apart; 0 on the diagonal."""


def nominal(sets: Sequence[frozenset[str]]) -> Real:
    """0 between equal sets, 1 between any others: δ² nominal of Krippendorff (2004), eq. 6."""
    return unlike(tuple(sets))


def krippendorff(pooled: Pooled, distance: Distance = nominal) -> Additive:
    """α = 1 − Do / De over pairable values, each pair of a unit weighing 1 / (readings − 1).

    Krippendorff (2004), Content Analysis, 2nd ed., sec. 11.3; Krippendorff (2011), Computing
    Krippendorff's Alpha-Reliability, sec. C and D. With a distance between sets of tags in the
    place of δ²: Passonneau (2006), LREC, sec. 5.
    """
    far = distance(pooled.sets)
    observed = pooled.each_article(pooled.distant(far) * pooled.readings)
    uses = pooled.each_value(np.ones(len(pooled.readings)))

    def solve(totals: Real) -> Real:
        used = totals[:, 1:]
        values = used.sum(axis=1)
        expected = ((used @ far) * used).sum(axis=1)
        return 1 - ratio((values - 1) * totals[:, 0], expected)

    return Additive(np.hstack([observed, uses]), solve)
