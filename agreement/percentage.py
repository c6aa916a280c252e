"""Percentage agreement: how often two readers of a unit say the same."""

import numpy as np

from agreement.additive import Additive, ratio
from agreement.pooled import Pooled
from agreement.tally import Real


def percentage(pooled: Pooled) -> Additive:
    """The share of agreeing pairs of readings of a unit, averaged over units.

    Fleiss (1971), Psychological Bulletin 76:378-382, eq. 3 (the mean of P_i); with missing
    readings Gwet (2014), Handbook of Inter-Rater Reliability, 4th ed., p_a. It makes no allowance
    for chance, and is 1 where everybody used one category alone.
    """
    units = pooled.each_article(np.ones(len(pooled.readings)))
    return Additive(np.hstack([pooled.each_article(pooled.agreeing), units]), _percentage)


def _percentage(totals: Real) -> Real:
    return ratio(totals[:, 0], totals[:, 1])
