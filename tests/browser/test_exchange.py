"""Articles come in through the import page, and labels go out through the export page."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page

from tests.browser.exchange import download, import_file, import_pasted
from tests.browser.reader import Reader
from tests.browser.server import Article, Workbench

PASTED = (
    "The ferry ran aground on Monday, the harbour master said.\r\n\r\n"
    "Nobody was hurt 🚢. The operator calls its fleet the safest in the north."
)


def test_a_pasted_article_is_stored_with_its_line_ends_made_even(
    page: Page, workbench: Workbench
) -> None:
    article = import_pasted(page, workbench, "Ferry aground", PASTED)
    assert article.title == "Ferry aground"
    assert article.text == PASTED.replace("\r\n", "\n")
    Reader(page, workbench).open(article)


def test_an_uploaded_file_keeps_every_character(
    page: Page, workbench: Workbench, tmp_path: Path
) -> None:
    path = tmp_path / "quay.txt"
    path.write_bytes(
        "\ufeffQuay reopens\n\nThe  quay\u00a0reopened 👍🏽.\nCafe\u0301 owners agree.\n".encode()
    )
    article = import_file(page, workbench, path)
    assert "The  quay\u00a0reopened 👍🏽.\nCafe\u0301 owners agree." in article.text
    reader = Reader(page, workbench)
    reader.open(article)
    reader.tag(reader.find("Cafe\u0301 owners"), "3")
    reader.expect_saved(1)
    reader.expect_rows(("Cafe\u0301 owners", "filler"))


def test_the_downloaded_csv_slices_the_text_in_pandas(
    page: Page, workbench: Workbench, reader: Reader, tmp_path: Path
) -> None:
    quotes = {
        "4.2 million pounds": "sourced",
        "👨‍👩‍👧‍👦 and a cafe\u0301": "promotional",
        "Critics": "disputed",
    }
    for quote, key in zip(quotes, "124", strict=True):
        reader.tag(reader.find(quote), key)
    reader.expect_saved(3)
    path = tmp_path / "labels.csv"
    download(page, workbench, "Labelled CSV").save_as(path)
    table = pd.read_csv(path, keep_default_na=False)
    rows = table[table["article_id"] == reader.article.id]
    assert dict(zip(rows["quote"], rows["tag"], strict=True)) == quotes
    for start, end, quote in zip(rows["start"], rows["end"], rows["quote"], strict=True):
        assert reader.article.text[start:end] == quote


def test_the_downloaded_archive_holds_texts_and_untagged_articles(
    page: Page, workbench: Workbench, article: Article, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.zip"
    download(page, workbench, purpose="Keep everything").save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        table = io.StringIO(archive.read("articles.csv").decode("utf-8"), newline="")
        texts = {row["article_id"]: row["text"] for row in csv.DictReader(table)}
    assert texts[str(article.id)] == article.text
