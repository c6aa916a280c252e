"""Cohen's kappa: agreement of two reviewers beyond what the habits of each explain."""

import numpy as np

from agreement.additive import Additive, beyond_chance, ratio
from agreement.tally import MISSING, Real, Tally, Values, summed


def cohen(tally: Tally) -> Additive:
    """κ = (p_o − p_e) / (1 − p_e) of the units that both of two reviewers looked at.

    Cohen (1960), Educational and Psychological Measurement 20:37-46, eq. 1. Not defined for more
    than two: that is a ValueError, since leaving somebody out unsaid would be wrong.
    """
    if len(tally.reviewers) != 2:
        raise ValueError(f"Cohen's kappa is of two reviewers, not {len(tally.reviewers)}")
    both = (tally.values != MISSING).all(axis=1)
    one, other = tally.values[both].T
    article, weights = tally.article[both], tally.weights[both]
    articles, wide = len(tally.articles), len(tally.sets)

    def uses(values: Values) -> Real:
        sums = summed(article * wide + values, weights, articles * wide)
        return sums.reshape(articles, wide)

    agreeing = summed(article, weights * (one == other), articles)[:, None]
    return Additive(np.hstack([agreeing, uses(one), uses(other)]), _cohen)


def _cohen(totals: Real) -> Real:
    one, other = np.split(totals[:, 1:], 2, axis=1)
    units = one.sum(axis=1)
    left = (one * (units[:, None] - other)).sum(axis=1)
    return beyond_chance(ratio(totals[:, 0], units), ratio(left, units * units))
