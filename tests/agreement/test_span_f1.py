"""Precision, recall and F1 of passages: by the definition, published, and against a library."""

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching
from sklearn.metrics import precision_recall_fscore_support

from agreement.matching import Extents, overlapping
from agreement.reading import ReadText
from agreement.span_counts import count_spans
from agreement.span_f1 import MATCHES, Match, mean_f1, pair_scores
from tests.agreement.readings import LENGTH, Spans, at_random, published, read_texts, spans, text_of


def test_published_pairs_and_their_mean(corpora: Path) -> None:
    given_ = published(corpora, "span_f1_pairwise_definition.json")
    found = {
        name: [(int(start), int(end), str(tag)) for start, end, tag in rows]
        for name, rows in given_["data"]["annotators"].items()
    }
    counts = count_spans([text_of(found, 100)])
    exact = {"".join(one.pair): one.f1.value for one in pair_scores(counts)}
    expected = given_["expected"]
    assert {**exact, "mean": mean_f1(counts).value} == pytest.approx(
        expected["exact_span_and_label"], abs=1e-12
    )
    asked: list[tuple[Match, bool, str]] = [
        ("exact", True, "exact_span_any_label"),
        ("characters", False, "character_level_with_label"),
        ("characters", True, "character_level_any_label"),
    ]
    for match, whatever, key in asked:
        score = pair_scores(counts, match, whatever_tag=whatever)[0]
        assert score.f1.value == pytest.approx(expected[key]["XY"], abs=1e-12)


def test_precision_and_recall_take_the_first_reviewer_for_the_reference() -> None:
    counts = count_spans([text_of({"ines": [(0, 5, "s")], "noor": [(0, 5, "s"), (8, 9, "s")]}, 20)])
    score = pair_scores(counts)[0]
    assert (score.pair, score.precision.value, score.recall.value) == (("ines", "noor"), 0.5, 1.0)
    assert (score.f1.units, score.f1.reviewers, score.f1.articles) == (3, 2, 1)


def test_two_short_passages_in_a_long_one_are_one_match() -> None:
    counts = count_spans([text_of({"ines": [(0, 9, "s")], "noor": [(0, 3, "s"), (4, 9, "s")]}, 9)])
    score = pair_scores(counts, "overlap")[0]
    assert (score.precision.value, score.recall.value) == (0.5, 1.0)


def test_overlapping_passages_of_one_reviewer_count_their_characters_once() -> None:
    counts = count_spans([text_of({"ines": [(0, 6, "s"), (3, 9, "s")], "noor": [(0, 9, "s")]}, 9)])
    assert pair_scores(counts, "characters")[0].f1.value == 1
    assert pair_scores(counts, "overlap")[0].f1.value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ([], "no_reading"),
        ([text_of({"ines": [(0, 5, "s")]}, 9)], "one_reviewer"),
        ([text_of({"ines": [], "noor": []}, 9)], "no_passage"),
        (
            [text_of({"ines": [(0, 5, "s")]}, 9, "a"), text_of({"noor": [(0, 5, "s")]}, 9, "b")],
            "no_common_unit",
        ),
    ],
)
def test_nothing_to_compare_is_undefined(texts: list[ReadText], reason: str) -> None:
    figure = mean_f1(count_spans(texts))
    assert (figure.value, figure.undefined) == (None, reason)


def test_what_one_reviewer_has_not_looked_at_is_no_disagreement() -> None:
    text = text_of({"ines": [(0, 5, "s"), (20, 25, "s")], "noor": [(0, 5, "s")]}, 30,
                   looked={"noor": [(0, 10)]})  # fmt: skip
    figure = mean_f1(count_spans([text]))
    assert (figure.value, figure.dropped, figure.units) == (1.0, {"read_by_one": 1}, 2)
    assert pair_scores(count_spans([text]))[0].recall.dropped == {"read_by_one": 1}


def test_articles_are_pooled_before_dividing_and_give_an_interval() -> None:
    texts = at_random(12, 3, 8)
    counts = count_spans(texts)
    figure = mean_f1(counts, "characters", resamples=200)
    assert figure.interval is not None
    assert figure.value is not None
    assert figure.interval[0] <= figure.value <= figure.interval[1]
    totals = counts.counts[counts.tag >= 0]
    by_pair = [totals[counts.pair[counts.tag >= 0] == pair].sum(axis=0) for pair in range(3)]
    assert figure.value == pytest.approx(
        np.mean([2 * sums[6] / (sums[4] + sums[5]) for sums in by_pair])
    )


@given(spans(), spans())
def test_characters_agree_with_scikit_learn(ours: Spans, theirs: Spans) -> None:
    def marks(found: Spans) -> list[int]:
        covered = {at for start, end, _ in found for at in range(start, end)}
        return [int(at in covered) for at in range(LENGTH)]

    counts = count_spans([text_of({"a": ours, "b": theirs}, LENGTH)])
    score = pair_scores(counts, "characters", whatever_tag=True)[0]
    expected = precision_recall_fscore_support(
        marks(ours), marks(theirs), average="binary", zero_division=np.nan
    )[:3]
    values = (score.precision.value, score.recall.value, score.f1.value)
    for value, by_library in zip(values, expected, strict=True):
        assert value is None if np.isnan(by_library) else value == pytest.approx(by_library)


@given(spans(most=8), spans(most=8))
def test_overlap_finds_the_most_matches(ours: Spans, theirs: Spans) -> None:
    meets = [[max(one[0], two[0]) < min(one[1], two[1]) for two in theirs] for one in ours]
    graph = csr_array(np.array(meets, int).reshape(len(ours), len(theirs)))
    most = int((maximum_bipartite_matching(graph) >= 0).sum()) if ours and theirs else 0
    found = [Extents(tuple(sorted(span[:2] for span in one))) for one in (ours, theirs)]
    assert overlapping(*found) == most


@given(read_texts(), st.sampled_from(MATCHES))
def test_neither_order_nor_names_matter_and_a_copy_agrees(text: ReadText, match: Match) -> None:
    def value(changed: ReadText) -> float | None:
        return mean_f1(count_spans([changed]), match).value

    found = {one.reviewer: [(p.start, p.end, p.tag) for p in one.passages] for one in text.readings}
    backwards = text_of(dict(reversed(list(found.items()))), text.length)
    renamed = text_of(
        {f"z{name}"[::-1]: [(*span[:2], f"<{span[2]}>") for span in rows]
         for name, rows in found.items()},
        text.length,
    )  # fmt: skip
    assert value(backwards) == value(text)
    assert value(renamed) == pytest.approx(value(text))
    rows = next(iter(found.values()))
    copied = value(text_of({"a": rows, "b": rows, "c": rows}, text.length))
    assert copied == (1 if rows else None)


@given(st.integers(1, 10), st.integers(1, 10))
def test_moving_a_boundary_further_never_raises_agreement(near: int, further: int) -> None:
    def value(moved: int) -> float:
        rows: dict[str, Spans] = {"a": [(10, 20, "s")], "b": [(10, 20 + moved, "s")]}
        found = mean_f1(count_spans([text_of(rows, 50)]), "characters").value
        assert found is not None
        return found

    assert value(near + further) < value(near) < value(0) == 1


def test_every_pair_that_read_together_has_a_score() -> None:
    texts = at_random(2, 4, 3)
    assert [one.pair for one in pair_scores(count_spans(texts))] == list(
        combinations(["r0", "r1", "r2", "r3"], 2)
    )
