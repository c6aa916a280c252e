"""Text cut into tokens and sentences of tokens, for formats that know nothing finer."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

Span = tuple[int, int]

# Words as Unicode's annex 29 bounds them, each other visible character by itself.
_VISIBLE = regex.compile(r"\S+")
_TOKEN = regex.compile(r"(?w)\b\S+?\b")


@lru_cache(maxsize=1)
def tokens(text: str) -> tuple[Span, ...]:
    """Where each token stands; what stands in none of them is white space.

    The last text is remembered: an article is written once for each reviewer.
    """
    found: list[Span] = []
    at = 0
    for start, end in [*(match.span() for match in _TOKEN.finditer(text)), (len(text), len(text))]:
        for piece in _VISIBLE.finditer(text, at, start):
            # Marks and formatting characters after a blank: Unicode counts them to the blank.
            found.append(piece.span())
        if start < end:
            joins = found and at < found[-1][1] == start
            found.append((found.pop()[0] if joins else start, end))
        at = end
    return tuple(found)


def sentences_of(cut: Sequence[Span], sentences: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """The tokens of each sentence: one that begins inside of a token begins after it."""
    starts = [start for start, _ in cut]
    bounds = sorted({0, len(cut), *(bisect_left(starts, start) for start, _ in sentences)})
    for first, last in pairwise(bounds):
        yield cut[first:last]
