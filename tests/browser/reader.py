"""Hands for the reader: select, press, look. It holds on to the page's contract attributes alone."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Article, Workbench

Row = dict[str, str]

_ANY_COUNT = re.compile(r"\d+")

_RANGE = """
function rangeOf(root, start, end) {
  const points = [...root.textContent];
  const from = points.slice(0, start).join("").length;
  const to = points.slice(0, end).join("").length;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let at = 0, begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = at + node.data.length;
    if (!begun && from < next) { range.setStart(node, from - at); begun = true; }
    if (begun && to <= next) { range.setEnd(node, to - at); return range; }
    at = next;
  }
  throw new Error(`No text at ${start} to ${end}`);
}
"""
SELECT = f"""(root, [start, end]) => {{
  {_RANGE}
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(rangeOf(root, start, end));
}}"""
ENDS = f"""(root, [start, end]) => {{
  {_RANGE}
  const range = rangeOf(root, start, end);
  range.startContainer.parentElement.scrollIntoView({{ block: "center", behavior: "instant" }});
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  const first = boxes[0], last = boxes[boxes.length - 1];
  return [first.left + 0.5, (first.top + first.bottom) / 2,
          last.right - 0.5, (last.top + last.bottom) / 2];
}}"""
_UNSENT = """() => Object.keys(localStorage).filter((key) => key.startsWith("workbench:"))"""


@dataclass(frozen=True)
class Span:
    """Where a quote stands in a text: code points, half-open."""

    start: int
    end: int
    quote: str


def find(text: str, quote: str) -> Span:
    """The first place of `quote` in `text`."""
    start = text.index(quote)
    return Span(start, start + len(quote), quote)


class Reader:
    """The annotate page of one article in one tab."""

    def __init__(self, page: Page, workbench: Workbench) -> None:
        self.page = page
        self.workbench = workbench
        self.text = page.get_by_test_id("article")
        self.save_state = page.get_by_test_id("save-state")
        self.cards = page.locator("[data-annotation]")
        self.marks = self.text.locator("mark")
        self.article: Article

    def open(self, article: Article) -> None:
        """Opens the article at its address and waits until it can be read and tagged."""
        self.article = article
        self.page.goto(f"{self.workbench.url}/annotate?article={article.id}")
        self.expect_open()

    def expect_open(self) -> None:
        """The text is there, letter by letter, and the outbox was read."""
        expect(self.save_state).to_have_attribute("data-pending", _ANY_COUNT)
        assert self.text.evaluate("node => node.textContent") == self.article.text

    def reload(self) -> None:
        """Presses F5."""
        self.page.reload()
        self.expect_open()

    def find(self, quote: str) -> Span:
        """Where the article says this."""
        return find(self.article.text, quote)

    def drag(self, span: Span) -> None:
        """Drags the mouse over the passage."""
        ends = self.text.evaluate(ENDS, [span.start, span.end])
        x_start, y_start, x_end, y_end = ends
        mouse = self.page.mouse
        mouse.move(x_start, y_start)
        mouse.down()
        mouse.move((x_start + x_end) / 2, (y_start + y_end) / 2, steps=3)
        mouse.move(x_end, y_end, steps=3)
        mouse.up()

    def click(self, span: Span) -> None:
        """Clicks at the begin of the passage's first letter."""
        x, y, _, _ = self.text.evaluate(ENDS, [span.start, span.end])
        self.page.mouse.click(x, y)

    def select(self, span: Span) -> None:
        """Selects the passage as an extension or a screen reader does: through the DOM."""
        self.text.evaluate(SELECT, [span.start, span.end])

    def press(self, *keys: str) -> None:
        """Presses keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tag(self, span: Span, key: str) -> None:
        """Selects the passage and presses a tag's key."""
        self.select(span)
        self.press(key)

    def card(self, span: Span, tag: str = "") -> Locator:
        """The card of the annotation with exactly this extent."""
        extent = f'[data-annotation][data-start="{span.start}"][data-end="{span.end}"]'
        return self.page.locator(f'{extent}[data-tag="{tag}"]' if tag else extent)

    def activate(self, span: Span) -> None:
        """Clicks the head of the card: further down an open card has buttons."""
        self.card(span).click(position={"x": 60, "y": 10})

    def id_of(self, span: Span, tag: str = "") -> str:
        """The id of the annotation with exactly this extent."""
        return self.card(span, tag).get_attribute("data-annotation") or ""

    def marks_of(self, annotation: str) -> Locator:
        """The highlighted segments of an annotation."""
        return self.text.locator(f'mark[data-annotations~="{annotation}"]')

    def expect_saved(self, count: int) -> None:
        """Nothing waits, and there are `count` cards, all of them saved."""
        expect(self.save_state).to_have_attribute("data-pending", "0")
        expect(self.cards).to_have_count(count)
        expect(self.page.locator('[data-annotation][data-state="saved"]')).to_have_count(count)

    def expect_pending(self, count: int) -> None:
        """So many operations wait in the browser."""
        expect(self.save_state).to_have_attribute("data-pending", str(count))

    def unsent(self) -> list[str]:
        """The keys of the operations that the browser keeps."""
        keys: list[str] = self.page.evaluate(_UNSENT)
        return keys

    def rows(self) -> list[Row]:
        """The article's rows in the labelled CSV, each checked against the stored text."""
        return rows_in(self.workbench, self.article)

    def expect_rows(self, *expected: tuple[str, str]) -> list[Row]:
        """The CSV has exactly these (quote, tag) for the article, in any order."""
        rows = self.rows()
        assert sorted((row["quote"], row["tag"]) for row in rows) == sorted(expected)
        return rows


def rows_in(workbench: Workbench, article: Article) -> list[Row]:
    """The article's rows in the labelled CSV of a running workbench, each checked as in `rows_of`."""
    table = io.StringIO(workbench.export("csv").decode("utf-8"), newline="")
    return rows_of(csv.DictReader(table), article)


def rows_of(table: Iterable[Row], article: Article) -> list[Row]:
    """The rows of one article; AssertionError where an offset and its quote disagree."""
    rows = [row for row in table if row["article_id"] == str(article.id)]
    for row in rows:
        assert article.text[int(row["start"]) : int(row["end"])] == row["quote"]
    return rows


def words_of(text: str, count: int) -> list[Span]:
    """The first `count` words of a text that differ, each where it stands first."""
    found: dict[str, Span] = {}
    for word in text.split():
        if len(word) > 3 and word not in found:
            found[word] = find(text, word)
    spans = {(span.start, span.end): span for span in found.values()}
    assert len(spans) >= count, f"The text has only {len(spans)} words"
    return list(spans.values())[:count]
