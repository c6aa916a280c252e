"""Fleiss' kappa: agreement of several reviewers beyond what their common habits explain."""

import numpy as np

from agreement.additive import Additive, beyond_chance, ratio
from agreement.pooled import Pooled
from agreement.tally import Real


def fleiss(pooled: Pooled) -> Additive:
    """κ = (P̄ − P̄e) / (1 − P̄e) of all units that two reviewers or more looked at.

    Fleiss (1971), Psychological Bulletin 76:378-382, eqs. 1-6. That needs the same number of
    readings of each unit; where it varies, the share of a category is the mean over units of its
    share among the readings of a unit (Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed.,
    ch. 2 and 4), which is Fleiss' own where it does not. Of two reviewers it is Scott's (1955) pi.
    """
    return Additive(np.hstack([pooled.each_article(pooled.agreeing), pooled.shares]), _fleiss)


def _fleiss(totals: Real) -> Real:
    units = totals[:, 1:].sum(axis=1)
    used = ratio(totals[:, 1:], units[:, None])
    return beyond_chance(ratio(totals[:, 0], units), (used * (1 - used)).sum(axis=1))
