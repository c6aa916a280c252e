"""The unitizing alphas of 2016, against the definition character by character and worked examples."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreement.coincidences import Coincidences, coincide
from agreement.figure import Figure
from agreement.reading import Passage, ReadText
from agreement.shared_ground import shared_ground
from agreement.u_alpha import coded_alpha, found_alpha, u_alpha
from tests.agreement.readings import TAGS, Spans, at_random, read_texts, text_of

Value = frozenset[str]
GAP: Value = frozenset()
Unit = tuple[int, int, Value]


def coincidences(*texts: ReadText) -> Coincidences:
    return coincide(shared_ground(texts))


def units_by_definition(passages: Spans, length: int) -> list[Unit]:
    """A reviewer's units: runs of characters under the same passages, those of a tag merged."""
    merged: list[tuple[int, int, str]] = []
    for tag in {span[2] for span in passages}:
        ends = 0
        for start, end, _ in sorted(span for span in passages if span[2] == tag):
            if merged and merged[-1][2] == tag and start < ends:
                ends = max(ends, end)
                merged[-1] = (merged[-1][0], ends, tag)
            else:
                merged.append((start, end, tag))
                ends = end
    over = [
        frozenset(number for number, (start, end, _) in enumerate(merged) if start <= at < end)
        for at in range(length)
    ]
    units: list[Unit] = []
    start = 0
    for at in range(1, length + 1):
        if at == length or over[at] != over[start]:
            if over[start]:
                units.append((start, at, frozenset(merged[one][2] for one in over[start])))
            start = at
    return units


def by_definition(texts: list[ReadText], of: Callable[[Value], Value | None]) -> float | None:
    """1 − Do / De over all pairs of characters, whatever `of` makes of values; None leaves out.

    The expected ones pair every character with every other one of all reading, but not with its
    own unit; a gap's characters pair among themselves. Where values are left out, a unit is what
    another reviewer did not leave out of it.
    """
    observed, pairs = Fraction(0), Fraction(0)
    margins: dict[Value, Fraction] = {}
    own = Fraction(0)
    for text in texts:
        found = [
            units_by_definition([(p.start, p.end, p.tag) for p in one.passages], text.length)
            for one in text.readings
        ]
        for ours, theirs in permutations(found, 2):
            weight = Fraction(1, len(found) - 1)
            mine, other = (_by_character(units, text.length, of) for units in (ours, theirs))
            for one, two in zip(mine, other, strict=True):
                if one is not None and two is not None:
                    pairs += weight
                    margins[one] = margins.get(one, Fraction(0)) + weight
                    observed += weight * (one != two)
            for start, end, value in ours:
                if of(value) is not None:
                    within = sum(other[at] is not None for at in range(start, end))
                    own += weight * within**2
            if of(GAP) is not None:
                gaps = [at for at in range(text.length) if all(not s <= at < e for s, e, _ in ours)]
                own += weight * sum(other[at] is not None for at in gaps)
    if not pairs or pairs**2 == own:
        return None
    likely = sum(margin * (pairs - margin) for margin in margins.values())
    expected = pairs * likely / (pairs**2 - own)
    return float(1 - observed / expected) if expected else None


def _by_character(
    units: list[Unit], length: int, of: Callable[[Value], Value | None]
) -> list[Value | None]:
    values = [of(GAP)] * length
    for start, end, value in units:
        values[start:end] = [of(value)] * (end - start)
    return values


def same(figure: Figure, expected: float | None) -> None:
    assert figure.value == (None if expected is None else pytest.approx(expected, abs=1e-9))


@settings(max_examples=20)
@given(st.lists(read_texts(4), min_size=1, max_size=3))
def test_each_equals_its_definition(texts: list[ReadText]) -> None:
    of = coincidences(*texts)
    same(u_alpha(of), by_definition(texts, lambda value: value))
    same(found_alpha(of), by_definition(texts, lambda value: frozenset("*") if value else GAP))
    same(coded_alpha(of), by_definition(texts, lambda value: value or None))


