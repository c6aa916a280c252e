"""Unitizing alpha of 2004: published values, the definition by brute force, and its policies."""

from fractions import Fraction
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreement.alpha_u import alpha_u
from agreement.figure import Figure
from agreement.matching import Extents
from agreement.reading import ReadText
from agreement.shared_ground import shared_ground
from agreement.unitizing import squared_difference, unitize
from tests.agreement.readings import Spans, at_random, published, read_texts, text_of


def alpha(*texts: ReadText, tag: str | None = None, resamples: int = 0) -> Figure:
    return alpha_u(unitize(shared_ground(texts)), tag, resamples=resamples)


def test_published_values(corpora: Path) -> None:
    given_ = published(corpora, "unitizing_alphaU_krippendorff2004.json")
    data, expected = given_["data"], given_["expected"]
    found = {
        name: [(begin - 150, begin - 150 + long, str(tag)) for begin, long, tag in data[name]]
        for name in ("observer1", "observer2")
    }
    text = text_of(found, data["length"])
    assert alpha(text).value == pytest.approx(expected["alpha_U"], abs=0.0005)
    assert alpha(text, tag="c").value == pytest.approx(expected["alpha_U_c"], abs=0.0001)
    assert alpha(text, tag="k").value == expected["alpha_U_k"]
    assert (alpha(text).units, alpha(text, tag="c").units) == (9, 5)
    assert squared_difference([(225, 295)], [(220, 300)]) == 50
    assert squared_difference([(370, 400)], [(355, 375)]) == 850
    assert squared_difference([], [(400, 420)]) == 400


def test_passages_of_one_tag_that_overlap_are_one_unit() -> None:
    whole, twice = [(5, 15, "s")], [(5, 12, "s"), (8, 15, "s")]
    assert alpha(text_of({"ines": whole, "noor": twice}, 40)).value == 1
    touching = [(5, 12, "s"), (12, 15, "s")]
    apart = alpha(text_of({"ines": whole, "noor": touching}, 40))
    assert apart.value is not None
    assert (apart.value < 1, apart.units) == (True, 3)


def test_overlapping_tags_are_continua_of_their_own() -> None:
    text = text_of({"ines": [(0, 10, "s"), (5, 15, "d")], "noor": [(0, 10, "s")]}, 40)
    assert alpha(text, tag="s").value == 1
    wrong = alpha(text, tag="d").value
    assert wrong is not None
    assert wrong <= 0


def test_what_one_reviewer_has_not_looked_at_is_missing() -> None:
    rows: dict[str, Spans] = {"ines": [(0, 5, "s"), (20, 25, "s")], "noor": [(0, 5, "s")]}
    figure = alpha(text_of(rows, 30, looked={"noor": [(0, 12)]}))
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
    figure = alpha(*texts)
    assert (figure.value, figure.undefined) == (None, reason)


def by_definition(texts: list[ReadText]) -> float | None:
    """Eqs. 1-9 in fractions, section by section; texts of the same number of readings each."""
    tags = {one.tag for text in texts for reading in text.readings for one in reading.passages}
    readers, length = len(texts[0].readings), sum(text.length for text in texts)
    observed = expected = Fraction(0)
    for tag in tags:
        rows = [[_sections(text, at, tag) for at in range(readers)] for text in texts]
        observed += sum(
            Fraction(_apart(one, other), readers * (readers - 1) * length**2)
            for row in rows
            for ours, theirs in permutations(row, 2)
            for one in ours
            for other in theirs
        )
        every = [one for row in rows for sections in row for one in sections]
        units = [end - start for start, end, is_unit in every if is_unit]
        gaps = [end - start for start, end, is_unit in every if not is_unit]
        chance = sum(
            Fraction(len(units) - 1, 3) * (2 * long**3 - 3 * long**2 + long)
            + long**2 * sum(gap - long + 1 for gap in gaps if gap >= long)
            for long in units
        )
        pairs = readers * length * (readers * length - 1) - sum(b * (b - 1) for b in units)
        expected += Fraction(2 * chance, length) / pairs if pairs else 0
    return float(1 - observed / expected) if expected else None


def _sections(text: ReadText, reader: int, tag: str) -> list[tuple[int, int, bool]]:
    passages = text.readings[reader].passages
    extents = tuple(sorted((one.start, one.end) for one in passages if one.tag == tag))
    units = Extents(extents).apart
    edges = [0, *(edge for unit in units for edge in unit), text.length]
    gaps = [(start, end, False) for start, end in pairwise(edges) if start < end]
    return [
        *((start, end, True) for start, end in units),
        *(gap for gap in gaps if gap[:2] not in units),
    ]


def _apart(one: tuple[int, int, bool], other: tuple[int, int, bool]) -> int:
    (start, end, is_unit), (begin, stop, other_is_unit) = one, other
    if is_unit and other_is_unit and start < stop and begin < end:
        return (start - begin) ** 2 + (end - stop) ** 2
    if is_unit and not other_is_unit and begin <= start and end <= stop:
        return (end - start) ** 2
    if other_is_unit and not is_unit and start <= begin and stop <= end:
        return (stop - begin) ** 2
    return 0


@given(st.integers(2, 4), st.data())
def test_equals_the_definition_of_joined_articles(readers: int, data: st.DataObject) -> None:
    texts = data.draw(st.lists(read_texts(readers), min_size=1, max_size=3))
    texts = [text for text in texts if len(text.readings) == readers]
    if texts:
        value, expected = alpha(*texts).value, by_definition(texts)
        assert value == expected if expected is None else value == pytest.approx(expected)


def test_readings_at_random_agree_about_as_chance_would() -> None:
    figure = alpha(*at_random(40, 3, 6), resamples=200)
    assert figure.value == pytest.approx(0, abs=0.06)
    assert figure.interval is not None
    assert figure.interval[0] < (figure.value or 0) < figure.interval[1]


@given(read_texts())
def test_neither_order_nor_names_matter_and_a_copy_agrees(text: ReadText) -> None:
    found = {one.reviewer: [(p.start, p.end, p.tag) for p in one.passages] for one in text.readings}
    backwards = text_of(dict(reversed(list(found.items()))), text.length)
    renamed = text_of(
        {name: [(a, b, f"<{tag}>"[::-1]) for a, b, tag in rows] for name, rows in found.items()},
        text.length,
    )
    value = alpha(text).value
    for changed in (backwards, renamed):
        assert alpha(changed).value == (value if value is None else pytest.approx(value))
    rows = next(iter(found.values()))
    assert alpha(text_of({"a": rows, "b": rows}, text.length)).value == (1 if rows else None)


@given(st.integers(1, 10), st.integers(1, 10))
def test_moving_a_boundary_further_never_raises_agreement(near: int, further: int) -> None:
    def value(moved: int) -> float:
        found = alpha(text_of({"a": [(10, 20, "s")], "b": [(10 + moved, 20 + moved, "s")]}, 60))
        assert found.value is not None
        return found.value

    assert value(near + further) <= value(near) < value(0) == 1
