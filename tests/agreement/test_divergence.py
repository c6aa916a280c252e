"""Which tags are taken for which, and where readers diverge."""

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.metrics import confusion_matrix

from agreement.characters import character_units
from agreement.confusion import cells, confusion
from agreement.contributions import (
    articles_that_lower,
    disagreement,
    places_that_lower,
    places_where,
)
from agreement.nominal import figure
from agreement.reading import Passage, Reading, ReadText
from agreement.sentences import sentence_units
from agreement.tally import Tally
from agreement.units import Units
from tests.agreement.random_readings import sets, tallies
from tests.agreement.tables import tally

WHOLE = [(0, 30)]


def desk() -> list[ReadText]:
    """Two articles: on one Ana and Ben agree; on the other Ana finds promo where Ben does not."""
    fine = [Reading(name, [Passage(0, 10, "filler")], WHOLE) for name in ("ana", "ben")]
    apart = [
        Reading("ana", [Passage(5, 15, "promo"), Passage(20, 22, "filler")], WHOLE),
        Reading("ben", [Passage(10, 15, "filler")], WHOLE),
    ]
    sentences = [(0, 10), (10, 20), (20, 30)]
    return [ReadText("fine", 30, sentences, fine), ReadText("apart", 30, sentences, apart)]


def test_confusion_of_one_pair_tells_who_said_what() -> None:
    found = confusion(character_units(desk()), ("ana", "ben"))
    assert found.labels == (None, "filler", "promo")
    assert found.counts.tolist() == [[38, 0, 0], [2, 10, 0], [5, 5, 0]]


def test_confusion_of_everybody_is_its_own_mirror_and_counts_a_pair_once() -> None:
    found = confusion(character_units(desk()))
    assert found.counts.tolist() == [[38, 2, 5], [2, 10, 5], [5, 5, 0]]
    assert found.most() == [(None, "promo", 5), ("filler", "promo", 5), (None, "filler", 2)]


def test_sets_share_the_meeting_of_two_readings() -> None:
    assert dict(_meeting("promo", "promo filler")) == {
        ("promo", "promo"): 0.5,
        (None, "filler"): 0.5,
    }
    assert dict(_meeting("promo sourced", "filler")) == {
        ("promo", "filler"): 0.5,
        ("sourced", "filler"): 0.5,
    }
    assert dict(_meeting("", "")) == {(None, None): 1}


@given(sets(3), sets(3))
def test_a_meeting_counts_one(one: frozenset[str], other: frozenset[str]) -> None:
    assert sum(part for *_, part in cells(one, other)) == pytest.approx(1)


@pytest.mark.filterwarnings("ignore:A single label")
@settings(max_examples=15)
@given(tallies(missing=False, most_tags=1, reviewers=2))
def test_of_single_tags_it_is_scikit_learns_matrix(units: Tally) -> None:
    names = [next(iter(found), "") for found in units.sets]
    expected = confusion_matrix(
        *[[names[value] for value in column] for column in units.values.T],
        labels=["", *units.tags],
        sample_weight=units.weights,
    )
    assert np.allclose(confusion(units, ("r00", "r01")).counts, expected)


@settings(max_examples=30)
@given(tallies(most_tags=3))
def test_the_matrix_counts_every_pair_of_readings(units: Tally) -> None:
    pairs = (units.readings * (units.readings - 1) // 2 * units.weights).sum()
    counts = confusion(units).counts
    assert np.triu(counts).sum() == pytest.approx(pairs)
    assert np.allclose(counts, counts.T)


def test_a_cell_leads_to_its_places() -> None:
    units = character_units(desk())
    (place,) = places_where(units, "promo", None, ("ana", "ben"))
    assert (place.article, place.start, place.end, place.weight) == ("apart", 5, 10, 5)
    assert place.readings == {"ana": {"promo"}, "ben": frozenset()}
    assert places_where(units, None, "promo", ("ana", "ben")) == []
    assert places_where(units, None, "promo") == [place]


@settings(max_examples=12)
@given(tallies(most_tags=3, reviewers=2))
def test_the_places_of_a_cell_add_up_to_it(found: Tally) -> None:
    starts = np.arange(len(found.weights))
    units = Units(**vars(_bare(found)), starts=starts, ends=starts + 1, kind="sentences")
    pair = ("r00", "r01")
    matrix = confusion(units, pair)
    for row, one in enumerate(matrix.labels):
        for column, other in enumerate(matrix.labels):
            places = places_where(units, one, other, pair, most=1000)
            assert sum(place.weight for place in places) == pytest.approx(
                matrix.counts[row, column]
            )


def test_the_heaviest_place_comes_first() -> None:
    places = places_that_lower(character_units(desk()))
    assert [(place.start, place.end) for place in places] == [(5, 10), (10, 15), (20, 22)]
    (one, two, three) = places_that_lower(sentence_units(desk()))
    assert {place.article for place in (one, two, three)} == {"apart"}


def test_agreement_along_the_text() -> None:
    units = character_units(desk()[1:])
    assert disagreement(units).tolist() == [0, 1, 1, 0, 1, 0]
    alone = character_units([ReadText("a", 5, [], [Reading("ana", [], [(0, 5)])])])
    assert np.isnan(disagreement(alone)).all()


def test_neighbouring_runs_are_one_place_for_a_tag() -> None:
    (place,) = places_that_lower(character_units(desk()).of_tag("promo"))
    assert (place.start, place.end) == (5, 15)


@settings(max_examples=12)
@given(tallies())
def test_an_article_lowers_what_would_rise_without_it(units: Tally) -> None:
    for name in ("krippendorff", "fleiss", "percentage"):
        value = figure(units, name).value
        shares = articles_that_lower(units, name)
        assert sum(share.units for share in shares) == figure(units, name).units
        for share in shares:
            rest = [article for article in units.articles if article != share.article]
            expected = figure(units.of_articles(rest), name).value
            assert share.without == (
                None if expected is None else pytest.approx(expected, abs=1e-9)
            )
            if value is not None and share.without is not None:
                assert share.lowers == pytest.approx(share.without - value)


def test_the_article_that_lowers_most_comes_first() -> None:
    shares = articles_that_lower(character_units(desk()))
    assert [share.article for share in shares] == ["apart", "fine"]
    assert shares[0].share == 1
    assert shares[0].disagreement == pytest.approx(12 / 30)


def _meeting(one: str, other: str) -> list[tuple[tuple[str | None, str | None], float]]:
    found = cells(frozenset(one.split()), frozenset(other.split()))
    return [((row, column), part) for row, column, part in found]


def _bare(found: Tally) -> Tally:
    """Without what was worked out before."""
    return tally(
        [[None if value < 0 else found.sets[value] for value in row] for row in found.values],
        weights=found.weights.tolist(),
        articles=found.article.tolist(),
    )
