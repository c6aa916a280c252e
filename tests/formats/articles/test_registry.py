import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article
from tests.formats.articles.measure import corpora

HOSTILE = corpora() / "4_hostile"
DOCUMENTS = corpora() / "3_web_and_documents"
needs_corpora = pytest.mark.skipif(
    not corpora().exists(), reason="needs the corpora (WORKBENCH_CORPORA)"
)

PARAGRAPH = (
    "The harbour board met for four hours on Tuesday and put off its decision on the new quay "
    "until the autumn, as two of its members had asked. The town pays for the study either way."
)
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Quay decision put off | Harbour Ledger</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta name="author" content="Petra Olsen">
<meta property="article:published_time" content="2026-04-07T09:30:00+02:00">
<link rel="canonical" href="https://ledger.example/quay"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Quay decision put off</h1><p>{PARAGRAPH}</p><h2>What comes next</h2>
<ul><li>A study of the tides</li><li>A second hearing</li></ul>
<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2026</td><td>3 million</td></tr></table>
<p>{PARAGRAPH[::-1].swapcase()[::-1]}</p><script>alert("no")</script></article>
<footer>About us</footer></body></html>"""


def test_plain_text_is_kept_as_it_is_and_its_head_is_read() -> None:
    text = f"Quay decision put off\r\n\r\nBy Petra Olsen | June 5, 2026\r\n\r\n{PARAGRAPH}"
    article = read_article(text.encode(), name="quay.txt")
    assert article.text == text
    assert (article.title, article.byline) == ("Quay decision put off", "Petra Olsen")
    assert (article.published_at, article.language) == ("2026-06-05", "en")
    assert article.found["byline"] == "author_line"
    assert article.encoding == "UTF-8"


@pytest.mark.parametrize(
    ("line", "published_at", "byline", "outlet"),
    [
        ("Jun 05, 2026\u00a0-\u00a011:29", "2026-06-05", "", ""),
        ("By | June 5, 2026", "2026-06-05", "", ""),
        ("By Jane Doe | June 5, 2026", "2026-06-05", "Jane Doe", ""),
        ("Von Anna Müller, 5. Juni 2026", "2026-06-05", "Anna Müller", ""),
        ("By Ann Lee and Bo van Dyk", "", "Ann Lee and Bo van Dyk", ""),
        ("LONDON, 3 May (Reuters) — Ministers met", "", "", "Reuters"),
        ("LONDON, 3 May 2026 (Reuters) - Ministers met", "2026-05-03", "", "Reuters"),
        ("Published: 2026-05-03 08:00 GMT", "2026-05-03", "", ""),
        ("05/06/2026", "", "", ""),
        ("By March 2026 the board had met four times.", "", "", ""),
        ("By the time the board met, all was settled.", "", "", ""),
    ],
)
def test_a_dateline_tells_what_it_tells_and_no_more(
    line: str, published_at: str, byline: str, outlet: str
) -> None:
    article = read_article(f"A title\n\n{line}\n\n{PARAGRAPH}".encode(), name="a.txt")
    assert article.title == "A title"
    assert (article.published_at, article.byline, article.outlet) == (published_at, byline, outlet)


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    article = read_article(PAGE.encode(), name="page.txt")
    assert article.title == "Quay decision put off"
    assert (article.outlet, article.byline) == ("Harbour Ledger", "Petra Olsen")
    assert article.published_at == "2026-04-07T07:30:00Z"
    assert (article.language, article.url) == ("en", "https://ledger.example/quay")
    assert article.found["title"] == "h1"
    blocks = article.text.split("\n\n")
    assert PARAGRAPH in blocks
    assert "What comes next" in blocks
    assert "- A study of the tides\n- A second hearing" in blocks
    assert "Year | Cost\n2026 | 3 million" in blocks
    assert "alert" not in article.text
    assert "Sport" not in article.text


def test_a_paragraph_that_a_page_says_twice_arrives_twice() -> None:
    page = PAGE.replace(f"<p>{PARAGRAPH}</p>", f"<p>{PARAGRAPH}</p><p>{PARAGRAPH}</p>")
    text = read_article(page.encode(), name="a.html").text
    assert text.count(PARAGRAPH) == 2
    assert "\ue00d" not in text


def test_a_page_in_another_charset_is_read_by_its_own_word() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').replace("quay", "quäy")
    article = read_article(page.encode("cp1252"), name="page.html")
    assert "new quäy" in article.text
    assert article.encoding == "windows-1252"


def test_the_servers_charset_is_believed() -> None:
    article = read_article(
        "Größe\n\nEine Straße.".encode("cp1252"), content_type="text/plain; charset=ISO-8859-1"
    )
    assert article.text == "Größe\n\nEine Straße."


def test_markdown_reads_as_its_page_would() -> None:
    source = """---
