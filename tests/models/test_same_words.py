"""Which passages say the same: the rule of the reader's offer, on its own examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.same_words import same_words


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("The mayor resigned.", "“The Mayor resigned!”", ""),
        ("The mayor resigned", "the mayor, resigned;", ""),
        ("他说我们都知道这件事。", "他说我们都知道这件事！", ""),
        ("Die Straße war e\u0301te\u0301", "DIE STRASSE WAR ÉTÉ", ""),
        ("İstanbul güzel şehir", "istanbul güzel şehir", "tr"),
        ("ὁ λόγος σοφός", "Ὁ ΛΌΓΟΣ ΣΟΦΌΣ", ""),
        ("one 😀two three", "One 😀TWO three…", ""),
    ],
)
def test_case_and_punctuation_make_no_difference(one: str, other: str, language: str) -> None:
    assert same_words(one, language) == same_words(other, language) != ""


@pytest.mark.parametrize("quote", ["mayor went", "他说我们", "…—!", "", "can't"])
def test_what_stands_everywhere_is_no_repetition(quote: str) -> None:
    assert same_words(quote) == ""


def test_other_words_and_another_order_are_something_else() -> None:
    assert same_words("The mayor resigned") != same_words("The mayors resigned")
    assert same_words("The mayor resigned") != same_words("Resigned the mayor")
    assert same_words("a bc def") != same_words("ab c def")


@given(st.lists(st.text(st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1), min_size=3, max_size=8))  # fmt: skip
def test_signs_between_words_are_never_seen(words: list[str]) -> None:
    assert same_words("“" + ", ".join(words) + "!”") == same_words(" ".join(words))
