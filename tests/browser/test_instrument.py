"""The reader as an instrument: whole articles by keys alone, what is left, and how passages change."""

import io
import re
from itertools import product
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.exchange import import_file
from tests.browser.reader import ENDS, Reader, Span
from tests.browser.server import Workbench

CONTRACT = "The contract was worth 4.2 million pounds, according to the council's accounts."
FIRST_TWO = (
    "The county opened the new bridge at Ashworth on Tuesday, six months late.",
    "Dr. Imogen Vale, who led the survey, said the steel came from 12 suppliers.",
)
SENTENCES = 9
_LINES = """one => [...one.getClientRects()].filter((box) => box.width > 1)
  .map((box) => [box.left, box.top, box.width].map(Math.round))"""
FOCUS = "() => document.activeElement.className || document.activeElement.tagName"


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def _left(reader: Reader, count: int, of: int = SENTENCES) -> None:
    """The header and the strip both say how many sentences are unread."""
    expected = f"{count} of {of} sentences left" if count else f"All {of} sentences are read"
    expect(reader.page.locator(".fcw-r-progress")).to_have_text(expected)
    expect(_strip(reader)).to_have_accessible_name(re.compile(rf"\b{count} of {of} "))


def _lines(style: str | None) -> str:
    """The tags' lines of a mark, in their lanes."""
    return (style or "").partition("--fcw-r-f:")[0]


def _strip(reader: Reader) -> Locator:
    return reader.page.get_by_role("slider", name="Coverage of the article")


def _cells(reader: Reader) -> list[str]:
    states: list[str] = reader.page.locator(".fcw-r-cell").evaluate_all(
        "cells => cells.map((cell) => cell.dataset.state)"
    )
    return states


def _notice(reader: Reader) -> Locator:
    return reader.page.locator(".fcw-r-notice")


def _said(reader: Reader) -> Locator:
    return reader.page.locator(".fcw-r-root > .fcw-r-unseen")


def _expect_focus(reader: Reader) -> None:
    """The focus is somewhere in the reader, never on nothing."""
    assert reader.page.evaluate("() => document.activeElement.closest('.fcw-r-root') !== null"), (
        reader.page.evaluate(FOCUS)
    )


@pytest.mark.usefixtures("context")  # whose clock stops for good
def test_what_a_key_tags_is_seen_at_once_where_its_mark_will_stand(reader: Reader) -> None:
    page = reader.page
    page.clock.install()
    reader.press("j", "j")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    reader.press("2")
    page.clock.run_for(20)
    drawn = page.locator(".fcw-r-fresh > div")
    seen = [line for one in drawn.all() for line in one.evaluate(_LINES)]
    page.clock.run_for(2000)
    expect(reader.marks).to_have_count(1)
    assert seen == reader.marks.first.evaluate(_LINES)
    expect(drawn).to_have_count(0)


@pytest.mark.usefixtures("context")  # whose clock stops for good
def test_a_drag_that_begins_before_the_mark_stands_selects_what_it_passed(reader: Reader) -> None:
    page = reader.page
    span = reader.find("12 suppliers")
    page.clock.install()
    reader.press("j")
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    reader.press("2")
    page.clock.run_for(20)
    x_start, y_start, x_end, y_end = reader.text.evaluate(ENDS, [span.start, span.end])
    page.mouse.move(x_start, y_start)
    page.mouse.down()
    page.clock.run_for(2000)
    expect(reader.marks).to_have_count(1)
    page.mouse.move(x_end, y_end, steps=3)
    page.mouse.up()
    assert page.evaluate("document.getSelection().toString()") == "12 suppliers"


def test_passages_of_one_extent_keep_their_lanes_when_the_article_opens_again(
    reader: Reader,
) -> None:
    for _ in range(3):
        reader.press("j")
        for key in "3142":
            reader.press(key, "k")
        reader.press("j")
    reader.expect_saved(12)
    drawn = [one.get_attribute("style") for one in reader.marks.all()]
    reader.press("Escape")
    reader.reload()
    expect(reader.cards).to_have_count(12)
    assert [_lines(one.get_attribute("style")) for one in reader.marks.all()] == [
        _lines(one) for one in drawn
    ]


def test_an_article_is_read_and_submitted_with_one_key_a_sentence(reader: Reader) -> None:
    page = reader.page
    _left(reader, SENTENCES)
    reader.press("j", "1", "Space", "4", "2", ".", "Space", "Space")
    _left(reader, 2)
    assert _cells(reader) == [
        "tagged", "cleared", "tagged", "tagged", "tagged", "cleared", "cleared", "unread", "unread",
    ]  # fmt: skip
    expect(reader.text.locator(".fcw-r-cleared").first).to_contain_text("Dr. Imogen Vale")
    assert reader.text.evaluate("node => node.textContent") == reader.article.text

    reader.press("Control+Enter")
    question = page.get_by_role("dialog", name="Submit reading")
    expect(question).to_contain_text("2 sentences are unread")
    expect(question.get_by_role("button", name="Go to the first")).to_be_focused()
    reader.press("Escape")
    expect(question).to_have_count(0)
    _expect_focus(reader)
    reader.press("Control+Enter", "Enter")  # to the first unread one
    reader.press("3", "Space")
    _left(reader, 0)
    expect(_notice(reader)).to_have_text("Every sentence is read.")
    reader.press("u")
    expect(_notice(reader)).to_have_text("No sentence is unread.")
    reader.press("Control+Enter")
    expect(page.get_by_role("button", name="Reopen")).to_be_visible()
    _expect_focus(reader)
    reader.press("Space")
    expect(_notice(reader)).to_contain_text("This reading is submitted")
    reader.expect_saved(5)
    assert [row["tag"] for row in sorted(reader.rows(), key=lambda row: int(row["start"]))] == [
        "sourced", "disputed", "promotional", "promotional", "filler",
    ]  # fmt: skip