@settings(max_examples=20)
@given(st.lists(read_texts(), min_size=1, max_size=3), st.sampled_from(TAGS))
def test_of_one_tag_is_the_same_with_no_other_passages(texts: list[ReadText], tag: str) -> None:
    alone = [
        text_of(
            {
                one.reviewer: [(p.start, p.end, p.tag) for p in one.passages if p.tag == tag]
                for one in text.readings
            },
            text.length,
        )
        for text in texts
    ]
    same(u_alpha(coincidences(*texts), tag), by_definition(alone, lambda value: value))


@settings(max_examples=20)
@given(st.lists(read_texts(), min_size=1, max_size=3), st.sampled_from(TAGS))
def test_coding_of_one_tag_equals_equation_13(texts: list[ReadText], tag: str) -> None:
    """1 − (ε*_k. / ℓ*_k.) (ℓ*_k. − ℓ*_kk) / (ε*_k. − ε*_kk), counted character by character."""
    all_, of_tag, same, own = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for text in texts:
        found = [
            [_covered(one.passages, None), _covered(one.passages, tag)] for one in text.readings
        ]
        units = [_units_of_tag(one.passages, tag) for one in text.readings]
        for one, other in permutations(range(len(found)), 2):
            weight = Fraction(1, len(found) - 1)
            both = found[one][0] & found[other][0]
            all_ += weight * len(both)
            of_tag += weight * len(both & found[one][1])
            same += weight * len(both & found[one][1] & found[other][1])
            own += weight * sum(len(unit & found[other][0]) ** 2 for unit in units[one])
    if not of_tag or of_tag == all_:
        assert coded_alpha(coincidences(*texts), tag).value is None
        return
    expected_all = (of_tag * all_ - own) / all_
    expected_same = (of_tag * of_tag - own) / all_
    value = 1 - expected_all / of_tag * (of_tag - same) / (expected_all - expected_same)
    same_value = coded_alpha(coincidences(*texts), tag).value
    assert same_value == pytest.approx(float(value), abs=1e-9)


def _covered(passages: Sequence[Passage], tag: str | None) -> set[int]:
    return {at for p in passages if tag in {None, p.tag} for at in range(p.start, p.end)}


def _units_of_tag(passages: Sequence[Passage], tag: str) -> list[set[int]]:
    units: list[set[int]] = []
    for start, end in sorted((p.start, p.end) for p in passages if p.tag == tag):
        places = set(range(start, end))
        if units and units[-1] & places:
            units[-1] |= places
        else:
            units.append(places)
    return units


def test_a_worked_example() -> None:
    """Of 20 characters 4 are sourced to both, 2 sourced or filler, and 1 and 3 found by one alone.

    So ℓ.. = 40, ℓ_s = 11, ℓ_f = 5, ℓ_φ = 24; what both found is 6 long, read 12 times, 10 of them
    as sourced.
    """
    text = text_of({"ines": [(0, 6, "s"), (10, 11, "s")], "noor": [(0, 4, "s"), (4, 9, "f")]}, 20)
    of = coincidences(text)
    own = 6**2 + 1 + 4**2 + 5**2 + 13 + 11
    apart = 2 * (2 + 3 + 1)
    likely = 11 * 29 + 5 * 35 + 24 * 16
    assert u_alpha(of).value == pytest.approx(1 - apart * (40**2 - own) / (40 * likely))
    assert found_alpha(of).value == pytest.approx(
        1 - 2 * (3 + 1) * (40**2 - own) / (40 * 2 * 24 * 16)
    )
    paired = 6**2 + 4**2 + 2**2
    assert coded_alpha(of).value == pytest.approx(1 - 2 * 2 * (12**2 - paired) / (12 * 2 * 10 * 2))
    sourced = 1 - (12 * 10 - (6**2 + 4**2)) * 2 / (10 * 10 * 2)
    assert coded_alpha(of, "s").value == pytest.approx(sourced)
    assert (u_alpha(of).units, coded_alpha(of).units) == (20, 6)


def test_where_two_found_the_same_and_named_it_otherwise_only_coding_suffers() -> None:
    of = coincidences(text_of({"ines": [(0, 9, "s")], "noor": [(0, 9, "f")]}, 30))
    assert found_alpha(of).value == 1
    coding = coded_alpha(of)
    assert coding.value is not None
    assert coding.value <= 0


