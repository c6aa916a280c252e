"""Every coefficient of characters or sentences by its name, and figures of all of them in turn."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from agreement.additive import Additive
from agreement.bootstrap import with_interval
from agreement.cohen import cohen
from agreement.distance import jaccard, masi
from agreement.figure import Figure, Undefined
from agreement.fleiss import fleiss
from agreement.gwet import gwet
from agreement.krippendorff import krippendorff
from agreement.percentage import percentage
from agreement.pooled import Pooled, pooled
from agreement.tally import MISSING, Tally

Pair = tuple[str, str]

OF_SEVERAL: Mapping[str, Callable[[Pooled], Additive]] = {
    "percentage": percentage,
    "fleiss": fleiss,
    "krippendorff": krippendorff,
    "krippendorff_masi": partial(krippendorff, distance=masi),
    "krippendorff_jaccard": partial(krippendorff, distance=jaccard),
    "gwet": gwet,
}
"""Coefficients of any number of reviewers."""
OF_SETS = ("krippendorff_masi", "krippendorff_jaccard")
"""Those that give credit for a part of the tags; of one tag they are Krippendorff's nominal."""
COEFFICIENTS = (*OF_SEVERAL, "cohen")
"""All of them; Cohen's is of two reviewers only."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure and what it is of: a coefficient of a tag (None: all) and a pair (None: everybody)."""

    coefficient: str
    tag: str | None
    pair: Pair | None
    figure: Figure


def additive(tally: Tally, coefficient: str) -> Additive:
    """A coefficient of everything in a tally, before it is summed; KeyError for an unknown name."""
    if coefficient == "cohen":
        return cohen(tally)
    return OF_SEVERAL[coefficient](pooled(tally))


def figure(tally: Tally, coefficient: str, resamples: int = 0) -> Figure:
    """One coefficient with what it is made of, and its interval where resamples are asked for."""
    return _valued(_basis(tally), additive(tally, coefficient), resamples)


def measure(
    tally: Tally,
    *,
    coefficients: Sequence[str] = COEFFICIENTS,
    tags: Sequence[str | None] | None = None,
    pairs: Sequence[Pair | None] | None = None,
    resamples: int = 0,
) -> Generator[Measured]:
    """Figures one at a time, so that the caller can show how far it is, and stop.

    For all reviewers (None), then each pair with a unit in common; of all tags together (None),
    then of each tag in use. Cohen's kappa comes with pairs alone; of one tag, the alphas of sets
    are left out, being the nominal one.
    """
    whole = tally.condensed()
    for pair in [None, *whole.pairs()] if pairs is None else pairs:
        read = whole.of_reviewers(pair) if pair else whole
        basis, shared = _basis(read), read.compared().condensed()
        for tag in [None, *whole.tags] if tags is None else tags:
            asked = shared if tag is None else shared.of_tag(tag).condensed()
            several = any(name != "cohen" and _applies(name, tag, pair) for name in coefficients)
            said = pooled(asked) if several else None
            of_tag = replace(basis, undefined=_reason(asked)) if basis.units else basis
            for name in coefficients:
                if _applies(name, tag, pair):
                    sums = OF_SEVERAL[name](said) if said and name != "cohen" else cohen(asked)
                    yield Measured(name, tag, pair, _valued(of_tag, sums, resamples))


def _applies(coefficient: str, tag: str | None, pair: Pair | None) -> bool:
    if coefficient == "cohen":
        return pair is not None
    return tag is None or coefficient not in OF_SETS


def _basis(tally: Tally) -> Figure:
    """What any coefficient of this tally is made of, and why it may have no value."""
    compared = tally.readings >= 2
    readers = (tally.values != MISSING) & compared[:, None]
    return Figure(
        value=None,
        undefined=_reason(tally),
        units=int(tally.weights[compared].sum()),
        reviewers=int(readers.any(axis=0).sum()),
        articles=len(np.unique(tally.article[compared])),
        dropped=_dropped(tally),
    )


def _valued(basis: Figure, sums: Additive, resamples: int) -> Figure:
    value = sums.value
    if value is None:
        return basis
    found = replace(basis, value=value, undefined=None)
    return with_interval(found, sums, resamples) if resamples else found


def _dropped(tally: Tally) -> Mapping[str, int]:
    """Units that could not be compared, by their reason; none that is not there."""
    counts = {
        "unread": int(tally.weights[tally.readings == 0].sum()),
        "read_by_one": int(tally.weights[tally.readings == 1].sum()),
    }
    return {reason: count for reason, count in counts.items() if count}


def _reason(tally: Tally) -> Undefined:
    """Why a coefficient of this tally may have no value; of a defined one this means nothing."""
    readers = int((tally.values != MISSING).any(axis=0).sum())
    if readers < 2:
        return "one_reviewer" if readers else "no_reading"
    values = tally.values[tally.readings >= 2]
    if not len(values):
        return "no_common_unit"
    tagged = any(tally.sets[value] for value in np.unique(values[values != MISSING]))
    return "one_category" if tagged else "no_passage"
