"""From every basis that formats count in to code points over the text as it is stored, and back.

A source counts over its own raw text: with a byte order mark or without, with CRLF as two, in
UTF-16 units or in bytes. What is stored has no leading U+FEFF and LF alone.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

_FIRST_ASTRAL = "\U00010000"


class TextMap:
    """A source's raw text, the text that is stored of it, and the way between their positions.

    Every position may be one between two units that belong together (inside a surrogate pair, a
    CRLF, a byte sequence): then it is None, for no such place exists in what is stored. So is
    one outside the text.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._lead = len(raw) - len(raw.lstrip("\ufeff"))
        self.text = raw[self._lead :].replace("\r\n", "\n").replace("\r", "\n")

    def code_point(self, position: int) -> int | None:
        """The stored position for one counted in code points of the raw text."""
        if not 0 <= position <= len(self.raw):
            return None
        # What lies inside the mark at the beginning is the beginning.
        inside = max(0, position - self._lead)
        pairs = self._pairs
        before = bisect_right(pairs, inside - 1)
        if before and pairs[before - 1] == inside - 1:
            return None
        return inside - before

    def utf16(self, position: int) -> int | None:
        """The stored position for one counted in UTF-16 code units of the raw text."""
        return self._counted(position, self.utf16_starts)

    def byte(self, position: int) -> int | None:
        """The stored position for one counted in bytes of the raw text as UTF-8."""
        return self._counted(position, self.byte_starts)

    def _counted(self, position: int, starts: Sequence[int]) -> int | None:
        at = bisect_right(starts, position) - 1
        if at < 0 or starts[at] != position:
            return None
        return self.code_point(at)

    @cached_property
    def _pairs(self) -> list[int]:
        """Where, after the lead, the CR of each CRLF stands."""
        body = self.raw[self._lead :]
        found: list[int] = []
        at = body.find("\r\n")
        while at >= 0:
            found.append(at)
            at = body.find("\r\n", at + 2)
        return found

    @cached_property
    def utf16_starts(self) -> list[int]:
        """The UTF-16 unit at which each code point of the raw text begins, and its end."""
        return list(accumulate((1 + (one >= _FIRST_ASTRAL) for one in self.raw), initial=0))

    @cached_property
    def byte_starts(self) -> list[int]:
        """The byte of UTF-8 at which each code point of the raw text begins, and its end."""
        sizes = (len(one.encode("utf-8", "surrogatepass")) for one in self.raw)
        return list(accumulate(sizes, initial=0))
