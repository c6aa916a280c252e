from contextlib import suppress
from pathlib import Path

import pytest

from formats.articles.errors import ArticleError
from formats.articles.registry import read_article
from tests.formats.articles.measure import corpora

HOSTILE = corpora() / "4_hostile"
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
        ("OSLO, 3 May 2026 — The mayor closed the pier.", "2026-05-03", "", ""),
        ("Berlin, 3. Mai 2026 — Der Bürgermeister schloss den Pier.", "2026-05-03", "", ""),
        ("Berlin (dpa), 3. Mai 2026 - Der Bürgermeister kam.", "2026-05-03", "", "dpa"),
        ("Wien, 14. Jänner 2026 – Der Bürgermeister kam.", "2026-01-14", "", ""),
        ("PARIS, le 1er août 2026 — Le maire a fermé la jetée.", "2026-08-01", "", ""),
        ("Madrid, 3 de mayo de 2026 – El alcalde cerró el muelle.", "2026-05-03", "", ""),
        ("NEW YORK, N.Y., March 4, 2026 - The mayor spoke.", "2026-03-04", "", ""),
        ("Author: Ann Other", "", "Ann Other", ""),
        ("Source: Daily Pier", "", "", "Daily Pier"),
        ("Quelle: Der Landbote", "", "", "Der Landbote"),
        ("Source: https://desk.example/a", "", "", ""),
        ("The mayor, in office since 3 May 2026 — a Sunday — resigned.", "", "", ""),
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


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "WASHINGTON (AP) — The mayor said the pier is shut. It stays so.\n\n"
            "Another paragraph here.",
            "The mayor said the pier is shut",
        ),
        (
            "OSLO, 3 May 2026 — The mayor closed it.\n\nAnother paragraph here.",
            "The mayor closed it",
        ),
        (f"By Ann Other\n\n{PARAGRAPH}\n\nAnother one.", None),
        (
            "The pier is closed again today. The mayor said so.\n\nMore.",
            "The pier is closed again today",
        ),
        ("Is it over? Not yet\n\nThe pier is closed.", "Is it over? Not yet"),
        ("Dr. Ames v. the Port\n\nThe pier is closed.", "Dr. Ames v. the Port"),
        ("Author: Ann Other\nSource: Daily Pier\nPier closed\n\nIt is.", "Pier closed"),
    ],
)
def test_running_prose_is_no_title(text: str, title: str | None) -> None:
    article = read_article(text.encode())
    if title is None:
        assert article.title.startswith("The harbour board met for four hours")
        assert len(article.title) < 100
    else:
        assert article.title == title


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", f"# {'word ' * 200}\n\n{PARAGRAPH}"),
        ("a.md", f"---\ntitle: {'word ' * 200}\n---\n\n{PARAGRAPH}"),
        ("a.html", f"<html><body><h1>{'word ' * 200}</h1><p>{PARAGRAPH}</p></body></html>"),
        ("", f"{'word ' * 200}\n\n{PARAGRAPH}"),
    ],
)
def test_a_guessed_title_is_no_paragraph(name: str, text: str) -> None:
    assert 0 < len(read_article(text.encode(), name=name).title) <= 300


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


@pytest.mark.parametrize("between", ["", "<p>Then something else was said about the pier.</p>"])
def test_a_paragraph_that_a_page_says_often_arrives_as_often(between: str) -> None:
    page = PAGE.replace(f"<p>{PARAGRAPH}</p>", f"<p>{PARAGRAPH}</p>{between}" * 12)
    text = read_article(page.encode(), name="a.html").text
    assert text.count(PARAGRAPH) == 12
    assert not any("\ue000" <= character <= "\uf8ff" for character in text)


