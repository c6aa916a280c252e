"""Mathet's gamma as figures: from the disorder that was observed, and that of each round of chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from agreement.additive import Additive, ratio
from agreement.aligned import Aligned
from agreement.bootstrap import with_interval
from agreement.figure import Figure, Undefined
from agreement.gamma_texts import GammaText, GammaTexts
from agreement.tally import Real


@dataclass(frozen=True, slots=True)
class GammaFigures:
    """γ of places and tags; γ_cat of tags where passages are aligned; γ_k of each tag."""

    gamma: Figure
    categories: Figure
    tags: Mapping[str, Figure]


@dataclass(frozen=True)
class Observed:
    """A text with its best alignment, and those of its random continua."""

    text: GammaText
    aligned: Aligned
    chance: list[Aligned] = field(default_factory=list)

    @property
    def weight(self) -> float:
        """Passages of the average reader, by which disorders of texts are added up."""
        return self.text.passages / len(self.text.continuum)


def gamma_figures(
    found: GammaTexts,
    observed: Sequence[Observed],
    too_large: Sequence[GammaText],
    resamples: int = 0,
) -> GammaFigures:
    """The figures after as many rounds as all texts have; undefined before the first one."""
    large = sum(text.passages for text in too_large)
    if large:
        found = replace(found, dropped={**found.dropped, "too_large": large})
    rounds = min((len(one.chance) for one in observed), default=0)
    reason: Undefined = "stopped"
    if not observed:
        reason = "too_large" if too_large else found.reason
    if not rounds:
        return undefined(reason, found)

    def figure(additive: Additive, why: Undefined) -> Figure:
        value = additive.value
        known = _figure(found, observed, too_large, value, why)
        return with_interval(known, additive, resamples) if resamples else known

    return GammaFigures(
        figure(Additive(_disorders(found, observed, rounds), _gamma), "one_category"),
        figure(Additive(_categories(found, observed, rounds, 0), _of_tags), "one_category"),
        {
            tag: figure(Additive(_categories(found, observed, rounds, row), _of_tags), "no_passage")
            for row, tag in enumerate(found.tags, 1)
        },
    )


def undefined(reason: Undefined, found: GammaTexts | None = None) -> GammaFigures:
    """No number, and why."""
    nothing = Figure(None, reason)
    if found is not None:
        nothing = Figure(
            None,
            reason,
            reviewers=len(found.reviewers),
            articles=len(found.compared),
            dropped=found.dropped,
        )
    return GammaFigures(nothing, nothing, dict.fromkeys(found.tags if found else (), nothing))


def _figure(
    found: GammaTexts,
    observed: Sequence[Observed],
    too_large: Sequence[GammaText],
    value: float | None,
    why: Undefined,
) -> Figure:
    lost = {text.place for text in too_large} - {one.text.place for one in observed}
    return Figure(
        value=value,
        undefined=None if value is not None else why,
        units=sum(one.text.passages for one in observed),
        reviewers=len(found.reviewers),
        articles=len(found.compared - lost),
        dropped=found.dropped,
    )


def _disorders(found: GammaTexts, observed: Sequence[Observed], rounds: int) -> Real:
    """Of each article: δ, and δe as the mean of all rounds."""
    sums = np.zeros((len(found.articles), 2))
    for one in observed:
        expected = float(np.mean([drawn.disorder for drawn in one.chance[:rounds]]))
        sums[one.text.place] += one.weight * np.array([one.aligned.disorder, expected])
    return sums


def _categories(found: GammaTexts, observed: Sequence[Observed], rounds: int, row: int) -> Real:
    """Of each article: Σ weight d_cat and Σ weight, as observed, then of each round."""
    sums = np.zeros((len(found.articles), 1 + rounds, 2))
    for one in observed:
        drawn = [aligned.categories[row] for aligned in one.chance[:rounds]]
        sums[one.text.place] += np.array([one.aligned.categories[row], *drawn])
    return sums.reshape(len(sums), -1)


def _gamma(totals: Real) -> Real:
    return 1 - ratio(totals[:, 0], totals[:, 1])


def _of_tags(totals: Real) -> Real:
    """1 − δ_cat / δe_cat, the expected one being the mean of the rounds that have such a pair."""
    sums = totals.reshape(len(totals), -1, 2)
    there = sums[:, :, 1] > 0
    disorder = np.where(there, sums[:, :, 0] / np.where(there, sums[:, :, 1], 1), 0)
    expected = ratio(disorder[:, 1:].sum(axis=1), there[:, 1:].sum(axis=1))
    return np.where(there[:, 0], 1 - ratio(disorder[:, 0], expected), np.nan)
