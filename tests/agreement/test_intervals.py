"""An interval says how far other articles would move a figure, or why nobody can say."""

from dataclasses import replace

import numpy as np
import pytest

from agreement.nominal import figure, measure
from agreement.tally import Tally


def project(articles: int, *, seed: int = 3, rate: float = 0.3) -> Tally:
    """Two reviewers who agree on three sentences of four."""
    dice = np.random.default_rng(seed)
    ana = (dice.random(articles * 20) < rate).astype(np.int32)
    ben = np.where(dice.random(articles * 20) < 0.75, ana, 1 - ana)
    return Tally(
        ("ana", "ben"),
        tuple(f"article {number:03}" for number in range(articles)),
        (frozenset(), frozenset({"promo"})),
        np.stack([ana, ben], axis=1),
        np.ones(articles * 20, np.int64),
        np.repeat(np.arange(articles), 20),
    )


@pytest.mark.parametrize("name", ["percentage", "cohen", "fleiss", "krippendorff", "gwet"])
def test_an_interval_holds_its_figure_and_comes_out_the_same_again(name: str) -> None:
    units = project(40)
    found = figure(units, name, resamples=1000)
    assert found.interval is not None
    assert found.value is not None
    low, high = found.interval
    assert low < found.value < high
    assert figure(units.condensed(), name, resamples=1000) == found


def test_more_articles_make_it_narrower() -> None:
    few, many = (figure(project(n), "krippendorff", resamples=500).interval for n in (10, 200))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < (few[1] - few[0]) / 2


def test_percentage_has_the_spread_that_theory_gives() -> None:
    found = figure(project(400), "percentage", resamples=1000).interval
    assert found is not None
    assert found[1] - found[0] == pytest.approx(2 * 1.96 * np.sqrt(0.75 * 0.25 / 8000), rel=0.15)


def test_four_articles_are_too_few() -> None:
    found = figure(project(4), "krippendorff", resamples=200)
    assert found.value is not None
    assert (found.interval, found.no_interval) == (None, "too_few_articles")


def test_a_tag_in_one_article_alone_has_no_interval() -> None:
    units = project(20)
    rare = replace(units, values=np.where(units.article[:, None] == 7, units.values, 0))
    found = figure(rare, "krippendorff", resamples=200)
    assert found.value is not None
    assert (found.interval, found.no_interval) == (None, "often_undefined")


def test_nobody_gets_an_interval_that_was_not_asked_for() -> None:
    found = figure(project(40), "krippendorff")
    assert (found.interval, found.no_interval) == (None, None)


def test_figures_come_one_at_a_time_so_that_one_can_stop() -> None:
    turn = measure(project(2000), resamples=1000)
    assert next(turn).coefficient == "percentage"
    turn.close()
