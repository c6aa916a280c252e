"""Rates of tags from what readings found, and their rows for a chart and a table."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from charts.figures import percent
from models.queries.outlet_counts import OutletCounts
from pages.mark_choice import Mark
from pages.to_the_letter import plain
from rates.bootstrap import ratio
from rates.estimate import MINIMUM_ARTICLES, Estimate
from words import say

PER = 1000


@dataclass(frozen=True, slots=True)
class Rated:
    """One row: what it is known by, what it is called, its colour (blank: ink), and its rate."""

    row: str
    name: str
    colour: str
    estimate: Estimate


def found_of(counts: OutletCounts, tag_id: int) -> pd.DataFrame:
    """The readings, each with what it found of one tag: nothing counts as nothing found."""
    of_tag = counts.found[counts.found["tag_id"] == tag_id].drop(columns="tag_id")
    whole = counts.read.merge(of_tag, on=["article_id", "reader_id"], how="left")
    return whole.fillna({"passages": 0, "characters": 0})


def tag_rates(counts: OutletCounts, only: Sequence[str] = ()) -> list[Rated]:
    """Passages per 1,000 words of each tag over all readings, with bootstrap intervals."""
    return [
        Rated(tag.name, tag.name, tag.colour, _rate(found_of(counts, tag.id)))
        for tag in counts.tags
        if not only or tag.name in only
    ]


def _rate(found: pd.DataFrame) -> Estimate:
    articles = found["article_id"].to_numpy(np.int64)
    passages, words = (found[name].to_numpy(np.float64) for name in ("passages", "words"))
    return ratio(articles, passages, words).times(PER)


def rate_rows(rated: Sequence[Rated], unit: str = "rate") -> pd.DataFrame:
    """The rows of `charts.rate_intervals`, in this order."""
    columns = ["row", "name", "value", "low", "high", "figure", "words", "colour", "articles"]
    rows = []
    for one in rated:
        low, high = one.estimate.interval or (np.nan, np.nan)
        value = np.nan if one.estimate.value is None else one.estimate.value
        words = f"{one.name}: {in_words(one.estimate, unit)}"
        figure = value_in_words(one.estimate, unit)
        rows.append(
            (one.row, one.name, value, low, high, figure, words, one.colour, one.estimate.articles)
        )
    return pd.DataFrame(rows, columns=columns)


def marks_of_rows(rows: pd.DataFrame) -> list[Mark]:
    """The points in words; a row that is undefined has none."""
    return [
        (row["words"], {"row": row["row"]})
        for row in rows.to_dict("records")
        if pd.notna(row["value"])
    ]


def rates_table(rows: pd.DataFrame, head: str) -> pd.DataFrame:
    """The same as a table: name, rate with interval, and of how many articles."""
    return pd.DataFrame(
        {
            head: rows["name"].map(plain),
            say("composition.column_rate"): [
                words.removeprefix(f"{name}: ")
                for name, words in zip(rows["name"], rows["words"], strict=True)
            ],
            say("composition.column_articles"): rows["articles"].astype(str),
        }
    )


def in_words(estimate: Estimate, unit: str) -> str:
    """The value and its interval, or why there is none."""
    if estimate.value is None or estimate.interval is None:
        return value_in_words(estimate, unit)
    low, high = (figure(one, unit) for one in estimate.interval)
    value = figure(estimate.value, unit)
    return say("composition.with_interval", value=value, low=low, high=high)


def value_in_words(estimate: Estimate, unit: str) -> str:
    """The value alone, or why there is none."""
    if estimate.value is not None:
        return figure(estimate.value, unit)
    if estimate.undefined == "too_few_articles":
        return say("composition.too_few", n=estimate.articles, least=MINIMUM_ARTICLES)
    return say(f"composition.undefined_{estimate.undefined}")


def figure(value: float, unit: str) -> str:
    """A rate with one place (two where it is small), a share in whole per cent."""
    if unit == "share":
        return percent(value)
    return _rounded(value)


def _rounded(value: float) -> str:
    if value == 0:
        return "0"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"
