"""How much a coefficient would vary with other articles: a percentile bootstrap over articles."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from agreement.additive import Additive
from agreement.figure import Figure
from agreement.tally import Real

RESAMPLES = 1000
FEWEST_ARTICLES = 5
"""With fewer, the same few articles come again and again, and the interval tells nothing."""
FEWEST_DEFINED = 0.9
"""Of the resamples; where more are undefined, what is left says too little of the whole."""
ENDS = (2.5, 97.5)
_SEED = 1960
_AT_ONCE = 250


def with_interval(figure: Figure, additive: Additive, resamples: int = RESAMPLES) -> Figure:
    """The figure with its 95 % interval, or with the reason why it has none.

    Efron & Tibshirani (1993), An Introduction to the Bootstrap, sec. 13.3 (percentile interval).
    Whole articles are drawn, with replacement, from those that have a unit to compare: units of
    one article resemble each other, and drawing them apart would make the interval too narrow.
    The same data give the same interval. Resamples in which the coefficient is undefined are left
    out, and there is no interval where they are more than a tenth.
    """
    if figure.value is None:
        return figure
    if figure.articles < FEWEST_ARTICLES:
        return replace(figure, no_interval="too_few_articles")
    found = resampled(additive, resamples)
    defined = found[~np.isnan(found)]
    if len(defined) < FEWEST_DEFINED * resamples:
        return replace(figure, no_interval="often_undefined")
    low, high = np.percentile(defined, ENDS)
    return replace(figure, interval=(float(low), float(high)))


def resampled(additive: Additive, resamples: int = RESAMPLES) -> Real:
    """The coefficient in each resample of articles; nan where it is undefined."""
    sums = additive.sums[(additive.sums != 0).any(axis=1)]
    blocks = -(-resamples // _AT_ONCE)
    found = [
        additive.solve(_draws(len(sums), block).astype(np.float64) @ sums)
        for block in range(blocks)
    ]
    return np.concatenate(found)[:resamples]


@lru_cache(maxsize=8)
def _draws(articles: int, block: int) -> NDArray[np.uint16]:
    """How often each article is drawn, a row a resample; kept small, since several stay."""
    generator = np.random.default_rng((_SEED, articles, block))
    drawn = generator.integers(0, articles, (_AT_ONCE, articles))
    rows = np.arange(_AT_ONCE)[:, None] * articles
    counts = np.bincount((drawn + rows).ravel(), minlength=_AT_ONCE * articles)
    return counts.reshape(_AT_ONCE, articles).astype(np.uint16)
