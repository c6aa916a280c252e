"""Near matches: whether a text says somewhere what a passage of another says, in its own words.

The rule: the text has a near match where two of its sentences in a row hold three fifths of the
passage's telling words. Those are words of four letters or more, and whatever has a digit in it;
where there are no blanks, every two characters. It suggests, and knows nothing of synonyms.
"""

from collections.abc import Iterator
from itertools import pairwise

from models.alignment import sentence_spans
from models.shingles import is_character, units

ENOUGH = 0.6


class NearText:
    """A text whose sentences are looked through for passages of others."""

    def __init__(self, text: str) -> None:
        told = [frozenset(telling_words(text[start:end])) for start, end in sentence_spans(text)]
        self._windows = [one | other for one, other in pairwise(told)] or told

    def has(self, passage: str) -> bool:
        """Whether it has a near match; also for a passage without any telling word."""
        wanted = set(telling_words(passage))
        if not wanted:
            return True
        enough = ENOUGH * len(wanted)
        return any(len(wanted & window) >= enough for window in self._windows)


def telling_words(text: str) -> Iterator[str]:
    """The words by which a passage is recognised."""
    before = ""
    for one in units(text):
        character = is_character(one.word)
        if character and before:
            yield before + one.word
        if not character and (len(one.word) >= 4 or any(map(str.isdigit, one.word))):
            yield one.word
        before = one.word if character else ""
