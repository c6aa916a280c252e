"""The keyboard is enough: everything is reached, and the focus is never lost."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import fresh_text
from tests.browser.focus import expect_focus, settled, tab_to
from tests.browser.reader import Reader, Row
from tests.browser.server import Workbench

OWN = "Keyboard desk"
"""The project of the one test that needs a queue nobody else reads from."""
FOCUSED = "Focus desk"


@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


def test_no_action_on_a_page_loses_the_focus(page: Page, workbench: Workbench) -> None:
    """Where what was pressed goes away, what took its place has the focus."""
    workbench.workbench("project", "create", FOCUSED)
    reader = Reader(page, workbench)
    for number in (903, 904):
        reader.open(workbench.add_article(*fresh_text(number), FOCUSED))
        reader.press("j", "1")
        reader.expect_saved(1)
    press = page.keyboard.press
    page.goto(workbench.url)
    expect(page.locator(".st-key-queue-rows")).to_be_visible()
    settled(page)
    tab_to(page, "^Submit$")
    press("Enter")
    tab_to(page, "^Submit all the same$")
    press("Enter")
    expect(page.get_by_text("You have submitted 1 in this project")).to_be_visible()
    settled(page)
    expect_focus(page)
    tab_to(page, "^All$", "Shift+Tab")
    press("ArrowLeft")
    press("Enter")
    expect(page.get_by_role("button", name="Submit", exact=True)).to_have_count(0)
    tab_to(page, "^Reopen$")
    press("Enter")
    expect(page.get_by_role("button", name="Reopen")).to_have_count(0)
    settled(page)
    expect_focus(page)

    page.goto(f"{workbench.url}/library")
    expect(page.locator(".st-key-library-rows")).to_be_visible()
    settled(page)
    for is_back in (True, False):
        tab_to(page, "^Search", "Tab" if is_back else "Shift+Tab")
        page.keyboard.insert_text("zzzz")
        press("Enter")
        expect(page.get_by_role("button", name="Show all articles")).to_be_visible()
        tab_to(page, "^Show all articles$")
        press("Enter")
        if not is_back:  # whoever clicks elsewhere meanwhile is not called back
            page.get_by_role("heading", name="Library").click()
        expect(page.locator(".st-key-library-rows")).to_be_visible()
        settled(page)
        if is_back:
            expect_focus(page)
        else:
            expect(page.locator(".st-key-library-rows :focus")).to_have_count(0)


def test_saving_keys_leaves_the_focus_in_the_field(page: Page, workbench: Workbench) -> None:
    page.goto(f"{workbench.url}/tags")
    expect(page.get_by_role("tab", name="Keys")).to_be_visible()
    settled(page)
    tab_to(page, "^Tags$")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    tab_to(page, "^sourced$")
    field = page.get_by_role("textbox", name="sourced")
    for key in ("x", "1"):
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(key)
        page.keyboard.press("Enter")
        expect(page.get_by_text("The keys are saved.")).to_be_visible()
        settled(page)
        expect(field).to_have_value(key)
        expect(field).to_be_focused()


def test_the_keyboard_alone_reads_tags_and_submits(page: Page, workbench: Workbench) -> None:
    """From the queue through a whole article to the next one; the focus is never lost."""
    workbench.workbench("project", "create", OWN)
    for number in (901, 902):
        workbench.add_article(*fresh_text(number), OWN)
    page.goto(f"{workbench.url}/?project={workbench.project_id(OWN)}")
    expect(page.get_by_role("link", name="Read next")).to_be_visible()
    settled(page)
    tab_to(page, "Read next$")
    page.keyboard.press("Enter")
    reader = Reader(page, workbench)
    first = _article_shown(page, workbench)
    expect(page.get_by_test_id("article")).to_be_focused()
    for key in ("j", "1", "k", "n", "Why so?", "Escape", "e", "https://records.example/1", "Enter",
                "c", "4", "Control+z", "Escape", "j", "Shift+ArrowDown", "3", "Delete"):  # fmt: skip
        reader.press(key) if len(key) < 12 and " " not in key else page.keyboard.insert_text(key)
        expect_focus(page)
    reader.expect_saved(1)
    for _ in range(20):
        reader.press("u", "Space")
        expect_focus(page)
    expect(page.get_by_text("sentences are read")).to_be_visible()
    reader.press("Control+Enter")
    expect(page.get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    expect_focus(page)
    (row,) = [row for row in _rows(workbench) if row["article_id"] == str(first)]
    assert (row["tag"], row["note"], row["confidence"], row["status"]) == (
        "sourced", "Why so?", "low", "submitted",
    )  # fmt: skip
    tab_to(page, "My queue", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Read next")).to_be_visible()
    settled(page)
    expect_focus(page)
    tab_to(page, "Read next$")
    page.keyboard.press("Enter")
    assert _article_shown(page, workbench) != first
    expect(page.get_by_test_id("article")).to_be_focused()
    expect(page.locator(".fcw-r-bar")).to_be_in_viewport()
    expect(page.get_by_test_id("article")).to_have_css("outline-style", "none")


def _article_shown(page: Page, workbench: Workbench) -> int:
    page.wait_for_url(re.compile(r"article=\d+"))
    expect(page.get_by_test_id("save-state")).to_have_attribute("data-pending", re.compile("0"))
    shown = re.search(r"article=(\d+)", page.url)
    assert shown
    return int(shown[1])


def _rows(workbench: Workbench) -> list[Row]:
    table = io.StringIO(workbench.export("csv", OWN).decode("utf-8"), newline="")
    return list(csv.DictReader(table))