title: "Quay decision"
author: [Petra Olsen, Ann Lee]
date: 2026-04-07
---
# The quay

Some *words* with a [link](https://example.org) and
a second line.

- one
- two
  1. deeper

> a quote

| Year | Cost |
|------|------|
| 2026 | 3    |

```
code <b>
```

<script>alert(1)</script>
"""
    article = read_article(source.encode(), name="quay.md")
    assert article.title == "Quay decision"
    assert article.byline == "Petra Olsen, Ann Lee"
    assert article.published_at == "2026-04-07"
    assert article.text.split("\n\n") == [
        "The quay",
        "Some words with a link and a second line.",
        "- one\n- two\n  1. deeper",
        "a quote",
        "Year | Cost\n2026 | 3",
        "code <b>",
        "<script>alert(1)</script>",
    ]


def test_markup_in_a_text_file_stays_text() -> None:
    text = "<2><Protester>A crowd</Protester></2> met.\n<img src=x onerror=alert(1)>\n"
    assert read_article(text.encode(), name="a.txt").text == text


def _docx() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n%...", "pdf"),
        (_docx(), "docx"),
        (b"PK\x03\x04" + b"\x00" * 60, "zip"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 30, "image"),
        (b"{\\rtf1 text}", "rtf"),
        (b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "b">]><lolz>&a;</lolz>', "xml"),
        (b"<html><body><a href='/'>Home</a></body></html>", "no_article"),
        (b"", "empty"),
        (b"a\x00b", "nul"),
    ],
)
def test_what_is_no_article_is_refused_whatever_its_name(data: bytes, code: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_article(data, name="article.txt")
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 50_000 + "words " * 100,
        "<html><body>" + "<ul><li>some words here" * 3_000,
        "<!doctype html><meta " + "a " * 100_000,
    ],
)
def test_a_page_made_to_confuse_is_answered(page: str) -> None:
    with suppress(ArticleError):
        assert read_article(page.encode(), name="a.html").text


@needs_corpora
def test_hostile_xml_is_refused_or_kept_as_text() -> None:
    for path in sorted((HOSTILE / "xml").iterdir()):
        _refused_or_verbatim(path)


@needs_corpora
def test_injections_arrive_as_the_text_they_are() -> None:
    for path in [*(HOSTILE / "xss").iterdir(), *(HOSTILE / "blns").glob("*.txt")]:
        data = path.read_bytes()
        assert read_article(data, name=path.name).text == data.decode()


def _refused_or_verbatim(path: Path) -> None:
    data = path.read_bytes()
    try:
        text = read_article(data, name=path.name).text
    except ArticleError as error:
        text = error.code
    assert text in {data.decode(), "xml"}


@needs_corpora
def test_no_document_of_another_kind_passes_for_an_article() -> None:
    folders = ["tika_pdf", "tika_docx", "python_docx", "pdfminer"]
    for path in [path for folder in folders for path in (DOCUMENTS / folder).iterdir()]:
        with pytest.raises(ArticleError):
            read_article(path.read_bytes(), name="article.txt")


@needs_corpora
def test_archives_are_not_unpacked() -> None:
    for path in (HOSTILE / "archives").iterdir():
        with pytest.raises(ArticleError, match="ZIP"):
            read_article(path.read_bytes(), name="article.html")
