"""Each coefficient gives the value that its paper, or a library, published."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from agreement.characters import character_units
from agreement.distance import jaccard, masi
from agreement.nominal import COEFFICIENTS, figure
from agreement.reading import Passage, Reading, ReadText
from tests.agreement.tables import contingency, counted, published, tally


def test_cohen_1960(corpora: Path) -> None:
    case = published(corpora, "cohen_1960_table2.json")
    found = figure(contingency(case["data"]["table"]), "cohen")
    assert found.value == pytest.approx(case["expected"]["cohen_kappa_exact"], abs=1e-6)
    assert found.units == 200
    agreed = figure(contingency(case["data"]["table"]), "percentage")
    assert agreed.value == pytest.approx(0.70)


def test_cohen_of_grants(corpora: Path) -> None:
    case = published(corpora, "cohen_wikipedia_grants.json")
    found = figure(contingency(case["data"]["table"]), "cohen")
    assert found.value == pytest.approx(case["expected"]["cohen_kappa_exact"])


def test_fleiss_of_fourteen(corpora: Path) -> None:
    case = published(corpora, "fleiss_wikipedia_10x14x5.json")
    units = counted(case["data"]["table"])
    assert figure(units, "fleiss").value == pytest.approx(0.209931, abs=1e-6)
    assert figure(units, "percentage").value == pytest.approx(case["expected"]["Pbar"], abs=5e-4)
    assert figure(units, "fleiss").reviewers == 14


def test_krippendorff_of_four(corpora: Path) -> None:
    case = published(corpora, "krippendorff_4obs_12units.json")
    found = figure(tally(case["data"]["matrix"]), "krippendorff")
    assert found.value == pytest.approx(0.743421, abs=1e-6)
    assert found.units == 11
    assert found.dropped == {"read_by_one": 1}


def test_krippendorff_of_two(corpora: Path) -> None:
    case = published(corpora, "krippendorff_2obs_binary.json")
    units = tally(case["data"]["matrix"])
    assert figure(units, "krippendorff").value == pytest.approx(0.095238, abs=1e-6)
    assert figure(units, "percentage").value == case["expected"]["percent_agreement"]


def test_characters_of_krippendorff_1995(corpora: Path) -> None:
    case = published(corpora, "character_level_krippendorff1995.json")
    spans = case["data"]["spans"]
    whole = [(0, spans["length"])]
    readings = [
        Reading(name, [Passage(start, end, "marked") for start, end in spans[name]], whole)
        for name in ("observer1", "observer2")
    ]
    units = character_units([ReadText("a", spans["length"], whole, readings)])
    assert len(units.weights) < spans["length"]
    for name, value in (
        ("cohen", "cohen_kappa"),
        ("fleiss", "scott_pi"),
        ("krippendorff", "alpha_nominal"),
    ):
        assert figure(units, name).value == pytest.approx(case["expected"][value], abs=6e-4)


@pytest.mark.parametrize("coefficient", [name for name in COEFFICIENTS if name != "percentage"])
def test_one_category_is_undefined_and_never_perfect(corpora: Path, coefficient: str) -> None:
    cases = published(corpora, "degenerate_cases.json")["data"]
    found = figure(tally(cases["all_same"]), coefficient)
    assert (found.value, found.undefined, found.units) == (None, "one_category", 10)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_nothing_in_common_is_undefined(corpora: Path, coefficient: str) -> None:
    cases = published(corpora, "degenerate_cases.json")["data"]
    found = figure(tally(cases["no_overlap"]), coefficient)
    assert (found.value, found.undefined, found.units) == (None, "no_common_unit", 0)
    assert found.dropped == {"read_by_one": 2}


def test_one_category_each(corpora: Path) -> None:
    units = tally(published(corpora, "degenerate_cases.json")["data"]["one_category_each"])
    assert figure(units, "cohen").value == 0
    assert figure(units, "fleiss").value == pytest.approx(-1)
    assert figure(units, "krippendorff").value == pytest.approx(-0.9)


def test_distances_of_sets(corpora: Path) -> None:
    case = published(corpora, "set_distance_masi_jaccard.json")
    sets = [frozenset(map(str, case["data"][name])) for name in "ab"]
    assert masi(sets)[0, 1] == pytest.approx(case["expected"]["masi_distance"], abs=1e-5)
    assert jaccard(sets)[0, 1] == pytest.approx(case["expected"]["jaccard_distance"], abs=1e-9)


def test_characters_of_real_contributors(corpora: Path) -> None:
    case = published(corpora, "real_goodly_shared.json")
    folder = corpora / "1_spans" / "goodly_public_editor"
    length = len((folder / "texts" / case["data"]["text"]).read_text("utf-8"))
    for name, expected in case["expected"].items():
        units = character_units([_hunt(folder / "datahunts" / name, length)])
        assert len(units.reviewers) == expected["contributors"]
        assert figure(units.marked(), "krippendorff").value == pytest.approx(
            expected["char_alpha_nominal"], abs=1e-6
        )
        marked = units.marked().values.max(axis=1) > 0
        assert np.sum(units.weights[marked]) == expected["characters_marked_by_anyone"]


def _hunt(path: Path, length: int) -> ReadText:
    marks: dict[str, list[Passage]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            marks[row["contributor_uuid"]]  # without a highlight: all unmarked
            start, end = int(row["start_pos"]), int(row["end_pos"])
            if start < end:
                marks[row["contributor_uuid"]].append(Passage(start, end, row["topic_name"]))
    readings = [Reading(name, passages, [(0, length)]) for name, passages in marks.items()]
    return ReadText("a", length, [], readings)
