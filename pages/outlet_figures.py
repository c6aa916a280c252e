"""Each outlet's figures from what its readings found: rates, shares and articles, with intervals."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from models.queries.counted import SETTLED
from models.queries.outlet_counts import OutletCounts
from pages.rate_rows import PER, found_of
from rates.adjusted import Read, adjusted
from rates.bootstrap import ratio
from rates.estimate import MINIMUM_ARTICLES, Estimate
from rates.wilson import proportion

Measure = Literal["adjusted", "rate", "share", "articles"]
UNIT = {"adjusted": "rate", "rate": "rate", "share": "share", "articles": "share"}
"""Whether a measure's values are rates or shares."""


@dataclass(frozen=True, slots=True)
class OutletFigures:
    """The outlets by name, with what was counted of each, and the estimates of each tag.

    `counted`: outlet (the index), articles, readings, readers (people), words. `estimates`: by tag id and
    outlet.
    """

    counted: pd.DataFrame
    estimates: dict[tuple[int, str], Estimate]

    @property
    def enough(self) -> list[str]:
        """The outlets with enough articles to show a figure, by name."""
        is_enough = self.counted["articles"] >= MINIMUM_ARTICLES
        return [str(name) for name in self.counted.index[is_enough]]

    @property
    def too_few(self) -> list[str]:
        """The other outlets, by name."""
        enough = set(self.enough)
        return [str(name) for name in self.counted.index if name not in enough]


def outlet_figures(counts: OutletCounts, measure: Measure) -> OutletFigures:
    """Every outlet's estimate of every tag."""
    read = counts.read
    by_outlet = read.groupby("outlet")
    counted = pd.DataFrame(
        {
            "articles": by_outlet["article_id"].nunique(),
            "readings": by_outlet.size(),
            "readers": by_outlet["reader_id"].agg(lambda ids: ids[ids != SETTLED].nunique()),
            "words": by_outlet["words"].sum(),
        }
    )
    # By name; what has none stands last.
    names = sorted(counted.index, key=lambda name: (name == "", str(name).casefold(), name))
    counted = counted.loc[names]
    estimates = {}
    for tag in counts.tags:
        found = found_of(counts, tag.id)
        for outlet, estimate in _estimates(found, measure).items():
            estimates[tag.id, outlet] = estimate
    return OutletFigures(counted, estimates)


def _estimates(found: pd.DataFrame, measure: Measure) -> dict[str, Estimate]:
    if found.empty:
        return {}
    apart = {str(outlet): rows for outlet, rows in found.groupby("outlet")}
    if measure == "articles":
        return {outlet: _articles(rows) for outlet, rows in apart.items()}
    if measure == "share":
        return {outlet: _of_text(rows) for outlet, rows in apart.items()}
    if measure == "rate":
        return {outlet: _per_words(rows) for outlet, rows in apart.items()}
    return _alike_readers(found)


def _per_words(rows: pd.DataFrame) -> Estimate:
    return ratio(*_numbers(rows, "passages", "words")).times(PER)


def _of_text(rows: pd.DataFrame) -> Estimate:
    return ratio(*_numbers(rows, "characters", "length"), counts=False)


def _articles(rows: pd.DataFrame) -> Estimate:
    """Articles in which at least half of the readings found the tag."""
    found = rows.assign(found=rows["passages"] > 0).groupby("article_id")["found"].mean()
    return proportion(int((found >= 0.5).sum()), len(found))


def _alike_readers(found: pd.DataFrame) -> dict[str, Estimate]:
    """The rates as if the same people had read every outlet; the settled reading is one of them."""
    outlets, names = pd.factorize(found["outlet"])
    readers, _ = pd.factorize(found["reader_id"])
    articles, passages, words = _numbers(found, "passages", "words")
    estimates = adjusted(
        Read(articles, outlets.astype(np.int64), readers.astype(np.int64), words, passages)
    )
    return {str(name): estimate.times(PER) for name, estimate in zip(names, estimates, strict=True)}


def _numbers(
    rows: pd.DataFrame, tops: str, bottoms: str
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return (
        rows["article_id"].to_numpy(np.int64),
        rows[tops].to_numpy(np.float64),
        rows[bottoms].to_numpy(np.float64),
    )