def test_what_was_cleared_is_kept_and_undone_like_a_tag(reader: Reader) -> None:
    reader.press("j", "Space", "Space", "1")
    _left(reader, 6)
    reader.expect_saved(1)
    reader.reload()
    _left(reader, 6)
    assert _cells(reader)[:4] == ["cleared", "cleared", "tagged", "unread"]
    # The first key goes on where one left off.
    reader.press("j")
    expect(_said(reader)).to_contain_text("Visitors will love")
    reader.press("Control+z", "Control+z")
    _left(reader, 8)
    reader.press("Control+Shift+z")
    _left(reader, 7)
    reader.press("k", "k", "Shift+Space")
    _left(reader, 8)
    assert _cells(reader)[:3] == ["cleared", "unread", "unread"]
    # A paragraph is cleared at once, and what is tagged in it stays tagged.
    reader.press("Shift+u", "]", "Space")
    expect(_said(reader)).to_contain_text("sentences cleared")
    reader.expect_saved(0)


def test_clauses_are_tagged_one_after_the_other(reader: Reader) -> None:
    reader.press("j", "j", "j", "[", "1", "4")
    reader.expect_saved(2)
    first, second = CONTRACT.split(", ")
    reader.expect_rows((f"{first},", "sourced"), (second, "disputed"))
    # The next one is a sentence of one clause: wider than it is only its paragraph.
    expect(_said(reader)).to_contain_text("Visitors will love the breathtaking view")
    reader.press("ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft")
    _expect_focus(reader)


def test_the_first_key_moves_on_and_the_last_sentence_is_tagged_once(
    reader: Reader, page: Page
) -> None:
    page.goto(f"{reader.workbench.url}/queue")
    page.get_by_role("link", name=reader.article.title).first.focus()
    reader.press("Enter")
    reader.expect_open()
    expect(reader.text).to_be_focused()
    reader.press("1", "2")
    reader.expect_saved(2)
    first, second = FIRST_TWO
    reader.expect_rows((first, "sourced"), (second, "promotional"))
    reader.press(*["j"] * SENTENCES, "4", "4", "4")
    reader.expect_saved(3)
    expect(_notice(reader)).to_contain_text("tagged disputed already")


def test_narrowing_leads_back_to_what_was_widened(reader: Reader) -> None:
    reader.press("j", "j", "]", "[", "1")
    reader.expect_saved(1)
    reader.expect_rows((FIRST_TWO[1], "sourced"))
    # From a passage that is open the cursor goes on, not back to what is unread.
    reader.press("a", "j", "2")
    reader.expect_saved(2)
    assert reader.rows()[1]["quote"] == CONTRACT


def test_the_strip_of_a_long_article_shows_what_is_tagged_and_cleared(
    page: Page, workbench: Workbench
) -> None:
    said = "The council heard in item {} that the bridge cost more than was said."
    text = "\n\n".join(
        " ".join(said.format(130 * paragraph + number) for number in range(130))
        for paragraph in range(10)
    )
    reader = Reader(page, workbench)
    reader.open(workbench.add_article("A long text", text))
    first = text[: text.index("\n\n")]
    reader.tag(Span(0, len(first), first), "1")
    reader.press("Escape", "]", "Space", "Space")
    reader.expect_saved(1)
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        reader.reload()
        reader.text.focus()
        expect(page.locator(".fcw-r-bar")).to_be_in_viewport()
        expect(page.locator(".fcw-r-cell[data-state=unread]").last).to_be_visible()
        shown = page.locator(".fcw-r-cell").evaluate_all(_PLACES)
        # The strip moves with the page until the cursor has arrived: its own picture does not.
        picture = page.locator(".fcw-r-strip-blocks").screenshot()
        tagged, cleared, unread = (_paint(picture, *shown[state]) for state in _STATES)
        assert len(tagged) == 1
        assert tagged.isdisjoint(unread)
        assert cleared - unread


_STATES = ("tagged", "cleared", "unread")
_PLACES = """(cells) => Object.fromEntries(["tagged", "cleared", "unread"].map((state) => {
  const alike = cells.filter((cell) => cell.dataset.state === state);
  const one = alike[alike.length >> 1].getBoundingClientRect();
  const strip = cells[0].parentElement.getBoundingClientRect();
  return [state, [one.left - strip.left, one.top - strip.top, one.right - strip.left, one.bottom - strip.top]];
}))"""


