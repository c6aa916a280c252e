"""Agreement along a text, against pairs of readings counted one by one."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as some

from agreement.along import along
from agreement.reading import Passage, Reading, ReadText

SENTENCES = [(0, 10), (11, 20), (21, 30), (32, 40)]
# Of each sentence: not looked at, or the tags that it has.
MADE = some.lists(
    some.one_of(some.none(), some.frozensets(some.sampled_from("ab"))),
    min_size=len(SENTENCES),
    max_size=len(SENTENCES),
)


def text(readings: list[list[frozenset[str] | None]]) -> ReadText:
    return ReadText("1", 40, SENTENCES, [reading(str(n), one) for n, one in enumerate(readings)])


def reading(name: str, made: list[frozenset[str] | None]) -> Reading:
    places = list(zip(SENTENCES, made, strict=True))
    passages = [Passage(*place, tag) for place, tags in places for tag in sorted(tags or ())]
    return Reading(name, passages, [place for place, tags in places if tags is not None])


@settings(max_examples=60)
@given(readings=some.lists(MADE, max_size=4))
def test_each_sentence_is_the_share_of_pairs_that_agree(
    readings: list[list[frozenset[str] | None]],
) -> None:
    found = along(text(readings))
    told = {
        number: (one.readers, one.agreed)
        for one in found.stretches
        for number in range(one.first, one.last + 1)
    }
    assert len(told) == len(SENTENCES)
    compared = agreed = 0
    for number in range(len(SENTENCES)):
        given_ones = [one[number] for one in readings if one[number] is not None]
        pairs = [one == other for one, other in combinations(given_ones, 2)]
        readers, share = told[number]
        assert readers == len(given_ones)
        if not pairs:
            assert share is None
            continue
        assert share is not None
        assert abs(share - sum(pairs) / len(pairs)) < 1e-12
        compared, agreed = compared + 1, agreed + all(pairs)
    assert (found.compared, found.agreed) == (compared, agreed)
    assert len(found.places) == compared - agreed
    assert found.readings == len(readings)


def test_neighbours_that_are_alike_are_one_stretch_and_the_heaviest_place_comes_first() -> None:
    a, b, none = frozenset("a"), frozenset("b"), frozenset[str]()
    found = along(text([[a, a, none, None], [a, a, a, none], [a, a, b, none]]))
    assert [(one.first, one.last, one.readers) for one in found.stretches] == [
        (0, 1, 3),
        (2, 2, 3),
        (3, 3, 2),
    ]
    assert [one.agreed for one in found.stretches] == [1, 0, 1]
    assert [(place.start, place.end) for place in found.places] == [(21, 30)]
