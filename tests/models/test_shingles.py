"""Shingles and sketches: two texts' likeness, exact and estimated."""

from hypothesis import given
from hypothesis import strategies as st

from models.shingles import (
    SKETCH,
    estimated,
    likeness,
    read,
    shingles,
    shingles_of,
    sketch,
    units,
    written,
)

WORDS = st.lists(st.integers(0, 10_000).map(lambda number: f"w{number}"), max_size=400)


def brute(one: list[str], other: list[str]) -> float:
    sets = [
        {tuple(words[at : at + 5]) for at in range(max(1, len(words) - 4))} if words else set()
        for words in (one, other)
    ]
    union = sets[0] | sets[1]
    return len(sets[0] & sets[1]) / len(union) if union and all(sets) else 0.0


@given(WORDS, WORDS, WORDS)
def test_likeness_is_jaccards_and_the_sketch_estimates_it(
    shared: list[str], mine: list[str], yours: list[str]
) -> None:
    one, other = [*shared, *mine], [*shared, *yours]
    hashes = shingles_of(one), shingles_of(other)
    exact = brute(one, other)
    assert abs(likeness(*hashes) - exact) < 1e-9
    guess = estimated(sketch(hashes[0]), sketch(hashes[1]))
    if max(len(side) for side in hashes) <= SKETCH:
        assert abs(guess - exact) < 1e-9
    # Four standard deviations of 64 draws.
    assert abs(guess - exact) <= 0.25


@given(st.text(max_size=300))
def test_any_text_has_a_sketch_that_is_stored_and_read_as_it_was(text: str) -> None:
    found = sketch(shingles(text))
    assert found.size <= SKETCH
    assert read(written(found)).tolist() == found.tolist()
    assert all(text[one.start : one.end] for one in units(text))


def test_signs_case_and_the_form_of_letters_make_no_difference() -> None:
    one = "The mayor’s café closed: “40 jobs”, she said, were lost."
    other = "THE MAYOR'S CAFE\u0301 CLOSED 40 JOBS SHE SAID WERE LOST"
    assert likeness(shingles(one), shingles(other)) == 1.0


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    text = "消防队在凌晨三点赶到港口，火势已经蔓延到三个仓库。市长说没有人受伤。"
    copied = f"据本报报道，{text}"
    assert likeness(shingles(text), shingles(copied)) > 0.7
    assert likeness(shingles(text), shingles("市长昨天宣布新的图书馆将在明年春天开放。")) == 0.0
