"""Intervals of shares and rates, against plain computations."""

from itertools import product
from math import exp, factorial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rates.bootstrap import limits, ratio
from rates.estimate import Estimate
from rates.wilson import proportion


def test_wilson_gives_the_values_of_the_paper_by_newcombe() -> None:
    """Newcombe, R. G. (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    for hits, trials, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        found = proportion(hits, trials)
        assert found.value == hits / trials
        assert found.interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 60), st.data())
def test_wilson_is_where_the_score_test_just_holds(trials: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, trials))
    found = proportion(hits, trials, least=1)
    assert found.interval is not None
    assert 0 <= found.interval[0] <= hits / trials <= found.interval[1] <= 1
    for bound in found.interval:
        if 0 < bound < 1:
            score = (hits / trials - bound) ** 2 / (bound * (1 - bound) / trials)
            assert score == pytest.approx(1.959963984540054**2)


def test_too_few_articles_have_no_value() -> None:
    assert proportion(2, 4) == Estimate(None, articles=4, undefined="too_few_articles")
    two, four = np.arange(4), np.ones(4)
    assert ratio(two, four, four).undefined == "too_few_articles"
    assert ratio(np.arange(5), np.zeros(5), np.zeros(5)).undefined == "no_words"


def test_the_bootstrap_comes_near_all_resamples_there_are() -> None:
    tops, bottoms = np.array([3.0, 0, 7, 1, 2]), np.array([100.0, 80, 210, 90, 60])
    whole = [list(drawn) for drawn in product(range(5), repeat=5)]
    exact = np.array([tops[drawn].sum() / bottoms[drawn].sum() for drawn in whole])
    found = ratio(np.arange(5), tops, bottoms, counts=False)
    assert found.value == pytest.approx(13 / 540)
    assert found.interval == pytest.approx(limits(exact, 5), rel=0.12)


def test_readings_of_one_article_are_drawn_together() -> None:
    """Ten people who agree on five articles tell no more than one of them."""
    tops, bottoms = np.array([3.0, 0, 7, 1, 2]), np.array([100.0, 80, 210, 90, 60])
    once = ratio(np.arange(5), tops, bottoms)
    ten = ratio(np.repeat(np.arange(5), 10), np.repeat(tops, 10), np.repeat(bottoms, 10))
    assert ten.value == pytest.approx(once.value)
    assert ten.interval == pytest.approx(once.interval)
    assert ten.articles == 5


def test_articles_that_happen_to_be_alike_are_no_certainty() -> None:
    found = ratio(np.arange(5), np.ones(5), np.full(5, 200.0))
    assert found.interval is not None
    low, high = (bound * 1000 for bound in found.interval)
    # Where five or more, and five or fewer, have a chance of 2.5 % each.
    more = 1 - sum(exp(-low) * low**count / factorial(count) for count in range(5))
    fewer = sum(exp(-high) * high**count / factorial(count) for count in range(6))
    assert (more, fewer) == pytest.approx((0.025, 0.025))
    assert ratio(np.arange(5), np.ones(5), np.full(5, 200.0), counts=False).interval == (
        0.005,
        0.005,
    )


def test_finding_nothing_is_no_certainty() -> None:
    nothing = ratio(np.array([1, 1, 2, 3, 4, 5]), np.zeros(6), np.full(6, 200.0))
    assert nothing.value == 0
    assert nothing.interval is not None
    # A text read twice is one text.
    assert exp(-nothing.interval[1] * 1000) == pytest.approx(0.025)
    share = ratio(np.arange(5), np.zeros(5), np.full(5, 200.0), counts=False)
    assert (share.value, share.interval) == (0.0, None)


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    """Eight articles of uneven length and unruly counts; a narrow interval would miss more."""
    dice = np.random.default_rng(1)
    covered = 0
    for _ in range(200):
        words = dice.integers(200, 900, 8).astype(float)
        passages = dice.poisson(0.01 * words * dice.gamma(4, 1 / 4, 8)).astype(float)
        found = ratio(np.arange(8), passages, words)
        assert found.interval is not None
        covered += found.interval[0] <= 0.01 <= found.interval[1]
    # The plain percentiles cover it in 177 of these 200.
    assert covered >= 200 * 0.92


def test_what_overlaps_is_in_no_order() -> None:
    low, high = Estimate(1.0, (0.5, 2.0), 9), Estimate(3.0, (2.5, 4.0), 9)
    middle, unsure = Estimate(2.0, (1.0, 3.0), 9), Estimate(9.0, None, 9)
    assert low.is_apart_from(high)
    assert high.is_apart_from(low)
    assert not low.is_apart_from(middle)
    assert not unsure.is_apart_from(low)
    assert low.times(1000).interval == (500.0, 2000.0)
