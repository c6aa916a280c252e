"""A text as tokens whose words and blanks, put together again, are the text exactly.

A token is a run of letters and their marks, a number with its separators, one sign (one emoji, of
however many code points), one character of a script that sets no blanks between words, or a run of
white space. As spaCy has it, one plain blank after a token belongs to that token.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = regex.compile(
    rf"[[\p{{L}}\p{{M}}]--[{_UNSPACED}]]+"  # a word
    r"|\p{Nd}+(?:[.,:]\p{Nd}+)*"  # a number, a day, a time
    r"|\s+"
    r"|\X",
    regex.V1,
)
_BLANK = " "


class Token(NamedTuple):
    """A token's place, without the blank that may follow it."""

    start: int
    end: int
    blank_follows: bool


def tokens(text: str) -> Iterator[Token]:
    """The tokens in their order."""
    waiting: Token | None = None
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if waiting is not None and text[start] == _BLANK:
            waiting = Token(waiting.start, waiting.end, blank_follows=True)
            start += 1
        if waiting is not None:
            yield waiting
            waiting = None
        if start < end:
            waiting = Token(start, end, blank_follows=False)
    if waiting is not None:
        yield waiting
