import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.spacy_tokens import tokens
from tests.formats.annotations.contract import TEXTS


def words(text: str) -> list[str]:
    return [text[one.start : one.end] for one in tokens(text)]


def rebuilt(text: str) -> str:
    return "".join(text[one.start : one.end] + " " * one.blank_follows for one in tokens(text))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_words_and_blanks_are_the_text(text: str) -> None:
    assert rebuilt(text) == text


@given(st.text() | st.text(st.sampled_from(" \n\t\u00a0a\u03011,.’💩\u200d🚒部")))
def test_they_are_for_any_text(text: str) -> None:
    assert rebuilt(text) == text
    places = list(tokens(text))
    assert all(one.start < one.end for one in places)
    assert [one.start for one in places] == sorted(one.start for one in places)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it’s 1,180.5 km", ["it", "’", "s", "1,180.5", "km"]),
        ("COVID-19.", ["COVID", "-", "19", "."]),
        ("👨🏻‍🚒🇩🇪 x", ["👨🏻‍🚒", "🇩🇪", "x"]),
        ("Cafe\u0301 au", ["Cafe\u0301", "au"]),
        ("这个 是", ["这", "个", "是"]),
        ("a  b", ["a", " ", "b"]),
        ("a \n b", ["a", "\n ", "b"]),
        ("قال الوزير.", ["قال", "الوزير", "."]),
        ("", []),
    ],
)
def test_what_a_token_is(text: str, expected: list[str]) -> None:
    assert words(text) == expected
