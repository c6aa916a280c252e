"""Boundary similarity: whether passages begin and end at the same places, near misses in part.

Fournier (2013), Evaluating Text Segmentation using Boundary Edit Distance, Proceedings of ACL,
1702-1712: B = 1 − (alone + Σ weight of near pairs) / (alone + near pairs + same), eq. 1. Corrected
for chance with Fleiss' pi and kappa as in Fournier & Inkpen (2012), Segmentation Similarity and
Agreement, NAACL, sec. 3.2: chance puts a boundary at a place as often as all reviewers do (pi), or
as each one does (kappa). Sums over articles are divided, not ratios averaged.
"""

from collections.abc import Callable

import numpy as np

from agreement.additive import Additive, beyond_chance, ratio
from agreement.bootstrap import with_interval
from agreement.boundary_counts import COMPARED, FIRST, PLACES, SECOND, SIMILAR, BoundaryCounts
from agreement.continuum import Pair
from agreement.figure import Figure, Undefined
from agreement.tally import Real

_COLUMNS = 5


def boundary_similarity(
    counts: BoundaryCounts,
    pair: Pair | None = None,
    tag: str | None = None,
    *,
    resamples: int = 0,
) -> Figure:
    """B of two reviewers, or the mean of all pairs that have a boundary, each counting alike."""
    return _figure(counts, pair, tag, _similarity, resamples)


def boundary_pi(counts: BoundaryCounts, tag: str | None = None, *, resamples: int = 0) -> Figure:
    """π_B: B of all pairs together beyond what the common habit of all explains."""
    return _figure(counts, None, tag, _pi, resamples)


def boundary_kappa(counts: BoundaryCounts, tag: str | None = None, *, resamples: int = 0) -> Figure:
    """κ_B: B of all pairs together beyond what the habits of each reviewer explain."""
    names = sorted({name for pair in counts.pairs for name in pair})
    member = np.array([[[name == one for name in names] for one in pair] for pair in counts.pairs])

    def solve(totals: Real) -> Real:
        by_pair = _by_pair(totals)
        placed = np.einsum("rps,psn->rn", by_pair[:, :, [FIRST, SECOND]], member)
        places = np.einsum("rp,psn->rn", by_pair[:, :, PLACES], member)
        habits = np.nan_to_num(ratio(placed, places))
        both = np.einsum("rn,psn->rps", habits, member).prod(axis=2)
        chance = ratio(both.sum(axis=1), (by_pair[:, :, PLACES] > 0).sum(axis=1))
        return beyond_chance(_together(by_pair), 1 - chance)

    return _figure(counts, None, tag, solve, resamples)


def _by_pair(totals: Real) -> Real:
    return totals.reshape(len(totals), -1, _COLUMNS)


def _similarity(totals: Real) -> Real:
    by_pair = _by_pair(totals)
    compared = by_pair[:, :, COMPARED]
    each = np.where(compared > 0, by_pair[:, :, SIMILAR] / np.where(compared > 0, compared, 1), 0)
    return ratio(each.sum(axis=1), (compared > 0).sum(axis=1))


def _pi(totals: Real) -> Real:
    by_pair = _by_pair(totals)
    placed, places = by_pair[:, :, [FIRST, SECOND]].sum(axis=(1, 2)), by_pair[:, :, PLACES]
    return beyond_chance(_together(by_pair), 1 - ratio(placed, 2 * places.sum(axis=1)) ** 2)


def _together(by_pair: Real) -> Real:
    return ratio(by_pair[:, :, SIMILAR].sum(axis=1), by_pair[:, :, COMPARED].sum(axis=1))


def _figure(
    counts: BoundaryCounts,
    pair: Pair | None,
    tag: str | None,
    solve: Callable[[Real], Real],
    resamples: int,
) -> Figure:
    of = [one for one in counts.pairs if pair in {None, one}]
    blank = np.empty((len(counts.articles), 0))
    sums = np.hstack([blank, *(counts.of(tag, one) for one in of)])
    additive = Additive(sums, solve)
    value = additive.value if of else None
    found = Figure(
        value=value,
        undefined=None if value is not None else _reason(counts, sums),
        units=int(_by_pair(sums)[:, :, COMPARED].sum()) if of else 0,
        reviewers=len({name for one in of for name in one}),
        articles=len(frozenset[str]().union(*(counts.compared[one] for one in of))),
        dropped={"read_by_one": counts.alone} if counts.alone else {},
    )
    return with_interval(found, additive, resamples) if resamples else found


def _reason(counts: BoundaryCounts, sums: Real) -> Undefined:
    if counts.readers < 2:
        return "one_reviewer" if counts.readers else "no_reading"
    if not sums.size:
        return "no_common_unit"
    return "one_category" if _by_pair(sums)[:, :, COMPARED].any() else "no_passage"
