"""How an article is cut up: every letter once, every passage noted and numbered once."""

from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.documents import documents
from formats.annotations.report.passages import LANES, Paragraph, Printed, printed
from tests.formats.annotations.contract import Span, sample


def article(text: str, spans: list[Span]) -> Printed:
    return printed(next(documents(sample([(text, spans)]))))


def shown_text(text: str, paragraphs: list[Paragraph]) -> str:
    pieces = [piece for paragraph in paragraphs for piece in paragraph.pieces]
    return "".join(text[piece.start : piece.end] for piece in pieces)


def test_paragraphs_part_at_blank_lines() -> None:
    text = "One line.\nThe same paragraph.\n \nAnother one.\n"

    found = [text[one.start : one.end] for one in article(text, []).paragraphs()]

    assert found == ["One line.\nThe same paragraph.", "Another one."]


def test_numbers_follow_the_order_in_which_passages_begin() -> None:
    one = article("abcdefgh", [(4, 6, "b", "y"), (0, 8, "a", "x"), (0, 2, "c", "z")])

    assert [(p.number, p.row.tag) for p in one.passages] == [(1, "a"), (2, "c"), (3, "b")]


def test_a_passage_over_two_paragraphs_is_noted_at_the_first_and_numbered_at_the_second() -> None:
    text = "First one.\n\nSecond one."

    first, second = article(text, [(6, 18, "a", "x")]).paragraphs()

    assert [one.number for one in first.noted] == [1]
    assert not [one for piece in first.pieces for one in piece.numbered]
    assert [(text[piece.start : piece.end], len(piece.numbered)) for piece in second.pieces] == [
        ("Second", 1),
        (" one.", 0),
    ]


def test_a_passage_of_the_blank_between_paragraphs_is_not_lost() -> None:
    found = list(article("One.\n\n\nTwo.", [(4, 7, "a", "x")]).paragraphs())

    assert [len(one.noted) for one in found] == [0, 1]
    assert sum(len(piece.numbered) for one in found for piece in one.pieces) == 1


def test_the_shortest_passage_has_the_wash() -> None:
    (paragraph,) = article("abcdef", [(0, 6, "long", "x"), (2, 4, "short", "x")]).paragraphs()

    tops = [piece.top.row.tag if piece.top else None for piece in paragraph.pieces]

    assert tops == ["long", "short", "long"]


def test_what_lies_deeper_than_the_lanes_is_numbered_but_not_drawn() -> None:
    one = article("abcdef", [(0, 6, "a", f"reviewer {n:02}") for n in range(LANES + 3)])

    (paragraph,) = one.paragraphs()

    assert one.undrawn == 3
    assert paragraph.lanes == LANES
    assert len(paragraph.pieces[0].numbered) == LANES + 3


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text(st.sampled_from("ab \n\t💩א\u2028"), min_size=1, max_size=60))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=20))
    return text, [(min(pair), max(pair), "t", "r") for pair in pairs if pair[0] != pair[1]]


@given(articles())
def test_nothing_is_lost_and_nothing_twice(one: tuple[str, list[Span]]) -> None:
    text, spans = one
    article_ = article(text, spans)

    found = list(article_.paragraphs())

    pieces = [piece for paragraph in found for piece in paragraph.pieces]
    assert shown_text(text, found).split() == text.split()
    numbers = list(range(1, len(spans) + 1))
    assert sorted(p.number for piece in pieces for p in piece.noted) == numbers
    assert sorted(p.number for piece in pieces for p in piece.numbered) == numbers
    for piece in pieces:
        lanes = [p.lane for p in piece.covered]
        assert len(set(lanes)) == len(lanes)
        drawn = [p for p in article_.passages if p.lane is not None]
        assert {p.number for p in piece.covered} == {
            p.number for p in drawn if p.start <= piece.start and p.end >= piece.end
        }
