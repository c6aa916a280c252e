"""Where a passage of somebody else's stands in our text: at its position, or where its quote is.

What a source says stands at a position is compared; where it differs, the quote's own place is
taken if there is exactly one. Nothing is ever moved to a place that only looks alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from formats.annotations.errors import Fault, fault
from formats.annotations.labelled import LabelledPassage

MOST_PLACES = 1_000
"""A quote that stands in more places than this is not looked for further."""
LONGEST_TOLERANT = 5_000
"""A longer quote is looked for letter for letter only."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The place of a passage; `verified` where a quote was compared, `repaired` where it decided."""

    start: int
    end: int
    verified: bool = False
    repaired: bool = False


def anchor(text: str, passage: LabelledPassage) -> Anchor | Fault:
    """The passage's place in the text, or why it has none."""
    start, end, quote = passage.start, passage.end, passage.quote
    if start is None or end is None:
        return _by_quote(text, passage) if quote else fault("quote_missing", passage.line)
    if 0 <= start < end <= len(text) and (not quote or text[start:end] == quote):
        return Anchor(start, end, verified=bool(quote))
    if not quote:
        return _out_of_range(text, passage, start, end)
    found = _by_quote(text, passage)
    if isinstance(found, Fault):
        why = found.reason
        return fault("quote_differs", passage.line, start=start, end=end, quote=quote[:60], why=why)
    return replace(found, repaired=True)


def _by_quote(text: str, passage: LabelledPassage) -> Anchor | Fault:
    quote = passage.quote or ""
    places = _places(text, quote, passage)
    if not places:
        return fault("quote_missing", passage.line)
    if len(places) > 1:
        return fault("quote_ambiguous", passage.line, n=len(places))
    start, end = places[0]
    return Anchor(start, end, verified=True, repaired=text[start:end] != quote)


def _out_of_range(text: str, passage: LabelledPassage, start: int, end: int) -> Fault:
    if 0 <= start == end <= len(text):
        return fault("span_empty", passage.line, start=start)
    return fault("span_range", passage.line, start=start, end=end, length=f"{len(text):,}")


def _places(text: str, quote: str, passage: LabelledPassage) -> list[tuple[int, int]]:
    """Where the quote stands: letter for letter, else but for the white space in it."""
    found = list(_exactly(text, quote)) or list(_but_for_blanks(text, quote))
    if len(found) > 1 and (passage.prefix or passage.suffix):
        in_context = [place for place in found if _has_context(text, place, passage)]
        return in_context or found
    return found


def _exactly(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def _but_for_blanks(text: str, quote: str) -> Iterator[tuple[int, int]]:
    words = quote.split()
    if not words or len(quote) > LONGEST_TOLERANT:
        return
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    for number, found in enumerate(pattern.finditer(text)):
        if number == MOST_PLACES:
            return
        yield found.span()


def _has_context(text: str, place: tuple[int, int], passage: LabelledPassage) -> bool:
    start, end = place
    before = _solid(text[max(0, start - 4 * len(passage.prefix) - 20) : start])
    after = _solid(text[end : end + 4 * len(passage.suffix) + 20])
    return before.endswith(_solid(passage.prefix)) and after.startswith(_solid(passage.suffix))


def _solid(text: str) -> str:
    return "".join(text.split())
