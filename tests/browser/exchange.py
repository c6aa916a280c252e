"""Hands for the import and export pages."""

import re
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.browser.server import PROJECT, Article, Workbench


def import_file(page: Page, workbench: Workbench, path: Path, project: str = PROJECT) -> Article:
    """Uploads one file on the import page and imports what it holds, exactly as it is."""
    known = _articles(workbench, project)
    page.goto(f"{workbench.url}/import")
    page.locator('input[type="file"]').first.set_input_files(path)
    return _import(page, workbench, project, known)


def import_pasted(page: Page, workbench: Workbench, title: str, text: str) -> Article:
    """Pastes a title and a text into the import page and imports them."""
    known = _articles(workbench, PROJECT)
    page.goto(f"{workbench.url}/import")
    page.get_by_text("Paste", exact=False).first.click()
    page.get_by_label("Text").first.fill(text)
    page.get_by_label("Text").first.blur()
    page.get_by_label("Title").first.fill(title)
    page.get_by_label("Title").first.blur()
    return _import(page, workbench, PROJECT, known)


def download(page: Page, workbench: Workbench, name: str) -> Download:
    """Chooses the format of this name on the export page and downloads it."""
    page.goto(f"{workbench.url}/export")
    page.get_by_text(name, exact=True).first.click()
    button = page.get_by_role("button", name=re.compile("^Export"))
    expect(button).to_be_enabled()
    with page.expect_download() as downloading:
        button.click()
    return downloading.value


def _import(page: Page, workbench: Workbench, project: str, known: set[int]) -> Article:
    page.get_by_role("button", name=re.compile("^Import")).last.click()
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile("imported", re.IGNORECASE))
    (added,) = _articles(workbench, project) - known
    answer = workbench.api.get(f"/api/projects/{workbench.project_id(project)}/articles").json()
    told = next(one for one in answer["articles"] if one["id"] == added)
    text = workbench.text(told["revision_id"])
    return Article(added, told["revision_id"], told["title"], text)


def _articles(workbench: Workbench, project: str) -> set[int]:
    answer = workbench.api.get(f"/api/projects/{workbench.project_id(project)}/articles").json()
    return {int(one["id"]) for one in answer["articles"]}