def test_overlapping_tags_are_one_value_and_whole_for_each_tag() -> None:
    both: Spans = [(0, 10, "s"), (5, 15, "d")]
    of = coincidences(text_of({"ines": both, "noor": both[:1]}, 40))
    assert u_alpha(of, "s").value == 1
    whole = u_alpha(of).value
    assert whole is not None
    assert whole < 1
    assert coded_alpha(of).value is not None


def test_what_one_reviewer_has_not_looked_at_is_missing() -> None:
    rows: dict[str, Spans] = {"ines": [(0, 5, "s"), (20, 25, "s")], "noor": [(0, 5, "s")]}
    of = coincidences(text_of(rows, 30, looked={"noor": [(0, 12)]}))
    figure = u_alpha(of)
    assert (figure.value, figure.units, figure.dropped) == (1, 12, {"read_by_one": 18})


@pytest.mark.parametrize(
    ("texts", "measure", "reason"),
    [
        ([], u_alpha, "no_reading"),
        ([text_of({"ines": [(0, 5, "s")]}, 9)], found_alpha, "one_reviewer"),
        ([text_of({"ines": [], "noor": []}, 9)], u_alpha, "no_passage"),
        ([text_of({"ines": [(0, 9, "s")], "noor": [(0, 9, "s")]}, 9)], u_alpha, "one_category"),
        ([text_of({"a": [(0, 4, "s")], "b": [(5, 9, "s")]}, 9)], coded_alpha, "no_common_unit"),
        ([text_of({"a": [(0, 4, "s")], "b": [(0, 4, "s")]}, 9)], coded_alpha, "one_category"),
    ],
)
def test_nothing_to_compare_is_undefined(
    texts: list[ReadText], measure: Callable[[Coincidences], Figure], reason: str
) -> None:
    figure = measure(coincidences(*texts))
    assert (figure.value, figure.undefined) == (None, reason)


def test_readings_at_random_agree_about_as_chance_would() -> None:
    of = coincidences(*at_random(60, 3, 6))
    for figure in (
        u_alpha(of, resamples=200),
        found_alpha(of, resamples=200),
        coded_alpha(of, resamples=200),
        coded_alpha(of, TAGS[0], resamples=200),
        u_alpha(of, TAGS[0]),
    ):
        assert figure.value == pytest.approx(0, abs=0.06)
    interval = u_alpha(of, resamples=200).interval
    assert interval is not None
    assert interval[0] < (u_alpha(of).value or 0) < interval[1]


@given(read_texts(4))
def test_neither_order_nor_names_matter_and_a_copy_agrees(text: ReadText) -> None:
    found = {one.reviewer: [(p.start, p.end, p.tag) for p in one.passages] for one in text.readings}
    changed = text_of(
        {
            name: [(start, end, f"<{tag}>"[::-1]) for start, end, tag in rows]
            for name, rows in reversed(list(found.items()))
        },
        text.length,
    )
    rows = next(iter(found.values()))
    copied = coincidences(text_of(dict.fromkeys("abcd", rows), text.length))
    for measure in (u_alpha, found_alpha, coded_alpha):
        before = measure(coincidences(text)).value
        after = measure(coincidences(changed)).value
        assert after == (None if before is None else pytest.approx(before, abs=1e-9))
        assert measure(copied).value in {None, 1.0}


def test_there_may_be_more_tags_than_bits_in_a_number() -> None:
    rows: list[Spans] = [
        [(at, at + 2, f"tag {at % 70}") for at in range(0, 280, 2)],
        [(at, at + 2, f"tag {at % 71}") for at in range(0, 280, 2)],
    ]
    text = text_of({"ines": rows[0], "noor": rows[1]}, 300)
    same(u_alpha(coincidences(text)), by_definition([text], lambda value: value))
    many: Spans = [(at, at + 1, f"tag {at}") for at in range(70)]
    assert u_alpha(coincidences(text_of({"ines": many, "noor": many}, 80))).value == 1
