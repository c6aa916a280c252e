"""Groups of overlapping passages: every passage in exactly one, agreed only where all are alike."""

from itertools import pairwise
from random import Random
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from models.passage_groups import ReadPassage, group_passages, is_settled

READERS = (7, 3, 5)
PLACES = st.tuples(
    st.sampled_from(READERS),
    st.integers(0, 30),
    st.integers(1, 8),
    st.sampled_from(["sourced", "filler"]),
)
PASSAGES = st.lists(PLACES, max_size=12).map(
    lambda places: [
        ReadPassage(UUID(int=number), reader, start, start + length, tag)
        for number, (reader, start, length, tag) in enumerate(places)
    ]
)


def passage(reader: int, start: int, end: int, tag: str = "sourced") -> ReadPassage:
    return ReadPassage(uuid4(), reader, start, end, tag)


@given(PASSAGES)
def test_every_passage_stands_in_one_group_and_groups_share_no_character(
    passages: list[ReadPassage],
) -> None:
    groups = group_passages(passages, READERS)
    held = [one.id for group in groups for one in group.passages]
    assert sorted(held) == sorted(one.id for one in passages)
    for group in groups:
        assert (group.start, group.end) == (
            min(one.start for one in group.passages),
            max(one.end for one in group.passages),
        )
        assert [READERS.index(one.reader) for one in group.passages] == sorted(
            READERS.index(one.reader) for one in group.passages
        )
    assert all(one.end <= other.start for one, other in pairwise(groups))


@given(PASSAGES)
def test_no_group_can_be_parted_without_cutting_an_overlap(passages: list[ReadPassage]) -> None:
    for group in group_passages(passages, READERS):
        for cut in range(group.start + 1, group.end):
            assert any(one.start < cut < one.end for one in group.passages)


@given(PASSAGES, st.randoms(use_true_random=False))
def test_the_order_in_which_they_come_makes_no_difference(
    passages: list[ReadPassage], chance: Random
) -> None:
    mixed = list(passages)
    chance.shuffle(mixed)
    assert group_passages(mixed, READERS) == group_passages(passages, READERS)


@given(PASSAGES)
def test_agreed_is_one_passage_of_everybody_all_alike(passages: list[ReadPassage]) -> None:
    for group in group_passages(passages, READERS):
        alike = {(one.start, one.end, one.tag) for one in group.passages}
        by = sorted(one.reader for one in group.passages)
        assert group.agreed == (len(alike) == 1 and by == sorted(READERS))


def test_passages_that_only_touch_are_two_groups() -> None:
    groups = group_passages([passage(3, 0, 5), passage(5, 5, 9)], READERS)
    assert [(one.start, one.end, one.agreed) for one in groups] == [(0, 5, False), (5, 9, False)]


def test_one_reader_alone_agrees_with_themselves() -> None:
    (group,) = group_passages([passage(3, 0, 5)], [3])
    assert group.agreed


def test_a_group_is_settled_when_every_passage_is_decided_or_lies_under_gold() -> None:
    one, other, third = passage(3, 0, 5), passage(5, 2, 9), passage(7, 8, 12)
    (group,) = group_passages([one, other, third], READERS)
    assert not is_settled(group, set(), [])
    assert is_settled(group, {one.id, other.id, third.id}, [])
    # Accepting the first decides what lies over it, not what lies elsewhere in the chain.
    assert not is_settled(group, {one.id}, [(0, 5)])
    assert is_settled(group, {one.id, third.id}, [(0, 5)])
    assert is_settled(group, set(), [(4, 9)])
    assert not is_settled(group, set(), [(5, 8)])
