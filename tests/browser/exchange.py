"""Hands for the import and export pages."""

import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.focus import settled
from tests.browser.server import Article, Workbench

TEXT_OF_A_REVISION = re.compile(r"/api/revisions/(\d+)/text")


def import_file(page: Page, workbench: Workbench, path: Path) -> Article:
    """Uploads one file on the import page and imports it as the page suggests."""
    page.goto(f"{workbench.url}/import")
    chooser = page.locator('input[type="file"]').first
    expect(chooser).to_be_attached()
    settled(page)  # a file that is given while the page is drawn goes nowhere
    chooser.set_input_files(path)
    return _import(page)


def import_pasted(page: Page, workbench: Workbench, title: str, text: str) -> Article:
    """Pastes a title and a text into the import page and imports them."""
    page.goto(f"{workbench.url}/import")
    page.get_by_role("tab", name="Paste").click()
    for label, value in (("^Text$", text), ("^Title", title)):
        field = page.get_by_role("textbox", name=re.compile(label))
        field.fill(value)
        field.blur()
    return _import(page)


def download(page: Page, workbench: Workbench, name: str = "", purpose: str = "") -> Download:
    """Chooses what it is for and the format of this name on the export page, and downloads it."""
    page.goto(f"{workbench.url}/export")
    if purpose:
        page.get_by_role("combobox", name="What do you want?").click()
        page.get_by_role("option", name=purpose).click()
    if name:
        page.get_by_text(name, exact=True).first.click()
    button = page.get_by_role("button", name=re.compile("^Export"))
    expect(button).to_be_enabled()
    with page.expect_download() as downloading:
        button.click()
    return downloading.value


def _import(page: Page) -> Article:
    """Imports what the page shows and goes on to read it."""
    page.get_by_role("button", name=re.compile("Import article|Import, cut")).click()
    expect(page.get_by_test_id("stMain")).to_contain_text("Imported")
    with page.expect_response(TEXT_OF_A_REVISION) as fetched:
        page.get_by_text("Read it now").click()
    revision = TEXT_OF_A_REVISION.search(fetched.value.url)
    page.wait_for_url(re.compile(r"article=\d+"))
    article = re.search(r"article=(\d+)", page.url)
    assert revision
    assert article
    title = page.get_by_role("heading", level=1).inner_text()
    return Article(int(article[1]), int(revision[1]), title, fetched.value.text())
