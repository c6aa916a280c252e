"""Independent libraries and the papers' formulas give the same numbers on any readings."""

import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Any

import krippendorff as reference
import numpy as np
import pytest
from hypothesis import given, settings
from nltk.metrics import AnnotationTask, jaccard_distance, masi_distance
from sklearn.metrics import cohen_kappa_score

from agreement.distance import jaccard, masi
from agreement.nominal import figure
from agreement.tally import MISSING, Tally
from tests.agreement.random_readings import sets, tallies
from tests.agreement.tables import contingency, published, tally


def one_by_one(units: Tally) -> Iterator[list[int]]:
    """The values that were given to each unit, a list a unit, missing ones left out."""
    for row, weight in zip(units.values.tolist(), units.weights.tolist(), strict=True):
        for _ in range(weight):
            yield [value for value in row if value != MISSING]


def same(found: float | None, expected: float) -> bool:
    """Whether both are undefined, or the same number."""
    if found is None:
        return bool(np.isnan(expected))
    return found == pytest.approx(expected, abs=1e-9)


@settings(max_examples=30)
@given(tallies(missing=False, reviewers=2))
def test_cohen_is_scikit_learns(units: Tally) -> None:
    pairs = np.array(list(one_by_one(units)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = cohen_kappa_score(pairs[:, 0], pairs[:, 1])
    assert same(figure(units, "cohen").value, expected)


@settings(max_examples=30)
@given(tallies())
def test_alpha_is_that_of_its_library(units: Tally) -> None:
    counts = np.array(
        [[row.count(value) for value in range(len(units.sets))] for row in one_by_one(units)]
    )
    found = figure(units, "krippendorff")
    used = counts[counts.sum(axis=1) >= 2].sum(axis=0) > 0
    if used.sum() < 2:
        assert found.value is None
    else:
        expected = reference.alpha(value_counts=counts, level_of_measurement="nominal")
        assert same(found.value, expected)


@settings(max_examples=30)
@given(tallies(most_tags=3))
def test_alpha_of_sets_is_nltks(units: Tally) -> None:
    rows = [row for row in one_by_one(units) if len(row) >= 2]
    spoken = [found or frozenset({"no tag"}) for found in units.sets]  # nltk divides by its size
    task = [
        (reader, unit, spoken[value])
        for unit, row in enumerate(rows)
        for reader, value in enumerate(row)
    ]
    if len({value for *_, value in task}) < 2:
        assert figure(units, "krippendorff_masi").value is None
        return
    for name, distance in (("masi", masi_distance), ("jaccard", jaccard_distance)):
        expected = AnnotationTask(data=task, distance=distance).alpha()
        assert same(figure(units, f"krippendorff_{name}").value, expected)


@settings(max_examples=30)
@given(tallies(missing=False))
def test_fleiss_is_nltks(units: Tally) -> None:
    rows = list(one_by_one(units))
    task = [
        (reader, unit, str(value))
        for unit, row in enumerate(rows)
        for reader, value in enumerate(row)
    ]
    if len({value for *_, value in task}) < 2:
        assert figure(units, "fleiss").value is None
        return
    assert same(figure(units, "fleiss").value, AnnotationTask(data=task).pi())
    assert same(figure(units, "percentage").value, AnnotationTask(data=task).avg_Ao())


@settings(max_examples=30)
@given(tallies())
def test_percentage_fleiss_and_gwet_follow_their_formulas_with_missing_readings(
    units: Tally,
) -> None:
    rows = [row for row in one_by_one(units) if len(row) >= 2]
    if not rows:
        return
    agreeing = np.mean([np.mean([a == b for a, b in permutations(row, 2)]) for row in rows])
    used: Counter[int] = Counter()
    for row in rows:
        for value in row:
            used[value] += 1 / len(row) / len(rows)  # type: ignore[assignment]
    assert same(figure(units, "percentage").value, float(agreeing))
    varied = sum(share * (1 - share) for share in used.values())
    for name, chance in (
        ("fleiss", sum(share**2 for share in used.values())),
        ("gwet", varied / max(len(used) - 1, 1)),
    ):
        expected = (agreeing - chance) / (1 - chance) if len(used) > 1 else np.nan
        assert same(figure(units, name).value, float(expected))


@settings(max_examples=30)
@given(sets(3), sets(3))
def test_distances_are_nltks(one: frozenset[str], other: frozenset[str]) -> None:
    both = [one, other]
    if one | other:
        assert masi(both)[0, 1] == pytest.approx(masi_distance(one, other))
        assert jaccard(both)[0, 1] == pytest.approx(jaccard_distance(one, other))
    assert masi(both)[0, 0] == jaccard(both)[1, 1] == 0


@pytest.mark.parametrize(
    ("coefficient", "value"),
    [("gwet", 0.8493305), ("cohen", 0.7964094), ("fleiss", 0.7962397), ("krippendorff", 0.7972585)],
)
def test_the_table_that_gwets_own_package_prints(coefficient: str, value: float) -> None:
    """irrCAC 1.0, vignette "Calculating Chance-corrected Agreement Coefficients": two abstractors."""
    found = figure(contingency([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), coefficient)
    assert found.value == pytest.approx(value, abs=5e-8)


def test_gwets_missing_readings_but_for_the_unit_read_once(corpora: Any) -> None:
    """irrCAC prints 0.77544 and 0.76117: it counts the twelfth unit, read by one, as a habit."""
    units = tally(published(corpora, "krippendorff_4obs_12units.json")["data"]["matrix"])
    assert figure(units, "percentage").value == pytest.approx(0.8181818, abs=5e-8)
    assert figure(units, "gwet").value == pytest.approx(0.77544, abs=5e-4)
    assert figure(units, "fleiss").value == pytest.approx(0.76117, abs=2e-3)
