"""A span as a source counts it, brought to the stored text, or why there is none."""

from collections.abc import Callable

from formats.annotations.errors import Fault, FormatError, fault

Place = Callable[[int], int | None]
"""From a source's position to the stored one, None where there is no such place (`TextMap`)."""

MOST = 500_000
"""So many annotations on one article are held in memory; nobody made more."""


def check_number(count: int, line: int | None = None) -> None:
    """Raises FormatError where an article has more annotations than can be held."""
    if count > MOST:
        raise FormatError("too_many", line, most=MOST)


def stored_span(
    place: Place, length: int, start: int, end: int, line: int | None = None
) -> tuple[int, int] | Fault:
    """The span in the stored text; `length` is the whole text's, counted as the source counts."""
    if not 0 <= start <= end <= length:
        return fault("span_range", line, start=start, end=end, length=length)
    first, last = place(start), place(end)
    if first is None or last is None:
        return fault("span_between", line, start=start, end=end)
    if first >= last:
        return fault("span_empty", line, start=start)
    return first, last
