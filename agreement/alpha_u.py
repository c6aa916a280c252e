"""Krippendorff's unitizing alpha of 2004: how far passages of a tag lie in the same places."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agreement.additive import Additive, ratio
from agreement.bootstrap import with_interval
from agreement.figure import Figure
from agreement.tally import Real, Whole
from agreement.unitizing import Sections, Unitized, counted_by_length


@dataclass(frozen=True)
class _Columns:
    """Of one tag: the lengths of its units, and the sums that its disagreements come from."""

    lengths: Whole
    sums: Real


def alpha_u(unitized: Unitized, tag: str | None = None, *, resamples: int = 0) -> Figure:
    """_Uα = 1 − Σ Do / Σ De, of one tag, or over all tags.

    Krippendorff (2004), Quality & Quantity 38:787-800, eqs. 1-9. Each tag is a continuum of its
    own, cut into its units and the gaps between them, so passages of different tags may overlap;
    those of one reviewer and tag that overlap are one unit.

    All reading is one continuum, so that by chance a unit might lie within any article. A stretch
    that m looked at counts m times its length, its pairs weighing 1 / (m − 1) each; where all were
    looked at by the same number, Do and De are the paper's.
    """
    ground = unitized.ground
    tags = [one for name, one in unitized.tags.items() if tag in {None, name}]
    columns = [_columns(one, None) for one in tags]
    solve = _Solver([one.lengths for one in columns])
    totals = np.hstack([[[unitized.read.sum()]], *(one.sums for one in columns)])
    value = float(solve(totals)[0])
    found = ground.figure(
        None if np.isnan(value) else value,
        units=sum(len(one.units) for one in tags),
        dropped=ground.passages_left_out,
        otherwise="one_category" if tags else "no_passage",
    )
    if not resamples or found.value is None:
        return found
    by_article = [_columns(one, range(len(ground.articles))).sums for one in tags]
    return with_interval(
        found, Additive(np.hstack([unitized.read[:, None], *by_article]), solve), resamples
    )


@dataclass(frozen=True)
class _Solver:
    lengths: Sequence[Whole]

    def __call__(self, totals: Real) -> Real:
        read, at = totals[:, 0], 1
        observed, expected = np.zeros(len(totals)), np.zeros(len(totals))
        for lengths in self.lengths:
            columns = totals[:, at : at + 1 + 2 * len(lengths)]
            observed += ratio(columns[:, 0], read)
            expected += _expected(columns[:, 1:], lengths.astype(np.float64), read)
            at += columns.shape[1]
        return 1 - ratio(observed, expected)


def _columns(sections: Sections, articles: range | None) -> _Columns:
    """Σ δ² / (m − 1), then for each length of a unit its number, then its room in gaps."""
    lengths = np.unique(np.array(sections.units, np.int64))
    counts, room = counted_by_length(sections, lengths, articles)
    differences = np.zeros((len(counts), 1))
    for article, apart in sections.differences.items():
        differences[article if articles else 0] += apart
    return _Columns(lengths, np.hstack([differences, counts, room]))


def _expected(columns: Real, lengths: Real, read: Real) -> Real:
    """L · De of eq. 6: every unit against every other one, and against every gap it fits into."""
    counts, room = np.split(columns, 2, axis=1)
    others = counts.sum(axis=1, keepdims=True) - 1
    against_units = others / 3 * (2 * lengths**3 - 3 * lengths**2 + lengths)
    either = (counts * (against_units + lengths**2 * room)).sum(axis=1)
    pairs = read * (read - 1) - (counts * lengths * (lengths - 1)).sum(axis=1)
    return ratio(2 * either, pairs)
