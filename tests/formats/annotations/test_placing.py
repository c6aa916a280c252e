import pytest

from formats.annotations.errors import FormatError
from formats.annotations.offsets import TextMap
from formats.annotations.placing import POINTS_FIRST, UNITS_FIRST, Basis, place

TEXT = TextMap("💩 late\r\n💩 late")


@pytest.mark.parametrize(
    ("bases", "start", "end", "quote", "found"),
    [
        (POINTS_FIRST, 2, 6, "late", (2, 6)),
        (POINTS_FIRST, 3, 7, "late", (2, 6)),
        (POINTS_FIRST, 10, 14, "late", (9, 13)),
        (POINTS_FIRST, 12, 16, "late", (9, 13)),
        (UNITS_FIRST, 12, 16, "late", (9, 13)),
        (UNITS_FIRST, 10, 14, "late", (9, 13)),
        (UNITS_FIRST, 12, 16, None, (9, 13)),
        (POINTS_FIRST, 10, 14, None, (9, 13)),
        (POINTS_FIRST, 0, 4, "late", (0, 4)),
        (POINTS_FIRST, 50, 54, "late", (50, 54)),
        (UNITS_FIRST, 1, 7, "late", (1, 7)),
    ],
)
def test_the_quote_tells_how_was_counted(
    bases: tuple[Basis, ...],
    start: int,
    end: int,
    quote: str | None,
    found: tuple[int, int],
) -> None:
    assert place(TEXT, start, end, quote, bases=bases) == found


@pytest.mark.parametrize(
    ("start", "end", "reason"),
    [
        (1, 1, "The passage at 1 is empty."),
        (1, 99, "The passage 1 to 99 lies outside the text, which has 16 characters."),
        (4, 2, "The passage 4 to 2 lies outside the text"),
        (1, 5, "The passage 1 to 5 begins or ends inside a character."),
    ],
)
def test_bounds_that_no_text_has_are_refused_where_no_quote_helps(
    start: int, end: int, reason: str
) -> None:
    with pytest.raises(FormatError) as refused:
        place(TEXT, start, end, bases=UNITS_FIRST)
    assert str(refused.value).startswith(reason)
