"""Where a passage stands, when its source counts in one of several ways and gives a quote.

A quote that stands exactly where one of the ways leads proves that way. Where none fits, the
first way's positions go on together with the quote, and where they are none of the text's, as they
were written: whoever imports repairs, and counts it, or refuses.
"""

from collections.abc import Sequence
from typing import Literal, NoReturn

from formats.annotations.errors import FormatError
from formats.annotations.offsets import TextMap

Basis = Literal["code points", "UTF-16"]

POINTS_FIRST: tuple[Basis, ...] = ("code points", "UTF-16")
UNITS_FIRST: tuple[Basis, ...] = ("UTF-16", "code points")


def place(
    text: TextMap,
    start: int,
    end: int,
    quote: str | None = None,
    *,
    bases: Sequence[Basis] = ("code points",),
    may_include_end: bool = False,
) -> tuple[int, int]:
    """The passage in stored code points, or as it was written where only the quote can find it.

    Raises FormatError for bounds that no text has and no quote can mend.
    """
    if quote:
        for basis in bases:
            for last in (end, end + 1) if may_include_end else (end,):
                found = _converted(text, start, last, basis)
                if found and _stands(text.text, *found, quote):
                    return found
    found = _converted(text, start, end, bases[0])
    if found is None and quote:
        return start, end
    if found is None:
        _refused(text, start, end, bases[0])
    return found


def _stands(text: str, start: int, end: int, quote: str) -> bool:
    return end - start == len(quote) and text.startswith(quote, start)


def _converted(text: TextMap, start: int, end: int, basis: Basis) -> tuple[int, int] | None:
    convert = text.code_point if basis == "code points" else text.utf16
    first, last = convert(start), convert(end)
    return (first, last) if first is not None and last is not None and first < last else None


def _refused(text: TextMap, start: int, end: int, basis: Basis) -> NoReturn:
    length = len(text.raw) if basis == "code points" else text.utf16_starts[-1]
    if start == end:
        raise FormatError("span_empty", start=start)
    if not 0 <= start < end <= length:
        raise FormatError("span_range", start=start, end=end, length=length)
    raise FormatError("span_between", start=start, end=end)


def as_stored(quote: str) -> str:
    """A quote with its line ends as they are stored."""
    return quote.replace("\r\n", "\n").replace("\r", "\n")
