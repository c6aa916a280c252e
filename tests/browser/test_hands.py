"""Hands of all kinds: no key acts unmeant, the focus stays and is seen, little room, little motion."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

from tests.browser.reader import Reader
from tests.browser.server import Article, Workbench
from tests.browser.wire import Wire

_NOT_KEPT = """() => {
  const keep = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("workbench:")) throw new DOMException("Full", "QuotaExceededError");
    keep.call(this, key, value);
  };
}"""
_HEARD = """(region) => {
  window.heard = [];
  const isSilent = (node) => (node.nodeType === 1 ? node : node.parentElement).closest("[aria-hidden=true]");
  new MutationObserver((changes) => {
    for (const { target } of changes) if (!isSilent(target)) window.heard.push(region.textContent);
  }).observe(region, { subtree: true, childList: true, characterData: true });
}"""
_HIDDEN = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".fcw-r-toolbar").getBoundingClientRect();
  if (document.activeElement.closest(".fcw-r-cards, .fcw-r-header") === null) return null;
  return box.top < bar.bottom - 1 && box.bottom > bar.top || box.bottom > innerHeight + 1
    ? [document.activeElement.outerHTML.slice(0, 120), box.top, box.bottom, bar.bottom] : null;
}"""
_TOO_WIDE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const page = document.scrollingElement;
  if (main.scrollWidth <= main.clientWidth && page.scrollWidth <= page.clientWidth) return [];
  return [...document.querySelectorAll(".fcw-r-root, .fcw-r-root *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.className);
}"""
_SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
_MOVING = """() => document.getAnimations()
  .map(({ effect }) => effect.target).filter((one) => one.closest(".fcw-r-root")).length"""


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def test_keys_pressed_beside_the_reader_do_nothing_in_it(reader: Reader, page: Page) -> None:
    span, other = reader.find("the steel"), reader.find("breathtaking view")
    reader.tag(span, "1")
    reader.expect_saved(1)
    link = page.get_by_role("link", name="Library")
    link.focus()
    reader.press("Delete", "3", "Backspace", "j", "Space", "ArrowDown", "n", "?")
    expect(link).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(reader.card(span, "sourced")).to_have_count(1)
    reader.tag(other, "2")
    reader.expect_saved(2)
    link.focus()
    reader.press("Control+z")
    reader.expect_saved(1)
    reader.text.focus()
    reader.press("a", "4")
    expect(reader.card(span, "disputed")).to_have_count(1)


def test_try_now_keeps_the_focus_while_it_stands_there(
    wire: Wire, reader: Reader, page: Page
) -> None:
    wire.cut()
    reader.tag(reader.find("the steel"), "1")
    again = page.get_by_role("button", name="Try now")
    again.focus()
    for _ in range(3):
        with page.expect_event("requestfailed"):
            pass
        expect(again).to_be_focused()
    said = reader.save_state.text_content() or ""
    expect(reader.save_state).not_to_have_text(said)
    expect(again).to_be_focused()
    wire.mend()
    reader.press("Enter")
    reader.expect_saved(1)


def test_a_countdown_is_seen_and_said_once(wire: Wire, reader: Reader, page: Page) -> None:
    wire.cut()
    reader.tag(reader.find("the steel"), "1")
    page.get_by_role("link", name="Library").click()
    region = page.get_by_test_id("unsent-work")
    expect(region).to_contain_text("1 not saved. Trying again in")
    region.evaluate(_HEARD)
    for _ in range(3):
        said = region.text_content() or ""
        expect(region).not_to_have_text(said)
    assert page.evaluate("() => window.heard") == []
    wire.mend()
    expect(region).to_be_empty()


def test_the_browser_asks_before_what_it_could_not_keep_is_lost(
    context: BrowserContext, workbench: Workbench, article: Article
) -> None:
    asked: list[str] = []

    def leave(prepare: Callable[[Page], None]) -> None:
        page = context.new_page()
        page.on("dialog", lambda dialog: _answer(asked, dialog))
        Wire(page).cut()
        prepare(page)
        reader = Reader(page, workbench)
        reader.open(article)
        reader.tag(reader.find("the steel"), "1")
        expect(reader.save_state).to_contain_text(re.compile("Try now|only in this tab"))
        with page.expect_event("close"):
            page.close(run_before_unload=True)

    leave(lambda _: None)
    assert asked == []
    leave(_keep_nothing)
    assert asked == ["beforeunload"]


def _keep_nothing(page: Page) -> None:
    page.add_init_script(f"({_NOT_KEPT})()")


def _answer(asked: list[str], dialog: Dialog) -> None:
    asked.append(dialog.type)
    dialog.accept()


def test_nothing_with_the_focus_lies_under_the_toolbar(reader: Reader, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 420})
    for number in range(7):
        reader.press("j", "1234"[number % 4])
    reader.expect_saved(7)
    reader.press("Escape")
    cards = page.locator("[data-annotation]")
    cards.last.focus()
    for _ in range(20):
        reader.press("Shift+Tab")
        assert page.evaluate(_HIDDEN) is None
        if cards.first.evaluate("one => one === document.activeElement"):
            break
    for _ in range(20):
        reader.press("Tab")
        assert page.evaluate(_HIDDEN) is None


def test_nothing_scrolls_sideways_at_320_pixels(reader: Reader, page: Page) -> None:
    reader.tag(reader.find("the steel"), "1")
    reader.expect_saved(1)
    page.set_viewport_size({"width": 320, "height": 640})
    expect(page.locator("[data-layout=sheet]")).to_be_visible()
    assert page.evaluate(_TOO_WIDE) == []
    for key in ("a", "n", "e", "/", "o", "g", "t", "?", "f"):
        reader.press("Escape", "Escape", key)
        assert page.evaluate(_TOO_WIDE) == [], key


def test_the_sheet_of_an_open_card_covers_nothing_for_good(reader: Reader, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    reader.tag(reader.find("Critics dispute"), "4")
    sheet = page.locator(".fcw-r-cards")
    expect(sheet).to_be_visible()
    page.get_by_test_id("stMain").evaluate("(main) => { main.scrollTop = main.scrollHeight; }")
    submit = page.get_by_role("button", name="Submit reading")
    covered = """([button, sheet]) =>
      button.getBoundingClientRect().bottom > sheet.getBoundingClientRect().top"""
    boxes = [submit.element_handle(), sheet.element_handle()]
    assert not page.evaluate(covered, boxes)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_a_jump_moves_smoothly_only_for_those_who_like_motion(
    browser: Browser, workbench: Workbench, motion: str
) -> None:
    context = browser.new_context(
        reduced_motion="reduce" if motion == "reduce" else "no-preference"
    )
    page = context.new_page()
    reader = Reader(page, workbench)
    text = "\n\n".join(f"Sentence number {n} of a text for {motion}." for n in range(60))
    reader.open(workbench.add_article(f"Motion {motion}", text))
    reader.tag(reader.find("Sentence number 57"), "1")
    reader.expect_saved(1)
    reader.press("Escape", "t")
    name = page.get_by_role("dialog").evaluate("one => getComputedStyle(one).animationName")
    assert (name == "none") == (motion == "reduce")
    if motion == "reduce":
        assert page.evaluate(_MOVING) == 0
    reader.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.mouse.move(640, 400)
    page.mouse.wheel(0, -20_000)
    page.wait_for_function(f"() => ({_SCROLLED})() === 0")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    reader.press("a")
    page.clock.run_for(32)
    under_way = page.evaluate(_SCROLLED)
    page.clock.run_for(2000)
    arrived = page.evaluate(_SCROLLED)
    expect(reader.marks.first).to_be_in_viewport()
    assert arrived > 500
    assert (under_way > 0.9 * arrived) == (motion == "reduce")
    context.close()


@pytest.mark.usefixtures("context")  # whose clock it stops
def test_a_wheel_ends_a_jump_that_is_under_way(
    page: Page, reader: Reader, workbench: Workbench
) -> None:
    text = "\n\n".join(f"Sentence number {n} to be turned away from." for n in range(60))
    reader.open(workbench.add_article("Turned away", text))
    reader.tag(reader.find("Sentence number 57"), "1")
    reader.expect_saved(1)
    reader.press("Escape")
    page.mouse.move(640, 400)
    page.mouse.wheel(0, -20_000)
    page.wait_for_function(f"() => ({_SCROLLED})() === 0")
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now()") + 1000)
    reader.press("a")
    page.clock.run_for(32)
    assert page.evaluate(_SCROLLED) > 0
    page.mouse.wheel(0, -20_000)
    page.wait_for_function(f"() => ({_SCROLLED})() === 0", polling=50)
    page.clock.run_for(2000)
    assert page.evaluate(_SCROLLED) == 0


def test_the_strip_is_24_pixels_wide_for_a_pointer(reader: Reader, page: Page) -> None:
    strip = page.get_by_role("slider")
    box = strip.bounding_box()
    assert box is not None
    assert box["width"] == 16
    for x in (box["x"] - 3, box["x"] + box["width"] + 3):
        hit = "([x, y]) => document.elementFromPoint(x, y).getAttribute('role')"
        assert page.evaluate(hit, [x, box["y"] + 40]) == "slider"


def test_single_letter_keys_can_be_switched_off(reader: Reader, page: Page) -> None:
    switch = page.get_by_role("switch", name="Single-letter keys")
    tag = page.locator('button[data-tag="sourced"]')
    reader.press("t")
    with page.expect_response("**/api/preferences"):
        switch.click()
    reader.press("Escape")
    for _ in range(2):
        reader.press("j", "1", "Space", "?")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(reader.cards).to_have_count(0)
        expect(tag.locator("kbd")).to_be_hidden()
        expect(tag).not_to_have_attribute("aria-keyshortcuts", re.compile("."))
        reader.reload()
    reader.press("ArrowDown")
    tag.click()
    reader.expect_saved(1)
    reader.press("Delete")
    page.get_by_role("button", name="Keys", exact=True).click()
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("Single-letter keys are off")
    expect(sheet.locator("[data-action=next_sentence] kbd")).to_have_text(["↓"])
    reader.press("Escape")
    page.get_by_role("button", name="Appearance").click()
    with page.expect_response("**/api/preferences"):
        switch.click()
    reader.press("Escape")
    expect(tag).to_have_attribute("aria-keyshortcuts", "1")
    reader.press("j", "2")
    reader.expect_saved(2)
