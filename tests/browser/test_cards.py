"""The cards beside the text: notes, evidence, questions of the tag, filters, links to a passage."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import READER_NAME
from tests.browser.reader import Reader, Span, words_of
from tests.browser.wire import Wire

STEEL = "the steel came from 12 suppliers"
VIEW = "the breathtaking view"
TEST = "the load test"
MANY, NEAR = 100, 60  # passages, and how many of those have a card
HOSTILE = (
    "**Bold** [paper](https://a.example/x) [no](javascript:document.title='taken') "
    "<img src=x onerror=\"document.title='taken'\"> ![p](data:text/html,x) "
    "<script>document.title='taken'</script>\n\n- one\n- two"
)

_PASTE = """(body, text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const target = document.activeElement ?? body;
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
_OVERLAPS = """cards => {
  const boxes = cards.map((card) => card.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  return boxes.slice(1).filter((box, at) => box.top < boxes[at].bottom - 0.5).length;
}"""

_SCROLL = """(share) => {
  const main = document.querySelector('[data-testid="stMain"]');
  main.scrollTop = share * (main.scrollHeight - main.clientHeight);
}"""
_IN_THE_MIDDLE = """() => [...document.querySelectorAll("mark")].find((one) => one.getBoundingClientRect().top > innerHeight / 2)"""

_SHRINK_AND_GO = """(card, words) => {
  const press = { key: "ArrowLeft", code: "ArrowLeft", shiftKey: true, bubbles: true, cancelable: true };
  for (let at = 0; at < words; at += 1) document.activeElement.dispatchEvent(new KeyboardEvent("keydown", press));
  card.focus();
}"""


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def paste(page: Page, text: str) -> None:
    """What Ctrl+V does where the focus is."""
    page.locator("body").evaluate(_PASTE, text)


def evidence_of(card: Locator) -> Locator:
    """The rows of evidence in an open card."""
    return card.locator(".fcw-r-evidence-item")


def test_a_card_that_another_passes_keeps_the_focus(reader: Reader, page: Page) -> None:
    """A passage that becomes the shorter one of two goes behind: the hands may be in the other's card by then."""
    outer, inner = reader.find(STEEL), reader.find("the steel came from 12")
    reader.tag(inner, "2")
    reader.tag(outer, "1")
    reader.expect_saved(2)
    expect(reader.cards.first).to_have_attribute("data-tag", "sourced")
    card = reader.card(inner)
    card.evaluate(_SHRINK_AND_GO, 2)
    expect(reader.cards.first).to_have_attribute("data-tag", "promotional")
    expect(card).to_be_focused()
    reader.press("Enter", "4")
    expect(reader.card(inner)).to_have_attribute("data-tag", "disputed")


def test_a_note_is_markdown_and_runs_nothing(reader: Reader, page: Page) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "2")
    title = page.title()
    reader.press("n")
    page.keyboard.insert_text(HOSTILE)
    reader.press("Escape")
    note = reader.card(span).locator(".fcw-r-note")
    expect(note.locator("strong")).to_have_text("Bold")
    expect(note.locator("li")).to_have_text(["one", "two"])
    links = note.locator("a")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://a.example/x")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(note.locator("img, script, iframe")).to_have_count(0)
    expect(note).to_contain_text("<img src=x onerror=")
    reader.expect_saved(1)
    reader.press("Escape")  # the card folds to the note's first line, as plain text
    expect(reader.card(span).locator(".fcw-r-gist")).to_contain_text("Bold paper [no]")
    assert page.title() == title
    (row,) = reader.rows()
    assert row["note"] == HOSTILE


