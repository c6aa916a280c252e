"""What is compared: only what all the compared looked at, and nothing is learnt from elsewhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.continuum import alone, by_readers, common, continua, pairs
from agreement.reading import Passage, ReadText
from tests.agreement.readings import LENGTH, spans, text_of


def test_only_what_both_looked_at_is_common() -> None:
    text = text_of({"ines": [(0, 5, "s"), (20, 30, "s")], "noor": [(0, 5, "s")]}, 30,
                   looked={"ines": [(0, 30)], "noor": [(0, 15)]})  # fmt: skip
    shared = common(text, ["ines", "noor"])
    assert shared is not None
    assert (shared.length, shared.left_out) == (15, 1)
    assert shared.found["ines"] == shared.found["noor"] == (Passage(0, 5, "s"),)
    assert alone(text, by_readers(text)) == (1, 15)


def test_a_passage_is_cut_where_the_other_stopped_looking() -> None:
    text = text_of({"ines": [(10, 25, "s")], "noor": []}, 30, looked={"noor": [(0, 15)]})
    shared = common(text, ["ines", "noor"])
    assert shared is not None
    assert shared.found["ines"] == (Passage(10, 15, "s"),)


def test_parts_are_joined_so_that_a_passage_over_a_hole_stays_one() -> None:
    text = text_of({"ines": [(5, 25, "s")], "noor": []}, 30, looked={"noor": [(0, 10), (20, 30)]})
    shared = common(text, ["ines", "noor"])
    assert shared is not None
    assert (shared.length, shared.found["ines"]) == (20, (Passage(5, 15, "s"),))


def test_a_blank_between_two_sentences_that_were_looked_at_was_looked_at_too() -> None:
    sentences = [(0, 9), (10, 19), (20, 29)]
    text = text_of({"ines": [(0, 19, "s")], "noor": []}, 30,
                   looked={"ines": sentences, "noor": sentences[:2]}, sentences=sentences)  # fmt: skip
    assert by_readers(text) == {
        frozenset({"ines", "noor"}): [(0, 19)],
        frozenset({"ines"}): [(19, 30)],
    }


def test_a_tagged_passage_was_looked_at_even_if_nobody_noted_it() -> None:
    text = text_of({"ines": [(0, 5, "s")], "noor": [(0, 5, "s")]}, 30,
                   looked={"ines": [], "noor": []})  # fmt: skip
    assert [one.length for one in continua(text, by_readers(text))] == [5]


def test_a_reviewer_cannot_read_a_text_twice() -> None:
    once = text_of({"ines": []}, 5)
    twice = ReadText("a", 5, (), [*once.readings, *once.readings])
    with pytest.raises(ValueError, match="once"):
        by_readers(twice)


ranges = st.lists(st.tuples(st.integers(0, LENGTH), st.integers(1, 6)), max_size=3).map(
    lambda found: sorted((start, min(start + long, LENGTH)) for start, long in found)
)


@given(st.tuples(spans(), spans(), spans()), st.tuples(ranges, ranges, ranges))
def test_continua_hold_each_character_that_two_looked_at_once(
    found: tuple[list[tuple[int, int, str]], ...], looked: tuple[list[tuple[int, int]], ...]
) -> None:
    names = ("ines", "noor", "omar")
    text = text_of(dict(zip(names, found, strict=True)), LENGTH,
                   looked=dict(zip(names, looked, strict=True)))  # fmt: skip
    seen = {
        name: {
            at for start, end in [*(span[:2] for span in tagged), *read] for at in range(start, end)
        }
        for name, tagged, read in zip(names, found, looked, strict=True)
    }
    by_two = [at for at in range(LENGTH) if sum(at in places for places in seen.values()) > 1]
    parts = by_readers(text)
    assert sum(one.length for one in continua(text, parts)) == len(by_two)
    for (one, other), shared in pairs(text, parts):
        assert shared.length == len(seen[one] & seen[other])
        for name in (one, other):
            tagged = {
                at
                for start, end, _ in found[names.index(name)]
                for at in range(start, end)
                if at in seen[one] & seen[other]
            }
            assert len(tagged) == len(
                {at for cut in shared.found[name] for at in range(cut.start, cut.end)}
            )
