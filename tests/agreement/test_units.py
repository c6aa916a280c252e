"""Characters and sentences become units as the text says, and missing is never 'no tag'."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.characters import character_units
from agreement.columns import columns_of
from agreement.nominal import figure
from agreement.reading import Passage, Reading, ReadText
from agreement.sentences import sentence_units, units_of_columns
from agreement.units import Units
from tests.agreement.random_readings import texts

SENTENCES = [(0, 10), (11, 20), (21, 30)]


def read(*readings: Reading, sentences: list[tuple[int, int]] = SENTENCES) -> ReadText:
    return ReadText("a", 30, sentences, readings)


def said(text: ReadText) -> list[list[set[str] | None]]:
    """What each reader said of each sentence."""
    units = sentence_units([text])
    return [
        [None if value < 0 else set(units.sets[value]) for value in column]
        for column in units.values.T.tolist()
    ]


def test_a_sentence_bears_the_tags_of_passages_over_it() -> None:
    ana = Reading("ana", [Passage(5, 15, "promo"), Passage(12, 13, "filler")], [(21, 30)])
    assert said(read(ana)) == [[{"promo"}, {"promo", "filler"}, set()]]


def test_a_passage_that_ends_in_the_blank_between_leaves_the_next_sentence_alone() -> None:
    assert said(read(Reading("ana", [Passage(0, 11, "promo")], []))) == [[{"promo"}, None, None]]


def test_the_example_of_the_documentation() -> None:
    text = "The mill closed. Nobody knew. It was sold."
    sentences = [(0, 16), (17, 29), (30, 42)]
    ana = Reading("ana", [Passage(0, 8, "promotional")], [(0, 29)])
    bo = Reading("bo", [], [(0, len(text))])
    found = figure(character_units([ReadText("a", len(text), sentences, [ana, bo])]), "percentage")
    assert (found.units, found.dropped) == (29, {"read_by_one": 13})
    assert found.value == pytest.approx(21 / 29)


def test_half_a_cleared_sentence_was_not_looked_at() -> None:
    assert said(read(Reading("ana", [], [(0, 10), (11, 15)]))) == [[set(), None, None]]


def test_a_sentence_cleared_in_two_parts_was_looked_at() -> None:
    assert said(read(Reading("ana", [], [(0, 4), (4, 20)]))) == [[set(), set(), None]]


def test_missing_is_not_no_tag() -> None:
    ana = Reading("ana", [Passage(0, 10, "promo")], [(0, 30)])
    silent, cleared = Reading("ben", [], []), Reading("ben", [], [(0, 30)])
    assert figure(character_units([read(ana, silent)]), "percentage").undefined == "one_reviewer"
    found = figure(character_units([read(ana, cleared)]), "percentage")
    assert found.value == pytest.approx(20 / 30)


def test_what_was_dropped_is_told() -> None:
    ana = Reading("ana", [], [(0, 20)])
    ben = Reading("ben", [Passage(5, 10, "promo")], [])
    found = figure(character_units([read(ana, ben)]), "krippendorff")
    assert (found.units, found.reviewers, found.articles) == (5, 2, 1)
    assert found.dropped == {"unread": 10, "read_by_one": 15}


def test_a_tag_that_nobody_used_is_undefined_and_not_perfect() -> None:
    readings = [Reading(name, [Passage(0, 10, "promo")], [(0, 30)]) for name in ("ana", "ben")]
    units = sentence_units([read(*readings)])
    assert figure(units, "krippendorff").value == 1
    found = figure(units.of_tag("filler"), "krippendorff")
    assert (found.value, found.undefined, found.units) == (None, "no_passage", 3)


def test_a_reviewer_reads_a_text_once() -> None:
    ana = Reading("ana", [], [(0, 30)])
    with pytest.raises(ValueError, match="once"):
        character_units([read(ana, ana)])


def test_a_long_text_is_few_rows() -> None:
    readings = [Reading(name, [Passage(1000, 2000, "promo")], [(0, 10**6)]) for name in "ab"]
    units = character_units([ReadText("a", 10**6, [], readings)])
    assert len(units.weights) == 3
    assert units.weights.sum() == 10**6


@settings(max_examples=40)
@given(st.lists(texts(), max_size=3))
def test_runs_say_of_each_character_what_its_passages_do(found: list[ReadText]) -> None:
    units = character_units(found)
    expected = []
    for text in found:
        for position in range(text.length):
            at = {
                reading.reviewer: _at(reading, position, position + 1) for reading in text.readings
            }
            expected.append((text.article, *(at.get(name) for name in units.reviewers)))
    spelled = [
        (units.articles[units.article[row]], *_values(units.sets, units.values[row]))
        for row in np.repeat(np.arange(len(units.weights)), units.weights)
    ]
    assert spelled == expected
    assert (units.ends - units.starts == units.weights).all()


@settings(max_examples=40)
@given(st.lists(texts(), max_size=3))
def test_sentences_say_what_the_passages_over_them_do(found: list[ReadText]) -> None:
    units = sentence_units(found)
    expected = []
    for text in found:
        for start, end in text.sentences:
            at = {reading.reviewer: _at(reading, start, end) for reading in text.readings}
            expected.append((text.article, *(at.get(name) for name in units.reviewers)))
    spelled = [
        (units.articles[units.article[row]], *_values(units.sets, units.values[row]))
        for row in range(len(units.weights))
    ]
    assert spelled == expected


def _at(reading: Reading, start: int, end: int) -> frozenset[str] | None:
    """By brute force: a set a character, missing where any character was not looked at."""
    tags = frozenset(
        passage.tag for passage in reading.passages if passage.start < end and start < passage.end
    )
    seen = {place for low, high in reading.looked for place in range(low, high)}
    return tags if tags or seen.issuperset(range(start, end)) else None


def _values(sets: tuple[frozenset[str], ...], row: object) -> list[frozenset[str] | None]:
    return [None if value < 0 else sets[value] for value in np.asarray(row).tolist()]


def as_rows(units: Units) -> list[tuple[object, ...]]:
    """Each sentence with where it stands and who said what of it."""
    return [
        (
            units.articles[article],
            *(start, end),
            {
                name: units.sets[value]
                for name, value in zip(units.reviewers, values, strict=True)
                if value >= 0
            },
        )
        for article, start, end, values in zip(
            *(units.article, units.starts, units.ends, units.values.tolist()), strict=True
        )
    ]


@settings(max_examples=30)
@given(found=st.lists(texts(), max_size=3), chosen=st.lists(st.booleans(), min_size=9, max_size=9))
def test_some_readings_as_columns_are_those_readings_alone(
    found: list[ReadText], chosen: list[bool]
) -> None:
    readings = [one for text in found for one in text.readings]
    kept = {id(one) for one, keep in zip(readings, chosen, strict=False) if keep}
    alone = [
        replace(text, readings=[one for one in text.readings if id(one) in kept]) for text in found
    ]
    mask = np.array([id(one) in kept for one in readings], bool)
    wanted = sentence_units([text for text in alone if text.readings])
    units = units_of_columns(columns_of(found).of_readings(mask))
    assert as_rows(units) == as_rows(wanted)
    assert (units.reviewers, units.articles) == (wanted.reviewers, wanted.articles)


def test_a_tag_beyond_those_of_one_number_is_told_apart() -> None:
    names = [f"t{number:02}" for number in range(70)]
    ana = Reading("ana", [Passage(0, 5, name) for name in names[::3]], [])
    bo = Reading("bo", [Passage(12, 13, names[69]), Passage(12, 13, names[1])], [(21, 30)])
    assert said(read(ana, bo)) == [
        [set(names[::3]), None, None],
        [None, {names[1], names[69]}, set()],
    ]
