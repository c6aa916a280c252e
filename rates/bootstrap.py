"""The interval of a rate whose counts come in articles: whole articles are drawn again."""

from collections.abc import Iterator
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, stdtrit

from rates.chance import at_least, chance
from rates.estimate import MINIMUM_ARTICLES, Estimate, Interval

Numbers = NDArray[np.float64]
RESAMPLES = 2000
SEED = 1979
"""The same articles always give the same interval."""
# So many draws are held at a time: eight bytes each.
_HELD = 500_000


def ratio(
    articles: NDArray[np.int64],
    tops: Numbers,
    bottoms: Numbers,
    *,
    counts: bool = True,
    least: int = MINIMUM_ARTICLES,
) -> Estimate:
    """The sum of the tops over that of the bottoms, a value a reading, with a bootstrap interval.

    Passages and words of one article, and its readings by several people, depend on each other, so
    whole articles are drawn with replacement (Efron, B. (1979). Bootstrap methods: another look at
    the jackknife. Annals of Statistics 7, 1-26). The percentiles are those that make up for few
    articles (Hesterberg, T. (2015). What teachers should know about the bootstrap. The American
    Statistician 69, 371-386, section 5.3).

    For `counts` the interval is at least what chance alone leaves (see `rates.chance`): articles
    that happen to be alike, or to have nothing, are no certainty. A share of nothing has none.
    """
    known, place = np.unique(articles, return_inverse=True)
    if len(known) < max(least, 1):
        return Estimate(None, articles=len(known), undefined="too_few_articles")
    top, bottom = (summed(place, values, len(known)) for values in (tops, bottoms))
    if bottom.sum() <= 0:
        return Estimate(None, articles=len(known), undefined="no_words")
    value = float(top.sum() / bottom.sum())
    if value == 0 and not counts:
        return Estimate(0.0, None, len(known))
    draws = np.concatenate([_of(top, drawn) / _of(bottom, drawn) for drawn in drawings(len(known))])
    interval = limits(draws, len(known))
    if counts:
        interval = at_least(interval, chance(articles, tops, bottoms))
    return Estimate(value, interval, len(known))


def drawings(size: int, resamples: int = RESAMPLES) -> Iterator[NDArray[np.int64]]:
    """Which of `size` articles each resample holds, some resamples at a time."""
    dice = np.random.default_rng(SEED)
    portion = max(1, _HELD // size)
    for begun in range(0, resamples, portion):
        yield dice.integers(0, size, (min(portion, resamples - begun), size))


def limits(draws: Numbers, articles: int) -> Interval | None:
    """The expanded percentiles of what the resamples gave; None where too many gave nothing.

    A bootstrap of n articles is too narrow by sqrt((n-1)/n) and by taking the normal curve for
    Student's: the percentiles lie as much further out.
    """
    told = draws[np.isfinite(draws)]
    if len(told) < 0.9 * len(draws) or articles < 2:
        return None
    reach = float(stdtrit(articles - 1, 0.975)) * sqrt(articles / (articles - 1))
    tail = float(ndtr(-reach))
    low, high = np.quantile(told, [tail, 1 - tail])
    return float(low), float(high)


def summed(places: NDArray[np.int64], values: Numbers, size: int) -> Numbers:
    """The sum of the values at each of `size` places."""
    return np.asarray(np.bincount(places, values, size), dtype=np.float64)


def _of(values: Numbers, drawn: NDArray[np.int64]) -> Numbers:
    found: Numbers = values[drawn].sum(axis=1)
    return found
