"""Boundary similarity: published values, against segeval, and how passages become boundaries."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.boundary_counts import count_boundaries
from agreement.boundary_similarity import boundary_kappa, boundary_pi, boundary_similarity
from agreement.reading import ReadText
from tests.agreement.readings import Spans, at_random, published, read_texts, text_of


def segmented(masses: dict[str, list[int]], article: str = "a") -> ReadText:
    """Texts cut into segments of so many sentences, each a passage; sentences are one long."""
    length = sum(next(iter(masses.values())))
    found: dict[str, Spans] = {}
    for name, sizes in masses.items():
        edges = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
        found[name] = [(start, end, "s") for start, end in pairwise(edges)]
    return text_of(found, length, article, sentences=[(at, at + 1) for at in range(length)])


def test_published_values(corpora: Path) -> None:
    given_ = published(corpora, "boundary_similarity_hearst1997.json")
    expected = given_["expected"]
    for name, (one, other) in given_["data"]["small"].items():
        counts = count_boundaries([segmented({"1": one, "2": other})])
        assert boundary_similarity(counts).value == expected["small"][name]
    counts = count_boundaries([segmented(given_["data"]["masses"])])
    for pair, value in expected["pairwise_B"].items():
        one, other = pair.split(",")
        assert boundary_similarity(counts, (one, other)).value == pytest.approx(value, abs=1e-7)
    assert boundary_similarity(counts).value == pytest.approx(expected["mean_pairwise_B"], abs=1e-7)
    assert boundary_pi(counts).value == pytest.approx(expected["actual_agreement_pi_B"], abs=1e-9)
    assert boundary_kappa(counts).value == pytest.approx(expected["kappa_B"], abs=1e-9)


masses = st.lists(st.integers(1, 6), min_size=2, max_size=6)


@given(st.lists(st.tuples(masses, masses, masses), min_size=1, max_size=3), st.integers(2, 4))
def test_agrees_with_segeval(items: list[tuple[list[int], ...]], near: int) -> None:
    segeval = pytest.importorskip("segeval")
    filled = []
    for item in items:
        longest = max(sum(sizes) for sizes in item) + 2
        filled.append({f"c{at}": [*sizes, longest - sum(sizes)] for at, sizes in enumerate(item)})
    texts = [segmented(item, f"a{at}") for at, item in enumerate(filled)]
    dataset = {f"a{at}": item for at, item in enumerate(filled)}
    counts = count_boundaries(texts, near=near)
    assert boundary_kappa(counts).value == pytest.approx(
        float(segeval.fleiss_kappa_linear(dataset, n_t=near))
    )
    alone = count_boundaries(texts[:1], near=near)
    assert boundary_pi(alone).value == pytest.approx(
        float(segeval.fleiss_pi_linear({"a0": filled[0]}, n_t=near))
    )
    for pair in alone.pairs:
        by_library = segeval.boundary_similarity(*(filled[0][name] for name in pair), n_t=near)
        assert boundary_similarity(alone, pair).value == pytest.approx(float(by_library))


def test_a_passage_reaches_to_the_edges_of_its_sentences() -> None:
    sentences = [(0, 9), (10, 19), (20, 29), (30, 39)]
    text = text_of({"a": [(12, 15, "s")], "b": [(10, 19, "s")]}, 40, sentences=sentences)
    assert boundary_similarity(count_boundaries([text])).value == 1
    assert boundary_similarity(count_boundaries([text], "character")).value == 0
    assert boundary_similarity(count_boundaries([text], "character", near=8)).value == (
        pytest.approx((1 - 2 / 8 + 1 - 4 / 8) / 2)
    )


def test_boundaries_of_a_tag_are_those_of_its_passages() -> None:
    sentences = [(at, at + 10) for at in range(0, 80, 10)]
    text = text_of(
        {"a": [(10, 30, "s"), (50, 60, "d")], "b": [(10, 30, "s"), (0, 10, "d")]},
        80,
        sentences=sentences,
    )
    counts = count_boundaries([text])
    assert boundary_similarity(counts, tag="s").value == 1
    assert boundary_similarity(counts, tag="d").value == 0
    assert boundary_similarity(counts, tag="x").undefined == "no_passage"


def test_what_one_reviewer_has_not_looked_at_is_missing() -> None:
    sentences = [(at, at + 10) for at in range(0, 80, 10)]
    rows: dict[str, Spans] = {"a": [(10, 20, "s"), (50, 60, "s")], "b": [(10, 20, "s")]}
    text = text_of(rows, 80, looked={"b": [(0, 40)]}, sentences=sentences)
    figure = boundary_similarity(count_boundaries([text]))
    assert (figure.value, figure.units, figure.dropped) == (1, 2, {"read_by_one": 1})


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], "no_reading"),
        ([text_of({"ines": [(0, 5, "s")]}, 9)], "one_reviewer"),
        ([text_of({"ines": [], "noor": []}, 9)], "no_passage"),
        ([text_of({"ines": []}, 9, "a"), text_of({"noor": []}, 9, "b")], "no_common_unit"),
    ],
)
def test_nothing_to_compare_is_undefined(texts: list[ReadText], reason: str) -> None:
    counts = count_boundaries(texts, "character")
    for figure in (boundary_similarity(counts), boundary_pi(counts), boundary_kappa(counts)):
        assert (figure.value, figure.undefined) == (None, reason)


def test_readings_at_random_agree_about_as_chance_would() -> None:
    counts = count_boundaries(at_random(60, 3, 6), "character")
    for figure in (boundary_pi(counts, resamples=100), boundary_kappa(counts, resamples=100)):
        assert figure.value == pytest.approx(0, abs=0.05)
        assert figure.interval is not None
        assert figure.interval[0] <= (figure.value or 0) <= figure.interval[1]


@given(read_texts())
def test_neither_order_nor_names_matter_and_a_copy_agrees(text: ReadText) -> None:
    found = {one.reviewer: [(p.start, p.end, p.tag) for p in one.passages] for one in text.readings}
    changed = text_of(
        {
            f"{at}": [(start, end, f"<{tag}>") for start, end, tag in found[name]]
            for at, name in enumerate(sorted(found, reverse=True))
        },
        text.length,
    )
    rows = next(iter(found.values()))
    copied = count_boundaries([text_of(dict.fromkeys("abc", rows), text.length)], "character")
    for measure in (boundary_similarity, boundary_pi, boundary_kappa):
        before = measure(count_boundaries([text], "character")).value
        after = measure(count_boundaries([changed], "character")).value
        assert after == (None if before is None else pytest.approx(before))
        assert measure(copied).value in {None, 1.0}


@given(st.integers(1, 10), st.integers(1, 10))
def test_moving_a_boundary_further_never_raises_agreement(closer: int, further: int) -> None:
    def value(moved: int) -> float:
        rows: dict[str, Spans] = {"a": [(10, 20, "s")], "b": [(10, 20 + moved, "s")]}
        counts = count_boundaries([text_of(rows, 60)], "character", near=8)
        return boundary_similarity(counts).value or 0.0

    assert value(closer + further) <= value(closer) < value(0) == 1