def _paint(strip: bytes, left: float, top: float, right: float, bottom: float) -> set[object]:
    """The colours inside a cell, without the pixel at its edges."""
    picture = Image.open(io.BytesIO(strip)).convert("RGB")
    inside = product(range(int(left) + 2, int(right) - 1), range(int(top) + 2, int(bottom) - 1))
    return {picture.getpixel(at) for at in inside}


def test_the_strip_goes_through_the_article_by_keys(reader: Reader) -> None:
    reader.press("j", "1", "Space")
    strip = _strip(reader)
    strip.focus()
    reader.press("Home")
    expect(strip).to_have_attribute("aria-valuetext", f"Sentence 1 of {SENTENCES}: tagged")
    reader.press("ArrowDown")
    expect(strip).to_have_attribute("aria-valuetext", f"Sentence 2 of {SENTENCES}: cleared")
    reader.press("End")
    expect(strip).to_have_attribute(
        "aria-valuetext", f"Sentence {SENTENCES} of {SENTENCES}: unread"
    )
    reader.press("Escape")
    expect(reader.text).to_be_focused()
    reader.press("2")
    reader.expect_saved(2)
    assert {row["sentence"] for row in reader.rows()} == {"0", str(SENTENCES - 1)}


def test_a_passage_is_cut_joined_and_tagged_twice_by_keys(reader: Reader) -> None:
    reader.press("j", "j", "j", "1", "a")
    reader.expect_saved(1)
    reader.press("s")
    bar = reader.page.get_by_role("toolbar", name="Cut the passage in two")
    expect(bar).to_be_visible()
    reader.press("Escape")
    expect(bar).to_be_hidden()
    reader.press("s", "ArrowRight", "ArrowLeft", "ArrowLeft", "Enter")
    reader.expect_saved(2)
    _expect_focus(reader)
    rows = sorted(reader.rows(), key=lambda row: int(row["start"]))
    assert " ".join(row["quote"] for row in rows) == CONTRACT
    reader.press("m")
    reader.expect_saved(1)
    reader.expect_rows((CONTRACT, "sourced"))
    _expect_focus(reader)
    reader.press("m")
    expect(_notice(reader)).to_contain_text("No other passage tagged sourced touches this one")
    reader.press("d", "1")
    expect(_notice(reader)).to_contain_text("tagged sourced already")
    reader.press("d", "4")
    reader.expect_saved(2)
    reader.expect_rows((CONTRACT, "sourced"), (CONTRACT, "disputed"))
    reader.press("Backspace")
    _expect_focus(reader)
    reader.press(*["Control+z"] * 4)
    reader.expect_saved(1)
    reader.press("Control+z")
    reader.expect_saved(0)
    _expect_focus(reader)


def test_a_click_says_where_to_cut(reader: Reader) -> None:
    reader.tag(reader.find("the steel came from 12 suppliers"), "1")
    reader.expect_saved(1)
    reader.press("s")
    reader.click(reader.find("from"))
    reader.page.get_by_role("button", name="Cut here").click()
    reader.expect_saved(2)
    reader.expect_rows(("the steel came", "sourced"), ("from 12 suppliers", "sourced"))
    _expect_focus(reader)


@pytest.fixture
def real(page: Page, workbench: Workbench, real_articles: list[Path]) -> Reader:
    """The real article with its lead printed twice."""
    reader = Reader(page, workbench)
    reader.open(import_file(page, workbench, real_articles[0]))
    return reader


def test_a_lead_that_is_printed_twice_is_tagged_twice_and_the_whole_is_read(real: Reader) -> None:
    total = len(real.page.locator(".fcw-r-cell").all())
    lead = real.article.text.index("Anthropic has recommended")
    said = ""
    while not said.startswith("Anthropic has recommended"):
        real.press("j")
        expect(_said(real)).not_to_have_text(said)
        said = _said(real).inner_text()
    real.press("Shift+ArrowDown", "1")
    offer = real.page.get_by_role("button", name="Also here (1)")
    expect(offer).to_be_visible()
    real.press("r")
    real.expect_saved(2)
    starts = sorted(int(row["start"]) for row in real.rows())
    assert starts[0] == lead
    assert starts[1] > lead
    assert len({row["quote"] for row in real.rows()}) == 1
    real.press("Control+z")
    real.expect_saved(1)
    real.press("Control+Shift+z")
    real.expect_saved(2)

    # The rest of the article: the one key that clears, and each tag now and then.
    progress = real.page.locator(".fcw-r-progress")
    for number in range(total):
        if progress.inner_text().startswith("All"):
            break
        real.press("u", "Space" if number % 5 else str(number // 5 % 4 + 1))
    _left(real, 0, total)
    expect(real.save_state).to_have_attribute("data-pending", "0")
    real.press("Control+Enter")
    expect(real.page.get_by_role("button", name="Reopen")).to_be_visible()
