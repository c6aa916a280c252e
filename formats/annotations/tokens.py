"""Text cut into tokens and sentences of tokens, for formats that know nothing finer."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

Span = tuple[int, int]

# Words as Unicode's annex 29 bounds them, each other visible character by itself.
_TOKEN = regex.compile(r"(?w)\b\S+?\b")


def tokens(text: str) -> list[Span]:
    """Where each token stands, none of it white space."""
    return [match.span() for match in _TOKEN.finditer(text)]


def sentences_of(cut: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The tokens of each sentence: one that begins inside of a token begins after it."""
    starts = [start for start, _ in cut]
    bounds = sorted({0, len(cut), *(bisect_left(starts, start) for start, _ in sentences)})
    for first, last in pairwise(bounds):
        yield cut[first:last]
