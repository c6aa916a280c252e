"""Finding one's way in an article: words, headings, and the passage that an address names."""

import re
import uuid

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.reader import Reader
from tests.browser.server import Article, Workbench

BODY = "The county opened the new bridge on Tuesday, six months late. Nobody was there to see it."
LONG = "\n\n".join(f"Part {number}\n\n{BODY} This was report {number}." for number in range(1, 121))
_FOUND = """name => [...(CSS.highlights.get(name) ?? [])].map(({ startContainer, startOffset, endContainer, endOffset }) => {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range.toString();
})"""

# Where the page stands, and how high the text and each part of it is.
_LIES = """() => {
  const article = document.querySelector('[data-testid="article"]');
  const height = (one) => Math.round(one.getBoundingClientRect().height);
  return [Math.round(article.getBoundingClientRect().top), height(article), ...[...article.children].map(height)];
}"""
_SCROLL_THROUGH = """async () => {
  for (const part of document.querySelector('[data-testid="article"]').children) {
    part.scrollIntoView();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }
}"""
_WATCH = """() => {
  window.forgotten = 0;
  for (const part of document.querySelector('[data-testid="article"]').children) {
    new MutationObserver(() => { window.forgotten += 1; }).observe(part, { attributeFilter: ["style"] });
  }
}"""


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


@pytest.fixture
def long_article(workbench: Workbench) -> Article:
    name = f"The bridge, {uuid.uuid4()}"
    return workbench.add_article(name, f"{LONG}\n\n{name}.")


def found(page: Page, name: str = "fcw-r-found") -> list[str]:
    """The words that are painted as matches."""
    words: list[str] = page.evaluate(_FOUND, name)
    return words


def count_of(page: Page) -> Locator:
    return page.get_by_role("search").get_by_role("status")


def on_screen(locator: Locator) -> None:
    expect(locator).to_be_in_viewport()


def test_words_are_found_walked_and_tagged(reader: Reader, page: Page) -> None:
    text = reader.article.text
    reader.press("/")
    page.keyboard.type("THE COUNCIL")
    expect(count_of(page)).to_have_text("1 of 2")
    assert found(page, "fcw-r-found-current") == ["the council"]
    assert found(page) == ["The council"]
    reader.press("Enter")
    expect(count_of(page)).to_have_text("2 of 2")
    assert found(page, "fcw-r-found-current") == ["The council"]
    reader.press("F3")
    expect(count_of(page)).to_have_text("1 of 2")
    assert reader.text.evaluate("node => node.textContent") == text
    reader.press("Escape")  # the sentence of the match is under the cursor
    expect(page.get_by_role("search")).to_be_hidden()
    assert found(page) == []
    reader.press("1", "/", "Enter", "Alt+Enter", "4")  # and here the match itself is selected
    reader.expect_saved(2)
    contract = "The contract was worth 4.2 million pounds, according to the council's accounts."
    reader.expect_rows((contract, "sourced"), ("The council", "disputed"))


def test_what_is_not_there_is_said(reader: Reader, page: Page) -> None:
    reader.press("/")
    page.keyboard.type("breathtaking1")
    expect(count_of(page)).to_have_text("No match")
    reader.press("Backspace")
    expect(count_of(page)).to_have_text("1 of 1")


def test_the_outline_leads_to_a_heading(
    page: Page, workbench: Workbench, long_article: Article
) -> None:
    reader = Reader(page, workbench)
    reader.open(long_article)
    reader.press("j", "j", "1", "o")
    sheet = page.get_by_role("dialog", name="Outline")
    expect(sheet.get_by_role("button")).to_have_count(120)
    here = sheet.get_by_role("button", name=re.compile("^Part 1 "))
    expect(here).to_be_focused()
    expect(here).to_contain_text("3 left")
    reader.press("End", "Enter")
    expect(sheet).to_have_count(0)
    on_screen(reader.text.get_by_text("Part 120"))
    expect(reader.text).to_be_focused()
    reader.press("3")
    reader.expect_saved(2)
    reader.expect_rows((BODY.partition(". ")[0] + ".", "sourced"), ("Part 120", "filler"))


def test_without_headings_the_outline_offers_paragraphs(reader: Reader, page: Page) -> None:
    reader.press("o")
    sheet = page.get_by_role("dialog", name="Outline")
    expect(sheet).to_contain_text("No line of this text reads as a heading.")
    expect(sheet.get_by_role("button")).to_have_count(3)
    reader.press("ArrowDown", "Enter", "2")
    reader.expect_saved(1)
    assert reader.rows()[0]["quote"].startswith("Visitors will love")


def test_an_address_leads_to_a_passage(
    page: Page, workbench: Workbench, long_article: Article
) -> None:
    """Another's passage at the end of a long article; then it is gone."""
    quote = "This was report 119."
    start = long_article.text.index(quote)
    row = {"id": str(uuid.uuid4()), "revision_id": long_article.revision_id, "start": start,
           "end": start + len(quote), "tag": "disputed"}  # fmt: skip
    post(workbench, "create", row)
    address = f"{workbench.url}/annotate?article={long_article.id}&passage={row['id']}"
    page.goto(address)
    card = page.locator(f'[data-annotation="{row["id"]}"]')
    expect(card).to_be_focused()
    on_screen(page.get_by_test_id("article").get_by_text(quote))
    post(workbench, "delete", {**row, "version": 1})
    page.reload()
    expect(page.get_by_text("The passage of this link is gone")).to_be_visible()


def post(workbench: Workbench, kind: str, row: dict[str, object]) -> None:
    operation = {"id": str(uuid.uuid4()), "kind": kind, "annotation": row}
    answer = workbench.api.post("/api/annotations", json={"operations": [operation]})
    assert answer.json()["results"][0]["status"] == "saved", answer.text


def test_what_was_read_long_ago_stays_where_it_was(
    reader: Reader, workbench: Workbench, page: Page
) -> None:
    """The browser may forget how it drew what is far away; nobody sees that it did."""
    name = f"The longer bridge, {uuid.uuid4()}"
    reader.open(workbench.add_article(name, "\n\n".join([LONG] * 4) + f"\n\n{name}."))
    page.evaluate(_WATCH)
    page.evaluate(_SCROLL_THROUGH)
    lies = page.evaluate(_LIES)
    page.wait_for_function("() => window.forgotten > 0")
    assert page.evaluate(_LIES) == lies
    first = reader.text.get_by_text("Part 1", exact=True).first
    first.scroll_into_view_if_needed()
    on_screen(first)
    assert page.evaluate(_LIES)[1:] == lies[1:]