def test_pasted_addresses_become_evidence(reader: Reader, page: Page) -> None:
    span = reader.find(TEST)
    reader.tag(span, "4")
    paste(
        page,
        "Tariff calendar\nhttps://a.example/t\n[The bill](http://b.example/)\njavascript:alert(1)",
    )
    card = reader.card(span)
    expect(evidence_of(card)).to_have_count(2)
    expect(card.get_by_role("link", name="Tariff calendar")).to_have_attribute(
        "href", "https://a.example/t"
    )
    expect(card.get_by_role("status")).to_contain_text("left out: javascript:alert(1)")
    expect(evidence_of(card).first).to_contain_text("contradicts")  # what disputes a passage does
    reader.expect_saved(1)
    paste(page, "https://a.example/t")
    expect(card.get_by_role("status")).to_contain_text("there already")
    paste(page, "https://www.c.example/minutes")
    expect(evidence_of(card).nth(2)).to_contain_text("c.example/minutes")
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert row["evidence_urls"].split() == [
        "https://a.example/t",
        "http://b.example/",
        "https://www.c.example/minutes",
    ]


def test_evidence_is_written_with_the_keyboard_alone(reader: Reader, page: Page) -> None:
    span = reader.find(STEEL)
    reader.tag(span, "1")
    reader.expect_saved(1)
    card = reader.card(span)
    reader.press("e")
    page.keyboard.insert_text("ftp://a.example")
    reader.press("Enter")
    expect(card.get_by_role("alert").first).to_contain_text("https://")
    expect(card.locator("input").first).to_be_focused()
    reader.press("Control+A", "Delete", "Tab")
    page.keyboard.insert_text("The survey, p. 12")
    reader.press("Tab")
    page.keyboard.insert_text("Twelve suppliers delivered.")
    reader.press("Enter")
    expect(evidence_of(card)).to_contain_text("The survey, p. 12")
    expect(evidence_of(card)).to_contain_text("Twelve suppliers delivered.")
    expect(card).to_be_focused()
    reader.expect_saved(1)
    reader.press("e")  # several lines in the first field are several items
    paste(page, "https://a.example/1\nhttps://a.example/2 Second")
    reader.press("Escape")
    expect(evidence_of(card)).to_have_count(3)
    reader.reload()
    reader.activate(span)
    expect(evidence_of(card)).to_have_count(3)
    reader.press("e")
    card.get_by_role("button", name="Remove this evidence").first.click()
    reader.press("Escape")
    expect(evidence_of(card)).to_have_count(2)
    reader.expect_saved(1)


def test_a_tag_asks_its_questions_until_they_are_answered(reader: Reader, page: Page) -> None:
    sourced, disputed = reader.find(STEEL), reader.find(TEST)
    reader.tag(sourced, "1")
    card = reader.card(sourced)
    card.get_by_role("button", name="Who is the source?").click()
    expect(card.get_by_label("Who is the source?")).to_be_focused()
    page.keyboard.insert_text("The survey's author")
    reader.press("Escape")
    expect(card.get_by_role("button", name="Who is the source?")).to_have_count(0)
    reader.tag(disputed, "4")
    card = reader.card(disputed)
    card.get_by_role("button", name="What is the counter-evidence?").click()
    expect(card.get_by_label("What it does to the passage")).to_have_value("contradicts")
    page.keyboard.insert_text("https://a.example/report")
    reader.press("Escape")
    expect(evidence_of(card)).to_contain_text("contradicts")
    expect(card.get_by_role("button", name="What is the counter-evidence?")).to_have_count(0)
    reader.expect_saved(2)


