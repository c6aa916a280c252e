"""Where reviewers disagree: the articles and the places that lower agreement most."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from agreement.confusion import Label, confused
from agreement.nominal import additive
from agreement.pooled import over_pairs, packed, pooled, unlike
from agreement.tally import MISSING, Real, Tally
from agreement.units import Units


@dataclass(frozen=True, slots=True)
class ArticleShare:
    """What one article does to a coefficient.

    `units` were compared in it; a pair of readings of one of them disagrees with the probability
    `disagreement` (on the whole set of tags), which is `share` of all disagreement. Without the
    article the coefficient would be `without`, so the article lowers it by `lowers`; None where it
    would be undefined.
    """

    article: str
    units: int
    disagreement: float
    share: float
    without: float | None
    lowers: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """A run of characters or a sentence, and what each reviewer who looked at it made of it.

    `weight` is what it adds: its units times the mean over pairs of readings.
    """

    article: str
    start: int
    end: int
    readings: Mapping[str, frozenset[str]]
    weight: float


def articles_that_lower(tally: Tally, coefficient: str = "krippendorff") -> list[ArticleShare]:
    """Each article with a unit to compare; those that lower the coefficient most come first.

    Leaving one article out at a time: the empirical influence of Efron & Tibshirani (1993), An
    Introduction to the Bootstrap, ch. 11.
    """
    whole = tally.condensed()
    sums = additive(whole, coefficient)
    value, without = sums.value, sums.without_each()
    said = pooled(whole)
    apart = said.each_article(1 - said.agreeing)[:, 0]
    units = said.each_article(np.ones(len(said.readings)))[:, 0]
    total = float(apart.sum()) or 1.0
    found = [
        ArticleShare(
            whole.articles[place],
            int(units[place]),
            float(apart[place] / units[place]),
            float(apart[place] / total),
            None if np.isnan(without[place]) else float(without[place]),
            None if value is None or np.isnan(without[place]) else float(without[place]) - value,
        )
        for place in np.flatnonzero(units)
    ]
    return sorted(found, key=lambda share: (-(share.lowers or 0), -share.share, share.article))


def disagreement(units: Units) -> Real:
    """The share of disagreeing pairs of readings of each row; nan where fewer than two looked."""
    return _mean(units, unlike(units.sets))


def places_that_lower(units: Units, most: int = 100) -> list[Place]:
    """Where readers diverge most: runs or sentences with disagreement, the heaviest first."""
    whole = units.unbroken()
    return _places(whole, disagreement(whole), most)


def places_where(
    units: Units,
    one: Label,
    other: Label,
    pair: tuple[str, str] | None = None,
    most: int = 100,
) -> list[Place]:
    """The places behind a cell of the confusion matrix, the heaviest first."""
    whole = (units.of_reviewers(pair) if pair else units).unbroken()
    table = confused(whole.sets, one, other)
    if pair is None and one != other:
        table = table + table.T
    return _places(whole, _mean(whole, table), most)


def _mean(units: Units, table: Real) -> Real:
    """The mean over pairs of readings of what a table says; nan where there is no pair."""
    readings = units.readings
    pairs = readings * (readings - 1) / 2
    # Of two reviewers the table may tell who said what; of more it is its own mirror.
    two = len(units.reviewers) == 2
    values = units.values if two else packed(units.values)
    return np.where(pairs > 0, over_pairs(values, table) / np.maximum(pairs, 1), np.nan)


def _places(units: Units, amounts: Real, most: int) -> list[Place]:
    weights = np.nan_to_num(amounts) * units.weights
    order = np.argsort(-weights, kind="stable")[:most]
    return [
        Place(
            units.articles[units.article[row]],
            int(units.starts[row]),
            int(units.ends[row]),
            {
                reviewer: units.sets[value]
                for reviewer, value in zip(units.reviewers, units.values[row], strict=True)
                if value != MISSING
            },
            float(weights[row]),
        )
        for row in order
        if weights[row] > 0
    ]