@pytest.mark.parametrize(
    "body",
    [
        "<article><h1>Pier closed</h1><p>{0}</p></article>",
        "<p>{0}</p>",
        "<nav><a href='/'>Home</a></nav><div><h1>Pier closed</h1><p>{0}</p></div>"
        "<footer>About us. All rights reserved.</footer>",
        "<div>{0}</div>",
    ],
)
def test_a_short_article_is_one(body: str) -> None:
    short = "The pier is closed. The mayor said so."
    page = f"<html><head><title>Pier closed</title></head><body>{body.format(short)}</body></html>"
    text = read_article(page.encode(), name="a.html").text
    assert short in text
    assert "All rights" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_many_short_paragraphs_all_arrive(encoding: str) -> None:
    said = [f"Le café n° {number} était fermé." for number in range(12)]
    for lines in (said, ["Déjà vu, dit-il."] * 12, [f"Déjà vu {number}." for number in range(12)]):
        page = f"<html><head><meta charset={encoding}></head><body><h1>Café</h1>{{}}</body></html>"
        paragraphs = "".join(f"<p>{line}</p>" for line in lines)
        text = read_article(page.format(paragraphs).encode(encoding), name="a.html").text
        assert text.split("\n\n")[-12:] == lines


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><ul>"
        + "<li><a href='/1'>Story number 1</a></li>" * 60
        + "</ul></body></html>",
        "<html><body><h1>News</h1>"
        + "".join(
            f"<div><a href='/{number}'>A rather long headline of the day, number {number}</a></div>"
            for number in range(60)
        )
        + "</body></html>",
        "<html><body><p>Home</p><p>Sport</p><p>Log in</p></body></html>",
        "<!-- a note -->\n<?xml version='1.0'?><data><title>Some words of it.</title></data>",
        "<!-- a note -->\n<!ENTITY % payload SYSTEM 'file:///etc/passwd'>",
        '<foo xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///x"/></foo>',
    ],
)
def test_a_page_that_holds_no_article_is_refused(page: str) -> None:
    with pytest.raises(ArticleError) as refusal:
        read_article(page.encode(), name="a.html")
    assert refusal.value.code in {"no_article", "xml"}


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


@pytest.mark.parametrize(
    ("head", "line", "byline"),
    [
        ('<meta name="author" content="Petra Olsen">', "", "Petra Olsen"),
        ("", '<div class="author">By Keith J. Kelly</div>', "Keith J. Kelly"),
        ("", '<a rel="author">ledger.example</a>', ""),
        ('<meta name="author" content="Petra Olsen, ledger.example">', "", "Petra Olsen"),
        ('<meta name="author" content="admin">', "", ""),
        ("", '<span class="author">Mac &amp; i</span>', ""),
    ],
)
def test_a_byline_stands_on_the_page_as_it_is_given(head: str, line: str, byline: str) -> None:
    page = PAGE.replace('<meta name="author" content="Petra Olsen">', head)
    page = page.replace("</h1>", f"</h1>{line}")
    assert read_article(page.encode(), name="a.html").byline == byline


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta name="twitter:site" content="@Ledger_Ex_Uk">', "ledger.example"),
        ('<meta name="twitter:site" content="@LedgerInt">', "ledger.example"),
        (
            '<meta name="twitter:site" content="@HL"><meta property="og:site_name" content="HL">',
            "HL",
        ),
    ],
)
def test_the_name_of_an_account_is_no_outlet(head: str, outlet: str) -> None:
    page = PAGE.replace('<meta property="og:site_name" content="Harbour Ledger">', head)
    page = page.replace(" | Harbour Ledger</title>", "</title>")
    article = read_article(page.encode(), url="https://www.ledger.example/quay")
    assert article.outlet == outlet


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


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04" + b"\x00" * 60, "zip"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 30, "image"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 30, "image"),
        (
            b'<View>\n  <Label value="Person"/>\n  <Text name="t">Some words.</Text>\n</View>\n',
            "xml",
        ),
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
def test_archives_are_not_unpacked() -> None:
    for path in (HOSTILE / "archives").iterdir():
        with pytest.raises(ArticleError, match="ZIP"):
            read_article(path.read_bytes(), name="article.html")
