"""Where a passage stands: as its position says, or where its quote stands exactly once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledPassage
from formats.exchange.anchoring import Anchor, anchor

TEXT = "The mill closed. The mill opened.\n\nThe  owner said so. 💩"


def passage(
    start: int | None, end: int | None, quote: str | None = None, **more: str
) -> LabelledPassage:
    return LabelledPassage("tag", start, end, quote, line=7, **more)  # type: ignore[arg-type]


def test_a_position_that_fits_its_quote_stays() -> None:
    assert anchor(TEXT, passage(17, 25, "The mill")) == Anchor(17, 25, verified=True)
    assert anchor(TEXT, passage(17, 25)) == Anchor(17, 25)
    assert anchor(TEXT, passage(17, 25, "")) == Anchor(17, 25)


def test_a_position_beside_its_quote_is_moved_to_the_only_place() -> None:
    repaired = Anchor(9, 15, verified=True, repaired=True)
    assert anchor(TEXT, passage(10, 16, "closed")) == repaired
    assert anchor(TEXT, passage(900, 906, "closed")) == repaired
    assert anchor(TEXT, passage(-3, 2, "closed")) == repaired


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (passage(1, 9, "The mill"), "At 1 to 9 (characters"),
        (passage(0, 8, "the mill"), "At 0 to 8 (characters"),
        (passage(0, 999), "0 to 999 lies outside the text"),
        (passage(-1, 3), "-1 to 3 lies outside"),
        (passage(3, 2), "3 to 2 lies outside"),
        (passage(4, 4), "passage at 4 is empty"),
        (passage(None, None), "stands nowhere"),
        (passage(None, None, "nothing of it"), "stands nowhere"),
        (passage(None, None, " \n "), "stands nowhere"),
        (passage(None, None, "The mill"), "stands in 2 places"),
        (passage(None, None, "The mill", prefix="unknown"), "stands in 2 places"),
    ],
)
def test_what_has_no_place_is_refused_with_its_line(found: LabelledPassage, says: str) -> None:
    refused = anchor(TEXT, found)
    assert isinstance(refused, Fault)
    assert refused.line == 7
    assert says in refused.reason


def test_a_quote_alone_is_found_by_what_stands_around_it() -> None:
    assert anchor(TEXT, passage(None, None, "closed")) == Anchor(9, 15, verified=True)
    second = Anchor(17, 25, verified=True)
    assert anchor(TEXT, passage(None, None, "The mill", prefix="closed.\n")) == second
    assert anchor(TEXT, passage(None, None, "The mill", suffix=" opened")) == second


def test_white_space_of_a_page_is_not_that_of_its_text() -> None:
    found = anchor(TEXT, passage(None, None, "The owner\n   said"))
    assert found == Anchor(35, 50, verified=True, repaired=True)


def test_a_quote_in_very_many_places_is_refused_in_no_time() -> None:
    refused = anchor("aa" * 100_000, passage(None, None, "a"))
    assert isinstance(refused, Fault)
    assert isinstance(anchor("a " * 50_000 + "b", passage(None, None, "a  " * 1_500)), Fault)


@given(st.text(min_size=1, max_size=60), st.data())
def test_whatever_is_given_the_place_lies_in_the_text_and_is_what_was_quoted(
    text: str, data: st.DataObject
) -> None:
    places = st.one_of(st.none(), st.integers(-3, len(text) + 3))
    quote = data.draw(st.one_of(st.none(), st.text(max_size=4), st.just(text[1:3])))
    found = anchor(text, passage(data.draw(places), data.draw(places), quote))
    if isinstance(found, Anchor):
        assert 0 <= found.start < found.end <= len(text)
        if quote:
            assert text[found.start : found.end].split() == quote.split()
