"""Mathet's gamma: published values, the best alignment by trying all, chance, progress and limits."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.best_alignment import best_alignment
from agreement.dissimilarity import Dissimilarity, Marks
from agreement.gamma import gamma, gamma_steps
from agreement.random_continua import random_continuum
from agreement.reading import ReadText
from tests.agreement.readings import Spans, at_random, published, spans, text_of

MEASURE = Dissimilarity()


def marks(*found: tuple[int, int, str]) -> Marks:
    return Marks(
        np.array([start for start, _, _ in found], float),
        np.array([end for _, end, _ in found], float),
        np.array([sum(tag.encode()) for _, _, tag in found], np.int64),
    )


def alex_paul_suzan(corpora: Path) -> tuple[dict[str, list[tuple[int, int, str]]], dict[str, Any]]:
    given_ = published(corpora, "gamma_alex_paul_suzan.json")
    found: dict[str, list[tuple[int, int, str]]] = {}
    for name, tag, start, end in given_["data"]["units"]:
        found.setdefault(name, []).append((int(start), int(end), tag))
    return found, given_["expected"]


def test_published_alignment_and_dissimilarities(corpora: Path) -> None:
    found, expected = alex_paul_suzan(corpora)
    best = best_alignment([marks(*rows) for rows in found.values()], MEASURE)
    assert best.disorders.sum() / (16 / 3) == pytest.approx(
        expected["best_alignment_disorder"], rel=0.01
    )
    assert len(best.members) == expected["best_alignment_unitary_alignments"]
    for pair, value in expected["d_pos_figure10"].items():
        (start, end), (begin, stop) = (
            map(int, one.strip("()").split(",")) for one in pair.split("-")
        )
        found_ = MEASURE.by_position(marks((start, end, "s")), marks((begin, stop, "s")))
        assert found_[0, 0] == pytest.approx(value, abs=0.05)


def test_published_gamma(corpora: Path) -> None:
    found, expected = alex_paul_suzan(corpora)
    figures = gamma([text_of(found, 60)])
    low, high = expected["gamma_range"]
    assert low <= (figures.gamma.value or 0) <= high
    low, high = expected["gamma_cat_range"]
    assert low <= (figures.categories.value or 0) <= high
    for tag, value in expected["gamma_k"].items():
        of_tag = figures.tags[tag].value
        assert of_tag is not None
        if value == "<=0":
            assert of_tag <= 0.01
        else:
            assert of_tag == pytest.approx(value, abs=0.02)
    assert figures.gamma.value == pytest.approx(0.45619, abs=0.01)  # by pygamma-agreement 0.5.9
    assert figures.categories.value == pytest.approx(0.399248, abs=0.01)
    assert (figures.gamma.units, figures.gamma.reviewers, figures.gamma.articles) == (16, 3, 1)


def test_alignments_equal_those_of_pygamma(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_DISABLE_JIT", "1")  # compiling takes longer than all tests here
    library = pytest.importorskip("pygamma_agreement")
    segment = pytest.importorskip("pyannote.core").Segment
    measure = library.CombinedCategoricalDissimilarity(alpha=3, beta=1, delta_empty=1)
    for seed in range(6):
        readings = at_random(1, 3, 6, seed, 600)[0].readings
        continuum = library.Continuum()
        for reading in readings:
            for one in reading.passages:
                continuum.add(reading.reviewer, segment(one.start, one.end), one.tag)
        ours = best_alignment(
            [marks(*((p.start, p.end, p.tag) for p in one.passages)) for one in readings], MEASURE
        )
        theirs = continuum.get_best_alignment(measure).disorder
        assert ours.disorders.sum() / 6 == pytest.approx(theirs, rel=1e-5)


def least_disorder(continuum: list[Marks]) -> float:
    """The least disorder of all ways to align, each passage in one alignment; by trying all."""
    readers = len(continuum)
    pairs = readers * (readers - 1) / 2
    between = {
        (one, other): MEASURE.between(continuum[one], continuum[other])
        for one in range(readers)
        for other in range(one + 1, readers)
    }

    def disorder(unitary: tuple[int, ...]) -> float:
        return (
            sum(
                1.0 if -1 in {unitary[one], unitary[other]} else apart[unitary[one], unitary[other]]
                for (one, other), apart in between.items()
            )
            / pairs
        )

    def least(left: frozenset[tuple[int, int]]) -> float:
        if left not in known:
            reader, passage = min(left)
            choices = [
                [passage]
                if other == reader
                else [-1, *(place for who, place in left if who == other and who > reader)]
                for other in range(readers)
            ]
            known[left] = min(
                disorder(unitary) + least(left - set(enumerate(unitary)))
                for unitary in product(*choices)
            )
        return known[left]

    known: dict[frozenset[tuple[int, int]], float] = {frozenset(): 0.0}
    return least(
        frozenset((reader, at) for reader, one in enumerate(continuum) for at in range(len(one)))
    )


@settings(max_examples=15)
@given(st.lists(spans(40, 3), min_size=2, max_size=4))
def test_no_alignment_is_better(found: list[Spans]) -> None:
    continuum = [marks(*rows) for rows in found]
    if any(found):
        best = best_alignment(continuum, MEASURE)
        assert best.disorders.sum() == pytest.approx(least_disorder(continuum), abs=1e-5)
        held = sorted((r, p) for row in best.members for r, p in enumerate(row) if p >= 0)
        assert held == [(r, p) for r, rows in enumerate(found) for p in range(len(rows))]


def test_chance_keeps_lengths_and_tags_and_stays_within_the_text() -> None:
    continuum = [marks((0, 10, "s"), (30, 50, "d")), marks((5, 25, "s"), (90, 99, "f"))]
    for seed in range(20):
        for moved in random_continuum(continuum, 100, np.random.default_rng(seed)):
            lengths = (moved.ends - moved.starts).tolist()
            tags = moved.tags.tolist()
            assert (lengths, tags) in [
                ((one.ends - one.starts).tolist(), one.tags.tolist()) for one in continuum
            ]
            assert ((moved.starts >= 0) & (moved.starts < 100)).all()


def test_the_same_readings_give_the_same_number_whatever_is_beside_them() -> None:
    texts = at_random(3, 3, 4, length=1000)
    ahead, backwards = (gamma(found, precision=0.1) for found in (texts, texts[::-1]))
    assert ahead == backwards


def test_readings_at_random_agree_about_as_chance_would() -> None:
    figures = gamma(at_random(20, 3, 4, length=1500), resamples=100, precision=0.05)
    assert figures.gamma.value == pytest.approx(0, abs=0.1)
    assert figures.gamma.interval is not None
    assert figures.gamma.interval[0] < (figures.gamma.value or 0) < figures.gamma.interval[1]


@settings(max_examples=2)
@given(spans(60, 4).filter(bool))
def test_neither_order_nor_names_matter_and_a_copy_agrees(rows: Spans) -> None:
    others: Spans = [(start, end, "s") for start, end, _ in rows]
    before = gamma([text_of({"ines": rows, "noor": others}, 60)], precision=0.2).gamma.value
    renamed = [(start, end, f"<{tag}>") for start, end, tag in rows]
    for changed in (
        text_of({"noor": others, "ines": rows}, 60),
        text_of({"ines": renamed, "noor": [(*span[:2], "<s>") for span in others]}, 60),
    ):
        assert gamma([changed], precision=0.2).gamma.value == before
    assert gamma([text_of({"a": rows, "b": rows}, 60)], precision=0.2).gamma.value == 1


def test_progress_is_told_and_it_can_be_stopped() -> None:
    texts = at_random(4, 2, 3, length=1000)
    steps = list(gamma_steps(texts, precision=0.1))
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1].done == steps[-1].of > 4 * 8
    early = [step.figures for step in steps[:-1] if step.figures]
    assert early
    assert early[0].gamma.value is not None

    seen = []

    def thrice(step: object) -> bool:
        seen.append(step)
        return len(seen) < 3

    stopped = gamma(texts, go_on=thrice).gamma
    assert (stopped.value, stopped.undefined, len(seen)) == (None, "stopped", 3)


def test_what_is_too_large_is_left_out_and_counted() -> None:
    small = text_of({"a": [(0, 9, "s")], "b": [(0, 9, "s")]}, 100, "small")
    crowd: Spans = [(at, at + 30, "s") for at in range(40)]
    large = text_of(dict.fromkeys("abcd", crowd), 100, "large")
    figure = gamma([small, large], precision=0.2, most=2000).gamma
    assert (figure.value, figure.units, figure.articles) == (1, 2, 1)
    assert figure.dropped == {"too_large": 160}
    alone = gamma([large], most=2000).gamma
    assert (alone.value, alone.undefined, alone.dropped) == (None, "too_large", {"too_large": 160})


def test_only_what_all_readers_looked_at_is_aligned() -> None:
    rows: dict[str, Spans] = {
        "ines": [(0, 5, "s"), (20, 25, "s")],
        "noor": [(0, 5, "s"), (20, 25, "s"), (40, 45, "d")],
        "omar": [(0, 5, "s")],
        "wanda": [],
    }
    looked = {"ines": [(0, 30)], "noor": [(0, 50)], "omar": [(0, 12)], "wanda": []}
    figure = gamma([text_of(rows, 50, looked=looked)], precision=0.2).gamma
    assert (figure.value, figure.units, figure.reviewers) == (1, 3, 3)
    assert figure.dropped == {"read_by_one": 1, "unread_by_some": 2}


def undefined_texts() -> Iterator[tuple[list[ReadText], str]]:
    yield [], "no_reading"
    yield [text_of({"ines": [(0, 5, "s")]}, 9)], "one_reviewer"
    yield [text_of({"ines": [], "noor": []}, 9)], "no_passage"
    yield [text_of({"ines": []}, 9, "a"), text_of({"noor": []}, 9, "b")], "no_common_unit"


@pytest.mark.parametrize(("texts", "reason"), list(undefined_texts()))
def test_nothing_to_compare_is_undefined(texts: list[ReadText], reason: str) -> None:
    figures = gamma(texts)
    assert (figures.gamma.value, figures.gamma.undefined) == (None, reason)
    assert figures.categories.undefined == reason
