"""Reading as one likes: letters, lines and paper; texts that run to the left; a finger on a phone."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.reader import SELECT, Reader, Span
from tests.browser.server import Workbench

ARABIC = (
    "أعلنت البلدية يوم الثلاثاء أن الجسر الجديد سيفتح في الربيع. قال المهندس سامي حداد إن التكلفة "
    "بلغت 4.2 مليون دولار. لم يرد المجلس على الأسئلة.\n\n"
    "قالت شركة Norrvolt AB في بيانها إنها فخورة بالجسر.\n\n"
    "This paragraph is in English, and it stands in an Arabic article."
)
CHINESE = (
    "市政府星期二宣布，新桥将于春季开放。工程师王伟说，造价为四百二十万元。\n\n游客一定会喜欢！"
)
SEPIA = "rgb(244, 236, 217)"
_LETTER = f"""(root, span) => {{
  ({SELECT})(root, span);
  const selection = getSelection();
  const box = selection.getRangeAt(0).getBoundingClientRect();
  selection.removeAllRanges();
  return [box.left, box.right, (box.top + box.bottom) / 2];
}}"""
_TOPMOST = """() => [...document.querySelectorAll(".fcw-r-words")]
  .find((one) => one.getBoundingClientRect().top > 220)?.textContent ?? null"""
_SMALL = """() => [...document.querySelectorAll(".fcw-r-root :is(button, input, select, textarea)")]
  .filter((one) => one.getClientRects().length > 0)
  .map((one) => [one.getAttribute("aria-label") ?? one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def add(workbench: Workbench, page: Page, text: str) -> Reader:
    reader = Reader(page, workbench)
    reader.open(workbench.add_article(f"Text {uuid.uuid4()}", text))
    return reader


def drag_leftwards(reader: Reader, span: Span) -> None:
    """From the right of its first letter to the left of its last."""
    _, x_start, y_start = reader.text.evaluate(_LETTER, [span.start, span.start + 1])
    x_end, _, y_end = reader.text.evaluate(_LETTER, [span.end - 1, span.end])
    mouse = reader.page.mouse
    mouse.move(x_start - 0.5, y_start)
    mouse.down()
    mouse.move((x_start + x_end) / 2, y_start, steps=3)
    mouse.move(x_end + 0.5, y_end, steps=3)
    mouse.up()


def test_what_was_chosen_holds_in_another_browser(
    reader: Reader, page: Page, new_context: Callable[[], BrowserContext]
) -> None:
    main = page.get_by_test_id("stMain")
    reader.press("t")
    for choice, value in (("Paper", "Sepia"), ("Letters", "Sans"), ("Spacing", "Wide")):
        page.get_by_role("radiogroup", name=choice).get_by_role("radio", name=value).click()
    with page.expect_response("**/api/preferences") as answer:
        page.get_by_role("radio", name="22 pixels").click()
    assert answer.value.ok
    reader.press("Escape")
    elsewhere = Reader(new_context().new_page(), reader.workbench)
    elsewhere.open(reader.article)
    for one in (reader, elsewhere):
        expect(one.text).to_have_css("font-size", "22px")
        expect(one.text).to_have_css("font-family", '"Source Sans", "Source Sans Pro", sans-serif')
        expect(one.page.get_by_test_id("stMain")).to_have_css("background-color", SEPIA)
    reader.press("t")
    for choice, value in (("Paper", "As the page"), ("Letters", "Serif"), ("Spacing", "Normal")):
        page.get_by_role("radiogroup", name=choice).get_by_role("radio", name=value).click()
    page.get_by_role("radio", name="19 pixels").click()
    expect(main).not_to_have_css("background-color", SEPIA)
    page.get_by_role("link", name="Library").click()
    expect(page.get_by_test_id("article")).to_have_count(0)


def test_what_is_read_stays_in_sight_while_letters_and_window_change(
    page: Page, workbench: Workbench
) -> None:
    line = "Line {} tells of the mill, of its owner and of what the council knew of both of them."
    reader = add(workbench, page, "\n\n".join(line.format(n) for n in range(1000, 1900)))
    page.mouse.move(640, 400)
    page.mouse.wheel(0, 30_000)
    page.wait_for_function(f"() => ({_TOPMOST})() !== null && !({_TOPMOST})().includes('Line 10')")
    there = reader.text.get_by_text(page.evaluate(_TOPMOST))
    reader.press("t")
    for size in (24, 16, 19):
        page.get_by_role("radio", name=f"{size} pixels").click()
        expect(there).to_be_in_viewport()
    reader.press("Escape")
    for width, height in ((700, 900), (1440, 900)):
        page.set_viewport_size({"width": width, "height": height})
        expect(there).to_be_in_viewport()
    reader.press("j", "1")
    reader.expect_saved(1)
    assert not reader.rows()[0]["quote"].startswith("Line 10")  # where one looks, not at the top


def test_guidelines_open_at_the_tag_and_lead_back(reader: Reader, page: Page) -> None:
    span = reader.find("the breathtaking view")
    button = page.locator('button[data-tag="promotional"]').first
    reader.drag(span)
    reader.press("2", "a")
    expect(reader.card(span)).to_be_focused()
    reader.press("g")
    sheet = page.get_by_role("dialog", name="Guidelines")
    expect(sheet.locator('[data-guideline="promotional"]')).to_be_focused()
    expect(sheet.locator('[data-guideline="promotional"]')).to_contain_text("But not:")
    reader.press("Escape")
    expect(sheet).to_have_count(0)
    expect(reader.card(span)).to_be_focused()
    expect(button).to_have_accessible_description(re.compile("Praise|sell|promot", re.IGNORECASE))


def test_arabic_is_read_and_selected(page: Page, workbench: Workbench) -> None:
    reader = add(workbench, page, ARABIC)
    blocks = reader.text.locator(".fcw-r-words")
    for block, direction in zip((0, 1, 2), ("rtl", "rtl", "ltr"), strict=True):
        expect(blocks.nth(block)).to_have_css("direction", direction)
    dragged = reader.find("شركة Norrvolt AB في بيانها")
    drag_leftwards(reader, dragged)
    reader.press("1", "Escape")
    reader.press("k", "ArrowLeft", "2")  # the word after the sentence is on its left
    reader.expect_saved(2)
    quotes = {row["tag"]: row["quote"] for row in reader.rows()}
    assert quotes["sourced"] == dragged.quote
    assert quotes["promotional"] == "قالت"


def test_chinese_is_read_by_sentences_and_words(page: Page, workbench: Workbench) -> None:
    reader = add(workbench, page, CHINESE)
    reader.press("j", "1")
    reader.drag(reader.find("造价"))
    reader.press("4")
    reader.expect_saved(2)
    reader.expect_rows(("市政府星期二宣布，新桥将于春季开放。", "sourced"), ("造价", "disputed"))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A tab on a telephone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    yield context.new_page()
    context.close()


def test_a_finger_tags_and_writes_a_note(phone: Page, workbench: Workbench) -> None:
    reader = add(workbench, phone, "The steel came from 12 suppliers. Nobody knows which.")
    span = reader.find("12 suppliers")
    reader.select(span)
    expect(phone.get_by_role("toolbar", name="Tag the selection")).to_be_hidden()
    phone.locator('button[data-tag="disputed"]').first.tap()
    reader.expect_saved(1)
    assert phone.evaluate(_SMALL) == []
    reader.text.tap(position={"x": 60, "y": 60})
    reader.marks_of(reader.id_of(span)).first.tap()
    reader.card(span).get_by_role("button", name="note").tap()
    phone.keyboard.type("Which ones?")
    phone.keyboard.press("Escape")
    reader.expect_saved(1)
    assert reader.rows()[0]["note"] == "Which ones?"
    phone.get_by_role("button", name="Find in the text").tap()
    phone.keyboard.type("nobody")
    expect(phone.get_by_role("search").get_by_role("status")).to_have_text("1 of 1")
