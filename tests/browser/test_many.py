"""Another tool's work and whole tables on the import page; what an export is wanted for."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.focus import settled
from tests.browser.server import PROJECT, Workbench

TEXT = "The mill closed in March, the register says. Nobody knew of the sale 💩."


def lines(*texts: str, label: str = "PER") -> str:
    return "".join(
        json.dumps({"text": text, "label": [[0, 8, label], [4, 8, "sourced"]]}) + "\n"
        for text in texts
    )


@pytest.fixture
def importing(page: Page, workbench: Workbench) -> Page:
    """The import page."""
    page.goto(f"{workbench.url}/import")
    expect(page.get_by_text("What do you bring?")).to_be_visible()
    return page


def put_in(page: Page, *paths: Path) -> None:
    chooser = page.locator("input[type=file]").first
    expect(chooser).to_be_attached()
    settled(page)
    chooser.set_input_files(paths)


def test_another_tools_work_is_shown_chosen_and_imported(
    importing: Page, workbench: Workbench, tmp_path: Path
) -> None:
    page = importing
    file = tmp_path / "all.jsonl"
    file.write_text(lines(TEXT, f"{TEXT} Twice.", label="PER"), "utf-8")
    put_in(page, file)
    go = page.get_by_role("button", name="Import 2 articles and 4 passages")
    expect(go).to_be_visible()
    expect(page.get_by_text("From doccano: all.jsonl")).to_be_visible()
    page.get_by_role("combobox", name="PER · 2 passages").click()
    page.get_by_role("option", name="filler", exact=True).click()
    expect(page.get_by_text("PER (a new tag)")).to_have_count(0)
    go.click()
    expect(page.get_by_text("Imported 2 articles and 4 passages.")).to_be_visible()
    rows = csv.DictReader(io.StringIO(workbench.export("csv").decode(), newline=""))
    assert [row["tag"] for row in rows if row["quote"] == "The mill"] == ["filler", "filler"]
    page.get_by_role("button", name="Import something else").click()
    put_in(page, file)
    expect(page.get_by_role("button", name="Nothing to import")).to_be_disabled()
    expect(page.get_by_text("4 passages that are here already")).to_be_visible()


def test_a_file_with_faults_is_left_out_until_somebody_says_otherwise(
    importing: Page, tmp_path: Path
) -> None:
    page = importing
    file = tmp_path / "faulty.jsonl"
    file.write_text(lines(f"{TEXT} Good.") + '{"text": "Short.", "label": [[3, 99, "PER"]]}\n')
    put_in(page, file)
    expect(page.get_by_text("faulty.jsonl, line 2:")).to_be_visible()
    expect(page.get_by_role("button", name="Nothing to import")).to_be_disabled()
    page.get_by_text("Import what is good of these files").click()
    expect(page.get_by_role("button", name="Import 2 articles and 2 passages")).to_be_enabled()


def test_a_tables_columns_are_put_right(importing: Page, tmp_path: Path) -> None:
    page = importing
    file = tmp_path / "table.csv"
    body = "A sentence that is long enough to be the text of an article. " * 5
    file.write_text(f"heading,wire,body\nOne,Agency,{body}1\nTwo,Agency,{body}2\n")
    put_in(page, file)
    expect(page.get_by_role("button", name="Import 2 articles")).to_be_visible()
    page.get_by_role("combobox", name="Outlet").click()
    page.get_by_role("option", name="wire · Agency").click()
    go = page.get_by_role("button", name="Import 2 articles")
    expect(go).to_be_enabled()
    go.click()
    expect(page.get_by_text("Imported 2 articles.")).to_be_visible()
    page.goto(page.url.replace("/import", "/library"))
    expect(page.get_by_text("Agency").first).to_be_visible()


@pytest.mark.parametrize(
    ("purpose", "listed", "suffix"),
    [
        ("Go on in another tool", "Label Studio", "json"),
        ("Show it to readers", "", "html"),
        ("A spreadsheet", "", "csv"),
    ],
)
def test_an_export_begins_with_what_it_is_for(
    importing: Page,
    workbench: Workbench,
    tmp_path: Path,
    purpose: str,
    listed: str,
    suffix: str,
) -> None:
    page = importing
    file = tmp_path / "marks.jsonl"
    file.write_text(lines(f"{TEXT} {purpose}.", label="filler"), "utf-8")
    workbench.workbench("import", str(file), "--project", PROJECT)
    page.goto(f"{workbench.url}/export")
    page.get_by_role("combobox", name="What do you want?").click()
    page.get_by_role("option", name=purpose).click()
    if listed:
        expect(page.get_by_role("combobox", name="Format")).to_have_value(re.compile(listed))
    expect(page.get_by_text("It does not carry")).to_be_visible()
    with page.expect_download() as begun:
        page.get_by_role("button", name=re.compile("^download ?Export|^Export")).click()
    assert begun.value.suggested_filename.endswith(f".{suffix}")
