"""How far chance alone could move a count, however alike the articles are."""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from rates.estimate import Interval


def chance(
    articles: NDArray[np.int64], tops: NDArray[np.float64], bottoms: NDArray[np.float64]
) -> Interval:
    """The exact Poisson interval of the sum of the tops over that of the bottoms, at 95 %.

    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442. Each
    article's text counts once, with what its readings found on average: ten who read the same text
    are no ten texts. Where nothing was found it ends where finding nothing has a chance of 2.5 %.
    """
    _, place = np.unique(articles, return_inverse=True)
    once = float((np.bincount(place, bottoms) / np.bincount(place)).sum())
    found = float(tops.sum() / bottoms.sum()) * once
    low = float(gammaincinv(found, 0.025)) if found > 0 else 0.0
    return low / once, float(gammaincinv(found + 1, 0.975)) / once


def at_least(interval: Interval | None, other: Interval) -> Interval | None:
    """The interval, widened to hold the other one; None stays None."""
    if interval is None:
        return None
    return min(interval[0], other[0]), max(interval[1], other[1])
