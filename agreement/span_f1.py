"""Precision, recall and F1 of two reviewers' passages, and their mean over all pairs.

Hripcsak & Rothschild (2005), Journal of the American Medical Informatics Association 12:296-298:
with a passages that both have, b of the first alone and c of the second alone, precision is
a / (a + c) of the second against the first, recall a / (a + b), and F = 2a / (2a + b + c). F is
the same both ways, and is what kappa comes to where there is no end of passages nobody marked.

Which passages both have: `exact` equal extent and tag; `overlap` the same tag and a character in
common, each passage matched once, with as many matches as there can be; `characters` counts the
tagged characters instead of passages. Counts are summed over articles before they are divided.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agreement.additive import Additive, ratio
from agreement.bootstrap import with_interval
from agreement.continuum import Pair
from agreement.figure import Figure, Undefined
from agreement.span_counts import (
    CHARACTERS,
    EXACT,
    FIRST,
    FIRST_CHARACTERS,
    OVERLAP,
    SECOND,
    SECOND_CHARACTERS,
    WHATEVER_TAG,
    SpanCounts,
)
from agreement.tally import Real

Match = Literal["exact", "overlap", "characters"]
MATCHES: tuple[Match, ...] = ("exact", "overlap", "characters")
_COLUMNS = {
    "exact": (FIRST, SECOND, EXACT),
    "overlap": (FIRST, SECOND, OVERLAP),
    "characters": (FIRST_CHARACTERS, SECOND_CHARACTERS, CHARACTERS),
}


@dataclass(frozen=True, slots=True)
class PairScore:
    """How well the second reviewer's passages meet the first one's."""

    pair: Pair
    precision: Figure
    recall: Figure
    f1: Figure


def pair_scores(
    counts: SpanCounts,
    match: Match = "exact",
    tag: str | None = None,
    *,
    whatever_tag: bool = False,
    resamples: int = 0,
) -> list[PairScore]:
    """Every pair that read an article in common; of one tag, or of all, each with its own kind.

    With `whatever_tag` only the extents of all passages are compared.
    """
    chosen = _rows(counts, tag, whatever_tag)
    scores = []
    for number, pair in enumerate(counts.pairs):
        sums = _sums(counts, chosen & (counts.pair == number), match)
        figures = [
            _figure(counts, pair, Additive(sums, solve), match, resamples)
            for solve in (_precision, _recall, _f1)
        ]
        scores.append(PairScore(pair, *figures))
    return scores


def mean_f1(
    counts: SpanCounts,
    match: Match = "exact",
    tag: str | None = None,
    *,
    whatever_tag: bool = False,
    resamples: int = 0,
) -> Figure:
    """F1 of everybody: the mean of all pairs that have a passage, each pair counting alike.

    Hripcsak & Rothschild (2005), p. 297, on more than two raters.
    """
    chosen = _rows(counts, tag, whatever_tag)
    sums = [
        _sums(counts, chosen & (counts.pair == number), match)
        for number in range(len(counts.pairs))
    ]
    blank = np.empty((len(counts.articles), 0))
    additive = Additive(np.hstack([blank, *sums]), _mean)
    return _figure(counts, None, additive, match, resamples)


def _rows(counts: SpanCounts, tag: str | None, whatever_tag: bool) -> NDArray[np.bool_]:
    if tag is None:
        overall: NDArray[np.bool_] = (counts.tag == WHATEVER_TAG) == whatever_tag
        return overall
    asked: NDArray[np.bool_] = counts.tag == _place(counts, tag)
    return asked


def _place(counts: SpanCounts, tag: str) -> int:
    return counts.tags.index(tag) if tag in counts.tags else len(counts.tags)


def _sums(counts: SpanCounts, chosen: NDArray[np.bool_], match: Match) -> Real:
    """Of each article: of the first, of the second, and of both."""
    sums = np.zeros((len(counts.articles), 3))
    np.add.at(sums, counts.article[chosen], counts.counts[chosen][:, _COLUMNS[match]])
    return sums


def _precision(totals: Real) -> Real:
    return ratio(totals[:, 2], totals[:, 1])


def _recall(totals: Real) -> Real:
    return ratio(totals[:, 2], totals[:, 0])


def _f1(totals: Real) -> Real:
    return ratio(2 * totals[:, 2], totals[:, 0] + totals[:, 1])


def _mean(totals: Real) -> Real:
    of_pairs = totals.reshape(len(totals), -1, 3)
    sizes = of_pairs[:, :, 0] + of_pairs[:, :, 1]
    each = np.where(sizes > 0, 2 * of_pairs[:, :, 2] / np.where(sizes > 0, sizes, 1), 0)
    return ratio(each.sum(axis=1), (sizes > 0).sum(axis=1))


def _figure(
    counts: SpanCounts, pair: Pair | None, additive: Additive, match: Match, resamples: int
) -> Figure:
    of = [pair] if pair else counts.pairs
    totals = additive.sums.sum(axis=0).reshape(-1, 3).sum(axis=0)
    left_out = _left_out(counts, pair)
    value = additive.value
    found = Figure(
        value=value,
        undefined=None if value is not None else _reason(counts),
        units=int(totals[0] + totals[1] - (totals[2] if match == "characters" else 0)),
        reviewers=len({name for one in of for name in one}),
        articles=len(set[str]().union(*(counts.compared[one] for one in of))),
        dropped={"read_by_one": left_out} if left_out else {},
    )
    return with_interval(found, additive, resamples) if resamples else found


def _left_out(counts: SpanCounts, pair: Pair | None) -> int:
    """Passages that could not be compared: of everybody, those where nobody else looked."""
    if pair is None:
        return counts.alone
    return sum(counts.passages[name] for name in pair) - counts.in_common[pair]


def _reason(counts: SpanCounts) -> Undefined:
    if len(counts.passages) < 2:
        return "one_reviewer" if counts.passages else "no_reading"
    return "no_passage" if counts.pairs else "no_common_unit"
