"""Krippendorff's family of unitizing alphas of 2016: what was found, and how it was tagged.

Krippendorff, Mathet, Bouvry & Widlöcher (2016), On the reliability of unitizing textual continua:
further developments, Quality & Quantity 50:2347-2364. Chance pairs characters of all reading, but
keeps units whole: no unit is paired with itself, and of gaps no character with itself. Articles are
joined, so what is rare in one article and common in another is no agreement by chance.

Expected coincidences are ε_ck = ℓ.. (ℓ_c. ℓ_k. − [c = k] Σ own) / (ℓ..² − Σ own) (eq. 4), so that
what is expected to differ is ℓ.. (ℓ..² − Σ ℓ_c.²) / (ℓ..² − Σ own), which is what is used here.
"""

from collections.abc import Callable

import numpy as np

from agreement.additive import Additive, ratio
from agreement.bootstrap import with_interval
from agreement.coincidences import (
    APART,
    BOTH,
    BOTH_APART,
    BOTH_CHARACTERS,
    BOTH_SELF,
    GAP,
    GAP_APART,
    READ,
    SELF,
    TAG,
    TAG_APART,
    TAG_BOTH,
    TAG_BOTH_APART,
    TAG_BOTH_SELF,
    TAG_SELF,
    Coincidences,
)
from agreement.figure import Figure, Undefined
from agreement.tally import Real


def u_alpha(of: Coincidences, tag: str | None = None, *, resamples: int = 0) -> Figure:
    """uα (eq. 5a): whether the same was found and tagged alike, gaps included.

    Of one tag: its units against all the rest, whatever else that bears.
    """
    if tag is not None:
        sums = np.hstack([of.overall[:, [READ]], _tag(of, tag)])
        return _figure(of, Additive(sums, _u_alpha_of_tag), resamples, "no_passage")
    sums = np.hstack([of.overall[:, [READ, APART, SELF, GAP]], of.values])
    return _figure(of, Additive(sums, _u_alpha), resamples)


def found_alpha(of: Coincidences, *, resamples: int = 0) -> Figure:
    """|uα (eq. 6): whether the same was found, whatever its tags: units against gaps."""
    return _figure(of, Additive(of.overall[:, [READ, SELF, GAP, GAP_APART]], _found), resamples)


def coded_alpha(of: Coincidences, tag: str | None = None, *, resamples: int = 0) -> Figure:
    """cuα (eq. 11): whether what two reviewers both found was tagged alike, gaps left out.

    Of one tag k it is (k)uα (eq. 13b): whether those who found the same agree that it bears this
    tag. Undefined where nobody found what another found, and where all of that bears one value.
    """
    if tag is not None:
        sums = np.hstack([of.overall[:, [BOTH]], _tag(of, tag)])
        return _figure(of, Additive(sums, _coded_of_tag), resamples, _why(of, tag), coded=True)
    sums = np.hstack([of.overall[:, [BOTH, BOTH_APART, BOTH_SELF]], of.both_values])
    return _figure(of, Additive(sums, _coded), resamples, _why(of), coded=True)


def _u_alpha(totals: Real) -> Real:
    read, apart, own = totals[:, :3].T
    return _alpha(read, apart, own, totals[:, 3:])


def _u_alpha_of_tag(totals: Real) -> Real:
    read, tagged, apart, own = totals[:, [0, 1 + TAG, 1 + TAG_APART, 1 + TAG_SELF]].T
    rest = read - tagged
    return _alpha(read, apart, own + rest, np.array([tagged, rest]).T)


def _found(totals: Real) -> Real:
    read, own, gap, apart = totals.T
    return _alpha(read, 2 * apart, own, np.array([gap, read - gap]).T)


def _coded(totals: Real) -> Real:
    both, apart, own = totals[:, :3].T
    return _alpha(both, apart, own, totals[:, 3:])


def _coded_of_tag(totals: Real) -> Real:
    """1 − (ε*_k. / ℓ*_k.) (ℓ*_k. − ℓ*_kk) / (ε*_k. − ε*_kk); ℓ*.. / (ℓ*..² − own) cancels."""
    both = totals[:, 0]
    tagged, apart, own = totals[:, [1 + TAG_BOTH, 1 + TAG_BOTH_APART, 1 + TAG_BOTH_SELF]].T
    others = _something(both - tagged, both)
    return 1 - ratio((both * tagged - own) * apart, tagged * tagged * others)


def _alpha(pairs: Real, apart: Real, own: Real, values: Real) -> Real:
    """1 − Do / De of pairs in all, those of unlike value, own pairs, and the sum of each value."""
    others = _something(pairs[:, None] - values, pairs[:, None])
    return 1 - ratio(apart * (pairs * pairs - own), pairs * (values * others).sum(axis=1))


def _something(amount: Real, of: Real) -> Real:
    """An amount that rounding alone did not leave."""
    return np.where(amount > 1e-9 * of, amount, 0)


def _tag(of: Coincidences, tag: str) -> Real:
    return of.tags.get(tag, np.zeros((len(of.overall), 6)))


def _why(of: Coincidences, tag: str | None = None) -> Undefined:
    """Why coding is undefined: nothing was found by two, or all of it bears one value."""
    if tag is not None and tag not in of.tags:
        return "no_passage"
    return "one_category" if of.overall[:, BOTH].any() else "no_common_unit"


def _figure(
    of: Coincidences,
    additive: Additive,
    resamples: int,
    otherwise: Undefined = "one_category",
    *,
    coded: bool = False,
) -> Figure:
    ground = of.ground
    shared = int(of.overall[:, BOTH_CHARACTERS].sum())
    everything = sum(stretch.length for stretch in ground.stretches)
    found = ground.figure(
        additive.value, shared if coded else everything, ground.characters_left_out, otherwise
    )
    return with_interval(found, additive, resamples) if resamples else found


Measure = Callable[..., Figure]
FAMILY: dict[str, Measure] = {"u": u_alpha, "found": found_alpha, "coded": coded_alpha}
"""By name; `u` and `coded` take a tag as well."""
