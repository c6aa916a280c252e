"""What is kept of a text, what is refused, and what stands around a passage."""

import hashlib

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadInput
from models.text import clean_text, context, count_words, is_blank, one_line, sha256

# Graphemes that reach back and forth: flags, joined emoji, marks, syllables, conjuncts, prefixes.
PIECES = (
    "🇩🇪", "a", " ", "\n", "e\u0301", "e" + "\u0301" * 30, "👨🏻‍🚒", "💩", "한", "\u1100\u1161", "क्ष",
    "ك", "\u0600", "ก", "ำ", "中", "\u200d", "\ufe0f", "א", "。",
)  # fmt: skip
STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("\ufeffone", "one"),
        ("\ufeff\ufeff\ufeffone", "one"),
        ("one\ufefftwo", "one\ufefftwo"),
        ("one\r\ntwo\rthree\nfour\r\r\nfive", "one\ntwo\nthree\nfour\n\nfive"),
        ("a\u00a0b  c\u2028d\u2029e\tf\x85g", "a\u00a0b  c\u2028d\u2029e\tf\x85g"),
        ("  spaces at the ends stay \n", "  spaces at the ends stay \n"),
        ("e\u0301 stays two code points", "e\u0301 stays two code points"),
    ],
)
def test_only_line_ends_and_leading_marks_are_changed(given: str, kept: str) -> None:
    assert clean_text(given) == kept


@pytest.mark.parametrize(
    ("refused", "says"),
    [
        ("", "no text"),
        (" \r\n\t\u2003\ufeff".replace("\ufeff", ""), "no text"),
        ("\ufeff\ufeff", "no text"),
        ("\u200b\n\u2060 \u3164", "no text"),
        ("one\r\ntwo\x00", "Line 2 holds a NUL"),
        ("one\n\n\ud83d", "Line 3 holds half a character"),
        ("\udca9\ud83d", "Line 1 holds half a character"),
    ],
)
def test_what_no_database_stores_is_refused_with_its_line(refused: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        clean_text(refused)


@given(STORABLE)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        once = clean_text(text)
    except BadInput:
        assert is_blank(text)
        return
    assert "\r" not in once
    assert not once.startswith("\ufeff")
    assert clean_text(once) == once


def test_the_hash_is_of_the_utf8_bytes() -> None:
    assert sha256("Grüße 💩") == hashlib.sha256("Grüße 💩".encode()).hexdigest()


def test_a_title_is_one_line() -> None:
    assert one_line("  Two\r\nlines\u2028and more ", 500) == "Two lines and more"
    assert one_line("abcdef", 3) == "abc"
    assert one_line("\u200b\u200e\u00ad", 10) == ""
    with pytest.raises(BadInput, match="half a character"):
        one_line("\ud800", 10)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from((1, 1, 3, 90)))), st.data())
def test_context_is_32_graphemes_and_cuts_none(
    parts: list[tuple[str, int]], data: st.DataObject
) -> None:
    text = "".join(piece * times for piece, times in parts)
    bounds = [0, *(found.end() for found in regex.finditer(r"\X", text))]
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(bounds)] * 2)))
    prefix, suffix = context(text, start, end)
    before = [bound for bound in bounds if bound <= start]
    after = [bound for bound in bounds if bound >= end]
    assert prefix == text[before[-33:][0] : start]
    assert suffix == text[end : after[:33][-1]]


def test_context_at_the_ends_of_a_text_is_what_there_is() -> None:
    assert context("one two", 0, 7) == ("", "")
    assert context("one two", 4, 7) == ("one ", "")


def test_a_span_inside_a_grapheme_still_has_its_context() -> None:
    text = "Jose\u0301 came"
    assert context(text, 4, 5) == ("Jose", " came")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The mill's owner isn't here.", 5),
        ("In 2020, 3.5 well-known people", 5),
        ("他来了", 3),
        ("ذهب الولد إلى البيت", 4),
        ("— … !", 0),
    ],
)
def test_words_are_counted_in_every_script(text: str, words: int) -> None:
    assert count_words(text) == words


@given(
    st.text(st.sampled_from("ab \n\u0301\u200d\U0001f468\U0001f469\U0001f1e9\u0600é"), min_size=1),
    st.data(),
)
def test_the_short_way_to_a_context_is_the_long_one(text: str, data: st.DataObject) -> None:
    text = "x" * data.draw(st.integers(0, 40)) + text + "y" * data.draw(st.integers(0, 40))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    graphemes = regex.compile(r"\X")
    before = graphemes.findall(text[:start])[-32:]
    after = [found.group() for found in graphemes.finditer(text, pos=end)][:32]
    assert context(text, start, end) == ("".join(before), "".join(after))