def test_filters_hide_cards_and_no_passage(reader: Reader, page: Page) -> None:
    for quote, key in ((STEEL, "1"), (VIEW, "2"), (TEST, "4")):
        reader.tag(reader.find(quote), key)
    reader.press("n")
    page.keyboard.insert_text("why")
    reader.press("Escape", "Escape", "f")
    choices = page.get_by_role("group", name="Which cards are shown")
    expect(choices.get_by_role("button", name="sourced")).to_be_focused()
    reader.press("Enter")
    expect(page.get_by_text("1 of 3 cards")).to_be_visible()
    expect(reader.cards).to_have_count(1)
    assert len({mark.get_attribute("data-annotations") for mark in reader.marks.all()}) == 3
    choices.get_by_role("button", name="with note").click()
    expect(page.get_by_text("No card passes.")).to_be_visible()
    choices.get_by_role("button", name="sourced").click()
    expect(page.get_by_text("1 of 3 cards")).to_be_visible()
    reader.press("Escape", "a", "a")  # the only one that passes
    expect(reader.card(reader.find(TEST))).to_be_focused()
    reader.marks_of(reader.text.locator("mark").first.get_attribute("data-annotations") or "").first.click()  # fmt: skip
    expect(reader.card(reader.find(STEEL))).to_be_visible()  # the open one, whatever the filter
    expect(page.get_by_text("1 of 3 cards, and the open one")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    expect(reader.cards).to_have_count(3)


def test_the_address_of_a_passage_is_copied_or_shown(reader: Reader, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.expect_saved(1)
    reader.press("l")
    card = reader.card(span)
    expect(card.get_by_role("status")).to_have_text("Address of this passage copied.")
    address = (
        f"{reader.workbench.url}/annotate?article={reader.article.id}&passage={reader.id_of(span)}"
    )
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    reader.press("l")
    expect(card.get_by_label("Copy this address:")).to_have_value(address)
    assert page.evaluate("getSelection().toString()") == address
    reader.press("Escape")
    expect(card).to_be_focused()


def test_discarding_says_how_many_changes_go(wire: Wire, reader: Reader, page: Page) -> None:
    """Two changes of one passage that the workbench refused."""
    span = reader.find(VIEW)
    reader.tag(span, "2")
    reader.expect_saved(1)
    wire.refuse()
    reader.press("c")
    reader.press("n")
    page.keyboard.insert_text("why")
    reader.press("Escape")
    card = reader.card(span)
    expect(card.get_by_role("button", name="Discard 2 changes")).to_be_visible()
    wire.mend()
    card.get_by_role("button", name="Discard 2 changes").click()
    reader.expect_saved(1)
    (row,) = reader.rows()
    assert (row["note"], row["confidence"]) == ("", "")


def test_many_cards_never_overlap(reader: Reader, page: Page) -> None:
    """With the open one, a long note and letters that run the other way among them."""
    _tag_all(reader, [span for span in words_of(reader.article.text, 40) for _ in range(3)][:MANY])
    expect(reader.cards).to_have_count(NEAR)
    opened = set()
    for _ in range(MANY // 7):
        # Those that nobody sees follow once the keys rest.
        page.wait_for_function(
            f"() => ({_OVERLAPS})([...document.querySelectorAll('.fcw-r-card')]) === 0"
        )
        for _ in range(7):
            reader.press("a")
            active = page.locator(".fcw-r-card.fcw-r-active")
            expect(active).to_be_in_viewport()
            opened.add(active.get_attribute("data-annotation"))
    assert len(opened) == MANY // 7 * 7  # one after the other, whether it had a card before or not


def test_what_is_on_the_screen_has_its_card_however_long_the_paragraph(
    reader: Reader, page: Page
) -> None:
    one = "Sentence {} says of the mill what everybody at the market knew already."
    text = " ".join(one.format(number) for number in range(1000, 1240))
    reader.open(reader.workbench.add_article("A single paragraph", text))
    _tag_all(reader, [reader.find(f"Sentence {number}") for number in range(1000, 1240)])
    opened = None
    for share in (0.5, 0.9, 0.2, 0.7):
        page.evaluate(_SCROLL, share)
        here = page.evaluate_handle(_IN_THE_MIDDLE).as_element()
        assert here is not None
        card = page.locator(f'[data-annotation="{here.get_attribute("data-annotations")}"]')
        expect(card).to_be_in_viewport()
        if opened is None:  # stays open, wherever one scrolls from here
            here.click()
            opened = card
    assert opened is not None
    expect(opened).to_have_class(re.compile("fcw-r-active"))


def test_a_long_note_is_read_whole_by_keys(reader: Reader, page: Page) -> None:
    expect(page.get_by_text("Tag a sentence: its card stands here.")).to_be_visible()
    span = reader.find(VIEW)
    reader.tag(span, "2")
    expect(page.get_by_text("Tag a sentence: its card stands here.")).to_be_hidden()
    reader.press("n")
    page.keyboard.insert_text("\n\n".join(f"Reason {number}." for number in range(40)))
    reader.press("Escape")
    # The server's answer draws the card anew: what is looked at and pressed is what is there then.
    reader.expect_saved(1)
    whole = reader.card(span).get_by_role("button", name="whole note")
    expect(whole).to_be_visible()
    last = reader.card(span).get_by_text("Reason 39.")
    assert not _is_seen(last)
    whole.press("Enter")
    expect(reader.card(span).get_by_role("button", name="less of the note")).to_be_focused()
    last.scroll_into_view_if_needed()
    assert _is_seen(last)


def _is_seen(part: Locator) -> bool:
    seen: bool = part.evaluate("""(part) => {
      const { bottom } = part.getBoundingClientRect();
      return bottom <= part.closest(".fcw-r-note").getBoundingClientRect().bottom;
    }""")
    return seen


def test_an_address_shows_its_host_and_keeps_no_password(reader: Reader, page: Page) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "4")
    reader.press("e")
    page.keyboard.insert_text("http://user:pw@ex.org/")
    reader.press("Enter")
    expect(reader.card(span).get_by_role("alert")).to_contain_text("holds a name or a password")
    page.get_by_label("Address of the evidence").first.fill("HTTPS://EX.org/Z")
    reader.press("Enter")
    expect(evidence_of(reader.card(span))).to_contain_text("ex.org/Z")
    expect(evidence_of(reader.card(span))).not_to_contain_text("//")
    reader.expect_saved(1)


def test_a_phone_has_note_evidence_and_tags_in_its_sheet(reader: Reader, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    span = reader.find(VIEW)
    reader.tag(span, "2")
    card = reader.card(span)
    card.get_by_role("button", name="note").click()
    page.keyboard.insert_text("why")
    card.get_by_role("button", name="evidence").click()
    page.keyboard.insert_text("https://a.example/x")
    reader.press("Escape")
    expect(card.locator(".fcw-r-note")).to_have_text("why")
    expect(evidence_of(card)).to_contain_text("a.example/x")
    page.locator('button[data-tag="disputed"]').first.click()
    expect(reader.card(span, "disputed")).to_be_visible()
    reader.expect_saved(1)
    page.get_by_role("button", name="Cards", exact=True).click()
    expect(page.get_by_text("1 card", exact=True)).to_be_visible()


def test_a_press_that_begins_before_a_save_is_answered_is_a_click_all_the_same(
    reader: Reader, page: Page
) -> None:
    span = reader.find(VIEW)
    reader.tag(span, "2")
    card = reader.card(span)
    card.get_by_role("button", name="note").click()
    page.keyboard.insert_text("why")
    card.get_by_role("button", name="evidence").hover()
    with page.expect_response("**/api/annotations"):
        page.mouse.down()
    reader.expect_saved(1)
    page.mouse.up()
    page.keyboard.insert_text("https://a.example/x")
    reader.press("Escape")
    expect(evidence_of(card)).to_contain_text("a.example/x")
    expect(card.locator(".fcw-r-note")).to_have_text("why")


def _tag_all(reader: Reader, spans: list[Span]) -> None:
    """Tags these at once, as another program does, and opens the article again."""
    token = reader.workbench.workbench("token", "create", READER_NAME.lower().replace(" ", "-"))
    with reader.workbench.client(token.strip()) as client:
        operations = [_creation(reader, number, span.start, span.end) for number, span in enumerate(spans)]  # fmt: skip
        answer = client.post("/api/annotations", json={"operations": operations})
        assert {one["status"] for one in answer.json()["results"]} == {"saved"}, answer.text
    reader.reload()


def _creation(reader: Reader, number: int, start: int, end: int) -> dict[str, object]:
    notes = (None, "שלום עולם, זו הערה ארוכה. " * 9, "One **line**", "- a\n- b\n\n> c\n" * 9)
    row = {
        "id": f"00000000-0000-4000-8000-{reader.article.id:06x}{number:06x}",
        "revision_id": reader.article.revision_id,
        "start": start,
        "end": end,
        "tag": ("sourced", "disputed")[number % 2],
        "note": notes[number % 4],
    }
    return {
        "id": f"00000000-0000-4000-9000-{reader.article.id:06x}{number:06x}",
        "kind": "create",
        "annotation": row,
    }
