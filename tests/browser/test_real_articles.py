"""Real articles all the way: imported, tagged in the browser, exported, checked row by row."""

import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from tests.browser.exchange import import_file
from tests.browser.reader import Reader, Span
from tests.browser.server import PROJECT, Article, Workbench

PASSAGES = 15
BY_PAGE, BY_COMMAND = "page", "command line"
KEYS = {"1": "sourced", "2": "promotional", "3": "filler", "4": "disputed"}


# The page goes first: it imports into the project that its person read in last.
@pytest.fixture(scope="module")
def keeps_page() -> bool:
    """An article after the other is opened in one tab."""
    return True


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("how", [BY_PAGE, BY_COMMAND])
def test_a_real_article_goes_all_the_way(
    page: Page, workbench: Workbench, real_articles: list[Path], how: str, number: int
) -> None:
    project = PROJECT if how == BY_PAGE else f"{PROJECT} by command"
    if how == BY_PAGE:
        article = import_file(page, workbench, real_articles[number])
    else:
        article = _import_by_command(workbench, real_articles[number], project)
    reader = Reader(page, workbench)
    reader.open(article)
    spans = _phrases(article.text, PASSAGES)
    for index, span in enumerate(spans):
        if index % 3 == 0:
            reader.drag(span)
        else:
            reader.select(span)
        reader.press(str(index % len(KEYS) + 1))
    reader.expect_saved(len(spans))

    exported = workbench.export("csv", project).decode("utf-8")
    table = pd.read_csv(io.StringIO(exported), keep_default_na=False)
    rows = table[table["article_id"] == article.id]
    stored = workbench.text(article.revision_id)
    assert [stored[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == list(
        rows["quote"]
    )
    expected = sorted(
        (span.start, KEYS[str(n % len(KEYS) + 1)], span.quote) for n, span in enumerate(spans)
    )
    assert sorted(zip(rows["start"], rows["tag"], rows["quote"], strict=True)) == expected
    assert len(list(csv.reader(io.StringIO(exported, newline="")))) == len(table) + 1


def _import_by_command(workbench: Workbench, path: Path, project: str) -> Article:
    names = workbench.api.get("/api/projects").json()["projects"]
    if project not in {one["name"] for one in names}:
        workbench.workbench("project", "create", project)
    answer = workbench.workbench_json("import", str(path), "--project", project)
    assert answer["rejected"] == []
    (told,) = answer["articles"]
    text = workbench.text(told["revision_id"])
    return Article(told["id"], told["revision_id"], told["title"], text)


def _phrases(text: str, wanted: int) -> list[Span]:
    """Phrases of a few words, spread over the text, each within its line."""
    phrases = [
        Span(match.start(), match.end(), match.group())
        for match in re.finditer(r"\b\w[\w’']*(?: \w[\w’']*){1,3}\b", text)
    ]
    assert len(phrases) >= wanted
    step = len(phrases) // wanted
    return phrases[: wanted * step : step]
