"""Whether somebody is right as often as they are sure: Brier score and the share right by level."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rates.bootstrap import ratio
from rates.estimate import MINIMUM_ARTICLES, Estimate
from rates.wilson import proportion

SAID: Mapping[str, float] = {"low": 0.5, "medium": 0.75, "high": 0.95}
"""The chance of being right that each level is taken to stand for: low is a toss of a coin, medium
three in four, high nineteen in twenty. People were never asked for a number, so these are ours."""
FEW = 10
"""Below this many passages a level's share is told with a word of caution."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of confidence: what it is taken to say, and the share that was right.

    `share` holds the Wilson interval over passages.
    """

    name: str
    said: float
    passages: int
    right: int
    share: Estimate

    @property
    def is_few(self) -> bool:
        """Whether so few passages tell little."""
        return self.passages < FEW


@dataclass(frozen=True, slots=True)
class Calibration:
    """Levels from low to high, those with a passage alone; passages without confidence are apart.

    `brier` is the mean squared distance between what was said and what came of it (0 is perfect,
    0.25 what always saying a half gives), with a bootstrap interval over articles. `always` is the
    score of saying the same for every passage, and being right on average.
    """

    levels: list[Level]
    brier: Estimate
    always: float | None
    passages: int
    unsaid: int
    unsaid_right: int

    @property
    def right(self) -> int:
        """How many were right, those without confidence too."""
        return sum(level.right for level in self.levels) + self.unsaid_right


def calibrated(counts: pd.DataFrame) -> Calibration:
    """From counts by article and confidence: columns article_id, confidence, passages, right.

    Brier, G. W. (1950). Verification of forecasts expressed in terms of probability. Monthly
    Weather Review 78, 1-3; of two outcomes, of which one is counted (half of Brier's own sum).
    """
    said = counts[counts["confidence"].isin(SAID)]
    levels = []
    for name, chance in SAID.items():
        rows = said[said["confidence"] == name]
        passages, right = int(rows["passages"].sum()), int(rows["right"].sum())
        if passages:
            share = proportion(right, passages, least=1)
            levels.append(Level(name, chance, passages, right, share))
    passages = int(said["passages"].sum())
    hits = int(said["right"].sum())
    base = hits / passages if passages else None
    return Calibration(
        levels=levels,
        brier=_brier(said),
        always=None if base is None else base * (1 - base),
        passages=passages,
        unsaid=int(counts["passages"].sum()) - passages,
        unsaid_right=int(counts["right"].sum()) - hits,
    )


def _brier(said: pd.DataFrame) -> Estimate:
    if said.empty:
        return Estimate(None, undefined="no_words")
    chance = said["confidence"].map(SAID).to_numpy(dtype=np.float64)
    right = said["right"].to_numpy(dtype=np.float64)
    wrong = said["passages"].to_numpy(dtype=np.float64) - right
    lost = right * (1 - chance) ** 2 + wrong * chance**2
    articles = said["article_id"].to_numpy(dtype=np.int64)
    found = ratio(articles, lost, right + wrong, counts=False, least=1)
    # With fewer articles, drawing them again tells nothing.
    if found.articles >= MINIMUM_ARTICLES:
        return found
    return Estimate(found.value, None, found.articles)
