"""Runs that are copied word for word, against looking at every place."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.copied_runs import CopiedRun, copied_runs, copied_share
from models.near_match import NearText

FEW = st.lists(st.sampled_from(["a", "b", "c", "Dé", "💩", "Ames,"]), max_size=40)


def brute(old: list[str], new: list[str], least: int) -> list[tuple[int, int]]:
    """Where each run begins in the later text, and how many words it has."""
    found, at = [], 0
    while at < len(new):
        length = max(
            (
                size
                for place in range(len(old))
                for size in range(1, min(len(old) - place, len(new) - at) + 1)
                if old[place : place + size] == new[at : at + size]
            ),
            default=0,
        )
        if length < least:
            at += 1
            continue
        found.append((at, length))
        at += length
    return found


@given(FEW, FEW, st.integers(2, 4))
def test_runs_are_those_that_looking_everywhere_finds(
    old: list[str], new: list[str], least: int
) -> None:
    earlier, later = " ".join(old), " ".join(new)
    runs = copied_runs(earlier, later, least)
    words = [[one for one in side if one != "💩"] for side in (old, new)]
    folded = [[one.casefold().strip(",") for one in side] for side in words]
    found = brute(folded[0], folded[1], least)
    assert [run.words for run in runs] == [size for _, size in found]
    for run in runs:
        here, there = later[slice(*run.later)], earlier[slice(*run.earlier)]
        assert plain(here) == plain(there)
        assert len(plain(here)) == run.words
    assert all(one.later[1] <= other.later[0] for one, other in pairwise(runs))
    assert 0.0 <= copied_share([runs], len(words[1])) <= 1.0


def plain(text: str) -> list[str]:
    return [one.strip(",").casefold() for one in text.split() if one != "💩"]


def test_shares_of_several_earlier_articles_count_a_word_once() -> None:
    runs = [CopiedRun((0, 50), (0, 50), 10)]
    later = [CopiedRun((0, 50), (25, 75), 10)]
    assert copied_share([runs, later], 20) == 0.75
    assert copied_share([], 0) == 0.0


def test_repetition_costs_no_more_than_length() -> None:
    text = "over and over and " * 4000
    (run,) = copied_runs(text, text)
    assert run.words == 16000


def test_a_near_match_is_said_in_other_words_but_not_with_other_facts() -> None:
    text = NearText(
        "Engineers found cracks in 11 of the piles. They told the harbour authority on Monday."
    )
    assert text.has("Cracks in 11 piles were found, engineers say")
    assert not text.has("Three hundred shopkeepers signed a letter to the council")
    assert text.has("“…”")
    assert NearText("消防队在凌晨三点赶到港口。市长说没有人受伤。").has("消防队在三点赶到港口")
