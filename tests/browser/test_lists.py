"""The lists of articles in a real browser: titles to the letter, links that go there and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fresh_text
from tests.browser.server import Workbench

TITLES = [
    "Q&A: “R&amp;D” &copy; 2026 &#x41;",
    "# Heading",
    "1. first",
    "- dash",
    "x :red[x] $x$ and $y$",
    "smile :smile: :material/home:",
    "[a](b) ![i](j) [^1]",
    "<b>bold</b> <script> **b** _i_ `c` ~~s~~",
    "http://example.com www.example.com a@b.org",
    "a\\b \\* c | d",
]


def test_a_title_is_shown_to_the_letter(page: Page, workbench: Workbench) -> None:
    for number, title in enumerate(TITLES):
        workbench.add_article(title, fresh_text(1000 + number)[1])
    page.goto(f"{workbench.url}/library")
    rows = page.locator(".st-key-library-rows")
    for title in TITLES:
        expect(rows.get_by_text(title, exact=True)).to_be_visible()


@pytest.mark.parametrize(("path", "named"), [("", "Start"), ("library", "Read"), ("", "Read next")])
def test_back_from_the_reader_is_the_list(
    page: Page, workbench: Workbench, path: str, named: str
) -> None:
    workbench.add_article(*fresh_text(2000 + len(path) + len(named)))
    page.goto(f"{workbench.url}/{path}")
    page.get_by_role("link", name=named).first.click()
    expect(page.get_by_test_id("article")).to_be_visible()
    page.go_back()
    expect(page.locator(".fcw-heading h1")).to_have_text("Library" if path else "My queue")
    assert page.url == f"{workbench.url}/{path}"
