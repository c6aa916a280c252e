"""Gwet's AC1: agreement beyond chance that stays steady where one category is much more common."""

import numpy as np

from agreement.additive import Additive, beyond_chance, ratio
from agreement.pooled import Pooled
from agreement.tally import Real


def gwet(pooled: Pooled) -> Additive:
    """AC1 = (p_a − p_e) / (1 − p_e), p_e = Σ π_q (1 − π_q) / (Q − 1).

    Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48, eqs. 3-5;
    several reviewers and missing readings: Gwet (2014), Handbook of Inter-Rater Reliability, 4th
    ed., ch. 2 and 4. Q counts the categories that occur in the compared units, and is 2 for one
    tag. Gwet lets a unit with one reading count in π; here it is left out like everywhere.
    With one category in use it is undefined, though the formula would say 1.
    """
    categories = int((pooled.shares.sum(axis=0) > 0).sum())

    def solve(totals: Real) -> Real:
        units = totals[:, 1:].sum(axis=1)
        used = ratio(totals[:, 1:], units[:, None])
        varied = (used * (1 - used)).sum(axis=1)
        left = np.where(varied > 1e-12, 1 - varied / max(categories - 1, 1), np.nan)
        return beyond_chance(ratio(totals[:, 0], units), left)

    return Additive(np.hstack([pooled.each_article(pooled.agreeing), pooled.shares]), solve)
