"""Read from the first sentence to the last by keys alone, each tagged or cleared, and submitted."""

from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bench.long_texts import long_text
from tests.browser.reader import Reader, Row
from tests.browser.server import Article, Workbench

TAGS = {"1": "sourced", "2": "promotional", "3": "filler", "4": "disputed"}
NARROWED = ("[", "3")
PATTERN = (
    *(("1",), ("Space",), ("2",), ("3",), ("Space",)),
    *(NARROWED, ("u", "Space"), (".",), ("4",), ("Space",)),
)
"""What is pressed on one sentence after the other, each of which leads to the next one: all but a
tag on its first clause alone, after which `u` does."""
STROKES_A_PASSAGE = 2
TAGGED_EVERY = 50  # paragraphs


@pytest.mark.parametrize("number", [0, 1])
def test_a_real_article_is_read_and_tagged_by_keys_alone(
    page: Page, workbench: Workbench, real_articles: list[Path], number: int
) -> None:
    reader = Reader(page, workbench)
    reader.open(_import(workbench, real_articles[number]))
    sentences = _sentences(reader)
    expected: list[tuple[int, str]] = []
    strokes = ["j"]
    passages: list[int] = []
    last = ""
    for (start, _), deed in zip(sentences, cycle(PATTERN), strict=False):
        strokes += deed
        if deed[-1] in (*TAGS, "."):
            last = TAGS.get(deed[-1], last)
            expected.append((start, last))
            passages.append(len(deed))
    reader.press(*strokes)
    assert max(passages) <= STROKES_A_PASSAGE
    assert len(strokes) <= STROKES_A_PASSAGE * len(sentences)
    reader.expect_saved(len(expected))
    expect(page.get_by_text(f"All {len(sentences)} sentences are read")).to_be_visible()
    reader.press("Control+Enter")
    expect(page.get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    rows = reader.rows()
    assert sorted((int(row["start"]), row["tag"]) for row in rows) == expected
    assert all(_is_on_its_sentence(row, sentences) for row in rows)
    assert {row["status"] for row in rows} == {"submitted"}


def test_a_text_of_100_000_words_is_read_to_its_end_by_keys_alone(
    page: Page, workbench: Workbench
) -> None:
    """By paragraphs, which `]` makes of the cursor; on the way some sentences are tagged."""
    reader = Reader(page, workbench)
    reader.open(workbench.add_article("A book of a text", long_text(100_000)))
    paragraphs = reader.article.text.split("\n\n")
    sentences = _sentences(reader)
    expected: list[tuple[int, str]] = []
    reader.press("j", "]")
    start = 0
    for number, paragraph in enumerate(paragraphs):
        if number % TAGGED_EVERY == 0:
            key = str(number // TAGGED_EVERY % len(TAGS) + 1)
            reader.press("[", key, "]")
            expected.append((start, TAGS[key]))
        reader.press("Space")
        start += len(paragraph) + 2
    expect(page.get_by_text(f"All {len(sentences):,} sentences are read")).to_be_visible()
    reader.expect_saved(len(expected))
    reader.press("Control+Enter")
    expect(page.get_by_role("button", name="Reopen", exact=True)).to_be_visible()
    assert sorted((int(row["start"]), row["tag"]) for row in reader.rows()) == expected


def _is_on_its_sentence(row: Row, sentences: list[tuple[int, int]]) -> bool:
    """The whole sentence, or the begin of the one that was narrowed."""
    at = [start for start, _ in sentences].index(int(row["start"]))
    start, end = sentences[at]
    narrowed = PATTERN[at % len(PATTERN)] == NARROWED
    return start < int(row["end"]) <= end and (narrowed or int(row["end"]) == end)


def _sentences(reader: Reader) -> list[tuple[int, int]]:
    path = f"/api/revisions/{reader.article.revision_id}/sentences"
    told = reader.workbench.api.get(path).raise_for_status().json()["sentences"]
    return [(start, end) for start, end in told]


def _import(workbench: Workbench, path: Path) -> Article:
    (told,) = workbench.workbench_json("import", str(path), "--project", "Desk")["articles"]
    text = workbench.text(told["revision_id"])
    return Article(told["id"], told["revision_id"], told["title"], text)
