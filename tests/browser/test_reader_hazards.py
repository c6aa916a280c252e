"""What goes wrong between a reader and the page around it: focus, handles, widths, other tabs."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import READER_NAME
from tests.browser.reader import Reader, Span
from tests.browser.server import Workbench

FIRST = "The county opened the new bridge at Ashworth on Tuesday, six months late."
SECOND = (
    "Dr. Imogen Vale, who led the survey, said the steel came from 12 suppliers."  # same paragraph
)
THIRD = "The contract was worth 4.2 million pounds, according to the council's accounts."
WORD = "breathtaking"
WIDTHS = [(1440, 900), (1024, 768), (900, 700), (820, 1180), (768, 1024), (700, 900), (390, 844)]

_IS_ON_TOP = """node => {
  const box = node.getBoundingClientRect();
  const found = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return box.width > 0 && box.left >= 0 && box.right <= innerWidth && node.contains(found);
}"""


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


@pytest.fixture
def notes_elsewhere(workbench: Workbench, reader: Reader) -> Iterator[Callable[..., None]]:
    """What the same person does to a passage in another program."""
    token = workbench.workbench("token", "create", READER_NAME.lower().replace(" ", "-")).strip()
    with workbench.client(token) as client:

        def change(kind: str, annotation: str, span: Span, version: int, **values: str) -> None:
            row = {"id": annotation, "revision_id": reader.article.revision_id, "start": span.start,
                   "end": span.end, "tag": "sourced", "version": version, **values}  # fmt: skip
            operation = {"id": f"{annotation[:-4]}{version:04x}", "kind": kind, "annotation": row}
            answer = client.post("/api/annotations", json={"operations": [operation]})
            assert answer.json()["results"][0]["status"] == "saved", answer.text

        yield change


def look_again(reader: Reader) -> None:
    """What a tab does when it is looked at again: it asks for what others did."""
    reader.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_neighbouring_sentences_are_dragged_one_after_the_other(reader: Reader) -> None:
    """From just inside the first letter: the passage before has its handle there."""
    for quote in (FIRST, SECOND, THIRD):
        reader.drag(reader.find(quote))
        reader.press("1")
        expect(reader.card(reader.find(quote))).to_be_visible()
    reader.expect_saved(3)
    reader.expect_rows(*((quote, "sourced") for quote in (FIRST, SECOND, THIRD)))


def test_a_double_click_beside_the_open_passage_takes_the_word(reader: Reader, page: Page) -> None:
    reader.drag(reader.find(FIRST))
    reader.press("1")
    reader.expect_saved(1)
    for word in ("Dr", "late"):
        span = reader.find(word)
        box = reader.text.evaluate(_FIRST_LETTER, span.start)
        page.mouse.dblclick(box[0] + 3, box[1])
        assert page.evaluate("getSelection().toString()").strip(" .") == word
    reader.expect_rows((FIRST, "sourced"))


def test_the_knob_of_a_passage_moves_its_end(reader: Reader, page: Page) -> None:
    span = reader.find("the new bridge")
    reader.drag(span)
    reader.press("1")
    reader.expect_saved(1)
    knob = page.locator(".fcw-r-handle-end .fcw-r-knob").bounding_box()
    assert knob is not None
    longer = reader.find("the new bridge at Ashworth")
    grow = reader.text.evaluate(_WIDTH_OF, [span.end, longer.end])
    x, y = knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + grow, y, steps=4)
    page.mouse.up()
    expect(reader.card(longer)).to_be_visible()
    reader.expect_saved(1)
    reader.expect_rows((longer.quote, "sourced"))


@pytest.mark.parametrize(("width", "height"), WIDTHS)
def test_nothing_of_the_reader_lies_under_the_sidebar(
    reader: Reader, page: Page, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    reader.reload()
    expect(page.locator(".fcw-r-root")).to_have_attribute("data-layout", _layout(width))
    span = reader.find(WORD)
    reader.drag(span) if width >= 700 else reader.select(span)
    for button in page.locator("button[data-tag]").all():
        expect_on_top(button)
    if width >= 700:
        choices = page.locator("[data-choose]:visible")
        expect(choices).to_have_count(4)
        for choice in choices.all():
            expect_on_top(choice)
        expect(choices.first.locator("kbd")).to_be_visible()
        choices.nth(1).click()
    else:
        page.locator('button[data-tag="promotional"]').click()
    card = reader.card(span, "promotional")
    reader.expect_saved(1)
    expect_on_top(card.get_by_role("button", name="note"))
    reader.expect_rows((WORD, "promotional"))


def expect_on_top(control: Locator) -> None:
    """A mouse that aims at its middle reaches it."""
    expect(control).to_be_visible()
    control.page.wait_for_function(_IS_ON_TOP, arg=control.element_handle())


def _layout(width: int) -> str:
    return "sheet" if width < 700 else "wide" if width >= 1400 else "drawer"


@pytest.mark.parametrize("place", ["title", "margin", "below"])
def test_keys_work_after_a_click_beside_the_text(reader: Reader, page: Page, place: str) -> None:
    title = page.locator("h1.fcw-r-title").bounding_box()
    assert title is not None
    points = {
        "title": (title["x"] + 20, title["y"] + 12),
        "margin": (1250, 700),
        "below": (600, 880),
    }
    page.mouse.click(*points[place])
    reader.press("j", "1")
    expect(reader.cards).to_have_count(1)
    reader.select(reader.find(WORD))
    page.locator("[data-testid=stMain]").focus()
    reader.press("2")
    reader.expect_saved(2)
    assert (WORD, "promotional") in {(row["quote"], row["tag"]) for row in reader.rows()}


def test_a_selection_is_tagged_whatever_has_the_focus_but_a_field(
    reader: Reader, page: Page
) -> None:
    page.locator("[data-testid=stSidebar] a").first.focus()
    reader.tag(reader.find(WORD), "2")
    reader.expect_saved(1)
    page.evaluate("document.body.append(document.createElement('input'))")
    reader.select(reader.find("suppliers"))
    page.locator("body > input").focus()
    reader.press("1")
    expect(page.locator("body > input")).to_have_value("1")
    expect(reader.cards).to_have_count(1)


def test_buttons_and_links_keep_their_own_keys(reader: Reader, page: Page) -> None:
    bar = page.locator(".fcw-r-bar").first
    resting = bar.bounding_box()
    page.locator("[data-testid=stSidebar] a").first.focus()
    reader.press("ArrowDown", "ArrowDown")
    assert bar.bounding_box() == resting
    guidelines = page.get_by_role("button", name="Guidelines", exact=True)
    guidelines.focus()
    reader.press("Enter")
    expect(page.get_by_role("dialog", name="Guidelines")).to_be_visible()


def test_undo_spares_what_another_tab_wrote(
    reader: Reader, notes_elsewhere: Callable[..., None]
) -> None:
    span = reader.find(WORD)
    reader.tag(span, "2")
    reader.expect_saved(1)
    reader.press("1")
    reader.expect_saved(1)
    annotation = reader.id_of(span)
    notes_elsewhere("update", annotation, span, 2, note="from the other tab")
    look_again(reader)
    expect(reader.card(span)).to_contain_text("from the other tab")
    reader.press("Control+z")
    reader.expect_saved(1)
    (row,) = reader.expect_rows((WORD, "promotional"))
    assert row["note"] == "from the other tab"
    reader.press("Control+z")  # would delete it, with the other tab's note
    expect(reader.page.get_by_role("status").filter(has_text="elsewhere")).to_be_visible()
    reader.expect_rows((WORD, "promotional"))


@pytest.mark.parametrize("editor", ["n", "e"])
def test_an_editor_outlives_the_passage_that_another_tab_deleted(
    reader: Reader, notes_elsewhere: Callable[..., None], editor: str
) -> None:
    span = reader.find(WORD)
    reader.tag(span, "1")
    reader.expect_saved(1)
    annotation = reader.id_of(span)
    reader.press(editor)
    field = reader.card(span).locator("textarea, input[type=url]").first
    expect(field).to_be_focused()
    with reader.page.expect_response(re.compile("/annotations$")):
        notes_elsewhere("delete", annotation, span, 1)
        look_again(reader)
    reader.page.keyboard.type("https://records.example/a1234")
    expect(field).to_have_value("https://records.example/a1234")
    reader.press("Escape")
    card = reader.page.locator(f'[data-annotation="{annotation}"]')
    expect(card).to_have_attribute("data-state", "conflict")
    expect(card).to_contain_text("Deleted")
    expect(reader.cards).to_have_count(1)
    card.get_by_role("button", name="Keep mine").click()
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert row["note" if editor == "n" else "evidence_urls"] == "https://records.example/a1234"


def test_what_is_typed_when_a_field_vanishes_is_no_command(reader: Reader, page: Page) -> None:
    span = reader.find(WORD)
    reader.tag(span, "1")
    reader.expect_saved(1)
    reader.press("n")
    page.keyboard.type("Why")
    # In one turn: a slow machine must not make a pause of it, after which keys are commands again.
    page.evaluate("""() => {
      document.querySelector(".fcw-r-editor").remove();
      for (const key of "4c1z") {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      }
    }""")
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert (row["tag"], row["confidence"]) == ("sourced", "")


def test_undo_after_a_reload_at_once_takes_back_the_last_passage(reader: Reader) -> None:
    first, second = reader.find("bridge"), reader.find(WORD)
    reader.tag(first, "1")
    reader.expect_saved(1)
    reader.tag(second, "2")
    reader.reload()
    reader.expect_saved(2)
    reader.press("Control+z")
    reader.expect_saved(1)
    reader.expect_rows(("bridge", "sourced"))
    reader.reload()
    reader.press("Control+Shift+z")
    reader.expect_saved(2)
    reader.expect_rows(("bridge", "sourced"), (WORD, "promotional"))


def test_the_save_state_says_the_truth_beside_a_notice(reader: Reader) -> None:
    page = reader.page
    reader.press("n")
    notice = page.get_by_role("status").filter(has_text="Open a passage first")
    expect(notice).to_be_visible()
    expect(reader.save_state).to_have_text(re.compile("All saved"))
    page.context.set_offline(True)
    reader.tag(reader.find(WORD), "2")
    expect(reader.save_state).to_have_text(re.compile("1 not saved"))
    page.get_by_role("button", name="Submit reading").click()
    unsaved = page.get_by_role("status").filter(has_text="Not submitted: 1 change")
    expect(unsaved).to_be_visible()
    expect(reader.save_state).to_have_text(re.compile("1 not saved"))
    page.context.set_offline(False)
    reader.expect_saved(1)  # by itself, now that there is a network
    expect(reader.save_state).to_have_text(re.compile("All saved"))
    expect(unsaved).to_be_hidden()


def test_tab_reaches_every_card(reader: Reader) -> None:
    spans = [reader.find(quote) for quote in ("bridge", "suppliers", WORD)]
    for span in spans:
        reader.tag(span, "1")
    reader.press("Escape")
    reader.expect_saved(3)
    reader.text.focus()
    reader.press("Tab")
    expect(reader.page.get_by_role("button", name="filter")).to_be_focused()
    for span in spans:
        reader.press("Tab")
        expect(reader.card(span)).to_be_focused()
    reader.press("Shift+Tab")
    expect(reader.card(spans[1])).to_be_focused()
    reader.press("Enter")
    expect(reader.card(spans[1]).get_by_role("button", name="note")).to_be_visible()
    reader.press("a")
    expect(reader.card(spans[2])).to_be_focused()
    reader.press("Escape")
    expect(reader.text).to_be_focused()


@pytest.mark.parametrize(
    ("tag_key", "next_key"),
    [("&", "j"), ("١", "ت"), ("1", "о"), ("1", "ㅓ")],
    ids=["azerty", "arabic", "cyrillic", "korean"],
)
def test_keys_are_found_by_their_place_on_other_layouts(
    reader: Reader, tag_key: str, next_key: str
) -> None:
    keyboard = reader.page.context.new_cdp_session(reader.page)
    for key, code in ((next_key, "KeyJ"), (tag_key, "Digit1")):
        for kind in ("keyDown", "keyUp"):
            keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": key, "code": code})
    reader.expect_saved(1)
    assert [row["tag"] for row in reader.rows()] == ["sourced"]


def test_a_letter_of_a_latin_layout_is_itself_wherever_it_lies(reader: Reader) -> None:
    """On AZERTY the key of `z` says w: that is no undo."""
    reader.tag(reader.find(WORD), "1")
    reader.expect_saved(1)
    keyboard = reader.page.context.new_cdp_session(reader.page)
    for kind in ("keyDown", "keyUp"):
        keyboard.send("Input.dispatchKeyEvent", {"type": kind, "key": "w", "code": "KeyZ"})
    reader.press("c")
    reader.expect_saved(1)
    assert [row["confidence"] for row in reader.rows()] == ["low"]


_PLACE = """
function place(root, at) {
  const from = [...root.textContent].slice(0, at).join("").length;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), seen = 0; node; seen += node.data.length, node = walker.nextNode())
    if (from < seen + node.data.length) return [node, from - seen];
}
"""
_FIRST_LETTER = f"""(root, at) => {{
  {_PLACE}
  const range = document.createRange();
  const [node, offset] = place(root, at);
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  const box = range.getBoundingClientRect();
  return [box.left, (box.top + box.bottom) / 2];
}}"""
_WIDTH_OF = f"""(root, [start, end]) => {{
  {_PLACE}
  const range = document.createRange();
  range.setStart(...place(root, start));
  range.setEnd(...place(root, end));
  return range.getBoundingClientRect().width;
}}"""
