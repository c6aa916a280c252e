"""The interval of a proportion of independent trials, here: of articles."""

from math import sqrt

from scipy.special import ndtri

from rates.estimate import MINIMUM_ARTICLES, Estimate

NORMAL = float(ndtri(0.975))


def proportion(hits: int, trials: int, *, least: int = MINIMUM_ARTICLES) -> Estimate:
    """The share of trials that are hits, with the score interval.

    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212. It holds where each article is one
    trial; words of one article are no independent trials, so their shares are bootstrapped.
    """
    if trials < max(least, 1):
        return Estimate(None, articles=trials, undefined="too_few_articles")
    share, square = hits / trials, NORMAL * NORMAL
    middle = (share + square / (2 * trials)) / (1 + square / trials)
    half = NORMAL * sqrt(share * (1 - share) / trials + square / (4 * trials * trials))
    half /= 1 + square / trials
    # Rounding must not put nothing or all outside its own interval.
    low = 0.0 if hits == 0 else middle - half
    high = 1.0 if hits == trials else middle + half
    return Estimate(share, (low, high), trials)
