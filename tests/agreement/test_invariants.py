"""What must not change a coefficient, and what must decide it, whatever the readings."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.bootstrap import with_interval
from agreement.figure import Figure
from agreement.nominal import COEFFICIENTS, OF_SEVERAL, additive, figure, measure
from agreement.tally import Tally
from tests.agreement.random_readings import tallies

BEYOND_CHANCE = [name for name in COEFFICIENTS if name != "percentage"]


def names_of(units: Tally) -> list[str]:
    return [*OF_SEVERAL, *(["cohen"] if len(units.reviewers) == 2 else [])]


def alike(one: Figure, other: Figure) -> bool:
    """The same figure up to rounding."""
    return replace(one, value=None) == replace(other, value=None) and one.value == (
        None if other.value is None else pytest.approx(other.value, abs=1e-9)
    )


@settings(max_examples=25)
@given(tallies(), st.randoms())
def test_the_order_of_reviewers_changes_nothing(units: Tally, random: Any) -> None:
    order = list(units.reviewers)
    random.shuffle(order)
    for name in names_of(units):
        assert alike(figure(units.of_reviewers(order), name), figure(units, name))


@settings(max_examples=25)
@given(tallies(most_tags=3))
def test_the_names_of_tags_change_nothing(units: Tally) -> None:
    renamed = [frozenset(f"{tag[::-1]} renamed" for tag in found) for found in units.sets]
    order = list(reversed(range(len(renamed))))
    number = np.argsort([*order, len(order)]).astype(np.int32)
    number[-1] = -1
    other = replace(
        units, sets=tuple(renamed[place] for place in order), values=number[units.values]
    )
    for name in names_of(units):
        assert alike(figure(other, name), figure(units, name))


@settings(max_examples=25)
@given(tallies(most_tags=3))
def test_a_reviewer_and_their_double_agree_or_there_is_nothing_to_say(units: Tally) -> None:
    doubled = replace(
        units, reviewers=("one", "other"), values=np.repeat(units.values[:, :1], 2, axis=1)
    )
    for name in COEFFICIENTS:
        found = figure(doubled, name)
        if found.value is None:
            assert found.undefined in {"no_reading", "one_category", "no_passage"}
        else:
            assert found.value == pytest.approx(1)


@pytest.mark.parametrize("name", BEYOND_CHANCE)
def test_throwing_dice_is_about_zero(name: str) -> None:
    dice = np.random.default_rng(5)
    thrown = Tally(
        ("ana", "ben"),
        ("a",),
        (frozenset(), frozenset({"promo"}), frozenset({"promo", "filler"}), frozenset({"filler"})),
        dice.integers(0, 4, (40_000, 2), np.int32),
        np.ones(40_000, np.int64),
        np.zeros(40_000, np.int64),
    )
    assert figure(thrown, name).value == pytest.approx(0, abs=0.02)


@settings(max_examples=25)
@given(tallies(), st.randoms())
def test_a_weight_is_a_repetition_and_a_split_run_is_whole(units: Tally, random: Any) -> None:
    rows = np.repeat(np.arange(len(units.weights)), units.weights)
    random.shuffle(rows)
    split = replace(
        units,
        values=units.values[rows],
        article=units.article[rows],
        weights=np.ones(len(rows), np.int64),
    )
    for name in names_of(units):
        assert alike(figure(split, name), figure(units, name))


@settings(max_examples=25)
@given(tallies(), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_an_article_drawn_twice_counts_twice(units: Tally, draws: list[int]) -> None:
    times = np.array(draws)[: len(units.articles)]
    drawn = replace(units, weights=units.weights * times[units.article])
    for name in set(names_of(units)) - {"gwet"}:  # whose categories are those of all articles
        sums = additive(units, name)
        found = float(sums.solve((times @ sums.sums)[None, :])[0])
        expected = additive(drawn, name).value
        assert np.isnan(found) if expected is None else found == pytest.approx(expected, abs=1e-9)


@given(tallies(most_tags=3))
def test_of_one_tag_the_distance_of_sets_makes_no_difference(units: Tally) -> None:
    asked = units.of_tag("promo")
    for name in ("krippendorff_masi", "krippendorff_jaccard"):
        assert alike(figure(asked, name), figure(asked, "krippendorff"))


@settings(max_examples=8)
@given(tallies(most_tags=3))
def test_figures_in_turn_are_the_figures_alone(units: Tally) -> None:
    seen = 0
    for found in measure(units):
        asked = units.of_reviewers(found.pair) if found.pair else units
        asked = asked if found.tag is None else asked.of_tag(found.tag)
        assert alike(found.figure, figure(asked, found.coefficient))
        seen += 1
    pairs, tags = len(units.pairs()), len(units.tags)
    assert seen == (6 + 4 * tags) + pairs * (7 + 5 * tags)


@settings(max_examples=25)
@given(tallies(), tallies())
def test_articles_nobody_shared_change_no_value(units: Tally, other: Tally) -> None:
    """Units that one reviewer read, or nobody, are counted as dropped and as nothing else."""
    lonely = np.where(np.arange(units.values.shape[1]) == 0, units.values, -1)
    more = replace(
        units,
        values=np.concatenate([units.values, lonely]),
        weights=np.tile(units.weights, 2),
        article=np.tile(units.article, 2),
    )
    for name in names_of(units):
        one, two = figure(units, name), figure(more, name)
        assert alike(replace(one, dropped={}), replace(two, dropped={}))
        assert sum(two.dropped.values()) == sum(one.dropped.values()) + units.weights.sum()


def test_with_interval_leaves_an_undefined_figure_alone() -> None:
    nothing = Figure(None, "no_reading")
    empty = Tally((), (), (frozenset(),), np.empty((0, 0), np.int32), *2 * [np.empty(0, np.int64)])
    assert with_interval(nothing, additive(empty, "fleiss")) == nothing
    assert [figure(empty, name) for name in OF_SEVERAL] == [nothing] * len(OF_SEVERAL)
