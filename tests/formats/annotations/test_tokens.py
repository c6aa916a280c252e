from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.tokens import sentences_of, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't wait.", ["Don't", "wait", "."]),
        ("1,200 at 9:30", ["1,200", "at", "9", ":", "30"]),
        ("部长说，是。", ["部", "长", "说", "，", "是", "。"]),
        ("👨🏻‍🚒🇩🇪x", ["👨🏻‍🚒", "🇩🇪", "x"]),
        ("Cafe\u0301 \u200fעברית", ["Cafe\u0301", "\u200fעברית"]),
        (" \t\n", []),
    ],
)
def test_words_and_signs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in tokens(text)] == expected


@given(st.text(st.sampled_from(" \n\u00a0ab.'-1,💩\u200d\u0301\u200f部é\ufe0f\u2028\u200b")))
def test_nothing_but_white_space_lies_between_them(text: str) -> None:
    found = tokens(text)
    assert all(start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    words = [text[start:end] for start, end in found]
    assert "".join(words) == "".join(text.split())
    assert not any(character.isspace() for word in words for character in word)


def test_a_sentence_that_begins_inside_of_a_token_begins_after_it() -> None:
    cut = tokens("One two. Three")
    assert list(sentences_of(cut, [(0, 8), (9, 14)])) == [cut[:3], cut[3:]]
    assert list(sentences_of(cut, [(5, 14)])) == [cut[:2], cut[2:]]
    assert list(sentences_of([], [(0, 3)])) == []
