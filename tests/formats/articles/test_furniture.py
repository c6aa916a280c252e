import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.articles.furniture import Suggestion, apply_cuts, suggest_cuts
from words import say

PROSE = (
    "The harbour board met for four hours on Tuesday and put off its decision on the new quay "
    "until the autumn, as two of its members had asked."
)
PAGE = f"""Quay decision put off

Share 14 · Save · Listen (3 min) · Comments 0
Updated: 1 hour ago
{PROSE}

Shares in the company fell on the news.

{PROSE}

Enjoying this story? Get the Ledger in your inbox every morning.

Waders and rain jackets: up to 30 % off in the Ledger shop

What's Your Reaction?

Like Like 0
Sad Sad 0

Ada Palmer

Ada Palmer is the harbour correspondent of the Ledger.

Comments (0)

Leave a Reply

Your email address will not be published. Required fields are marked *

User
"""


def _reasons(text: str) -> dict[str, tuple[str, bool]]:
    return {text[s.start : s.end]: (s.reason, s.ticked) for s in suggest_cuts(text)}


def test_furniture_is_pointed_out_and_prose_is_not() -> None:
    found = _reasons(PAGE)
    assert found["Share 14 · Save · Listen (3 min) · Comments 0"] == ("share", True)
    assert found["Updated: 1 hour ago"] == ("clock", True)
    assert found["Waders and rain jackets: up to 30 % off in the Ledger shop"] == ("shop", True)
    assert found["Like Like 0"] == ("reactions", True)
    assert found["User"] == ("comments", True)
    assert "Shares in the company fell on the news." not in found
    assert "Quay decision put off" not in found


def test_a_repeated_lead_and_an_author_box_stay_unless_ticked() -> None:
    suggestions = suggest_cuts(PAGE)
    again = [s for s in suggestions if s.reason == "lead_again"]
    assert [s.start for s in again] == [PAGE.rindex(PROSE)]
    assert not again[0].ticked
    assert not any(s.ticked for s in suggestions if s.reason == "author_box")


def test_every_reason_has_its_words() -> None:
    for suggestion in suggest_cuts(PAGE):
        assert say(f"formats.cut_{suggestion.reason}")


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell.",
        "Related companies fell 5 percent on Tuesday.",
        "Read more books, he said.",
        "Analysts expect losses of up to 30 percent now.",
        "Comments by the minister were criticised.",
        "Subscribe to this theory at your peril.",
        "Source: Wall Street Journal (WSJ).",
        "Follow the money.",
        "3 1",
        "Love",
        "User",
        "Home",
    ],
)
def test_prose_that_begins_like_furniture_is_left_alone(line: str) -> None:
    assert suggest_cuts(f"A title\n\n{line}\n\n{PROSE}") == []


@pytest.mark.parametrize("line", ["share 1 " * 27 + "!", "like love " * 20 + "q", "1k 1k " * 30])
def test_a_line_made_to_confuse_is_answered(line: str) -> None:
    assert suggest_cuts(line) == []


def test_cutting_takes_the_line_ends_that_belong_to_the_lines() -> None:
    text = "Title\n\n0 0\nFirst.\n\nShop now\n\nSecond.\n\nLeave a Reply\n\nUser"
    cuts = [_at(text, "0 0"), _at(text, "Shop now"), _at(text, "Leave a Reply"), _at(text, "User")]
    assert apply_cuts(text, cuts) == "Title\n\nFirst.\n\nSecond."


def test_cutting_the_first_lines_leaves_no_blank_ones() -> None:
    assert apply_cuts("0 0\n\nText", [(0, 3)]) == "Text"


def test_cutting_inside_a_line_takes_only_what_was_named() -> None:
    assert apply_cuts("one two three", [(3, 7)]) == "one three"


def _at(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


LINES = st.lists(st.text("ab 💩\u0301", max_size=6), max_size=12)


@given(LINES, st.data())
def test_lines_that_are_not_cut_stay_in_order_and_whole(
    lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join(lines)
    places = [place for place, line in enumerate(lines) if line.strip()]
    cut = set(data.draw(st.lists(st.sampled_from(places)))) if places else set()
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    result = apply_cuts(text, [(starts[p], starts[p] + len(lines[p])) for p in cut])
    kept = [line for place, line in enumerate(lines) if place not in cut and line.strip()]
    assert [line for line in result.split("\n") if line.strip()] == kept


@given(st.text("ab \n", max_size=60))
def test_no_cut_changes_nothing(text: str) -> None:
    assert apply_cuts(text, []) == text


@given(st.text(max_size=400))
def test_suggestions_lie_in_the_text_in_order(text: str) -> None:
    suggestions = suggest_cuts(text)
    assert all(0 <= s.start < s.end <= len(text) for s in suggestions)
    assert suggestions == sorted(suggestions, key=lambda s: s.start)
    assert all(isinstance(s, Suggestion) for s in suggestions)
