import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.articles.collections.collected import Collected
from formats.articles.collections.registry import recognised
from formats.source import MemorySource
from tests.formats.articles.collections.reading import BODY, articles, lines, read

ROWS = [
    ["title", "text", "author", "date", "link"],
    ["Quay put off", f'{BODY}\n\nHe said: "No, never", twice; and | left.', "Petra Olsen", "2026-04-07", "https://l.example/1"],
    ["Pier \u201cclosed\u201d", f"{BODY}\r\nTwo.", "", "7 April 2026", "https://l.example/2"],
]  # fmt: skip


def table(rows: list[list[str]] = ROWS, **dialect: object) -> str:
    file = io.StringIO()
    csv.writer(file, **dialect).writerows(rows)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_a_table_is_read_whatever_parts_its_cells(
    delimiter: str, line_end: str, encoding: str
) -> None:
    written = table(delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    first, second = articles(written.encode(encoding))
    assert first.article.text == ROWS[1][1]
    assert second.article.text == ROWS[2][1]
    assert second.article.title == "Pier \u201cclosed\u201d"
    assert first.article.byline == "Petra Olsen"
    assert [one.article.published_at for one in (first, second)] == ["2026-04-07"] * 2
    assert second.article.url == "https://l.example/2"
    assert first.article.language == "en"
    assert (first.line, second.line) == (2, 2 + ROWS[1][1].count("\n") + 1)
    assert first.article.source == "file"
    assert first.article.found["title"] == "column"


def test_quotes_after_a_backslash_are_read_as_such() -> None:
    written = 'title;text\n"a";"He said: \\"No; never\\", twice."\n"b";"Two; \\"three\\"."\n'
    first, second = articles(written)
    assert first.article.text == 'He said: "No; never", twice.'
    assert second.article.text == 'Two; "three".'


def test_the_delimiter_that_excel_tells_is_believed() -> None:
    (one,) = articles(f"sep=;\r\ntitle;text\r\na,b;{BODY}\r\n", "a.csv")
    assert (one.article.title, one.article.text, one.line) == ("a,b", BODY, 3)


def test_a_table_in_another_encoding_below_an_ascii_beginning() -> None:
    plain = "".join(f"A;{BODY} {number}\n" for number in range(1_500))
    written = f"title;text\n{plain}B;Die Größe der Straße ist für viele höchst ärgerlich.\n"
    found = articles(written.encode("cp1252"))
    assert found[-1].article.text == "Die Größe der Straße ist für viele höchst ärgerlich."
    assert found[-1].article.encoding == "windows-1252"
    assert found[-1].article.found["encoding"] == "detected"
    (*_, chosen) = articles(written.encode("cp1252"), encoding="iso-8859-2")
    assert chosen.article.encoding == "iso8859-2"
    text = "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35"
    (thai,) = articles(f"title,text\nA,{text}\n".encode("cp874"), "a.csv", encoding="cp874")
    assert (thai.article.text, thai.article.encoding) == (text, "windows-874")


def test_a_row_that_gives_no_article_is_refused_by_its_line() -> None:
    text = BODY.replace(",", "")
    written = f'title,text\na,"{text}\n"\n\nb,\nc,"  "\nd,{text}, and more\ne,x\x00y\nf,{text}\n'
    found, refused = read(written, "a.csv")
    assert [one.article.title for one in found] == ["a", "f"]
    assert [one.line for one in found] == [2, 9]
    assert lines(refused) == [5, 6, 7, 8]
    assert "text" in refused[0].reason
    assert "3 cells" in refused[2].reason
    assert "NUL" in refused[3].reason


def test_a_quote_that_never_closes_ends_the_file_with_a_sentence() -> None:
    found, refused = read(f'title,text\na,{BODY[:60]}\nb,"no end\nc,x\nd,y\n', "a.csv")
    assert [one.article.title for one in found] == ["a"]
    assert lines(refused) == [3]


def test_a_row_of_endless_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from formats.articles.collections import delimited

    monkeypatch.setattr(delimited, "LONGEST_ROW", 10_000)
    _, refused = read("title,text\na," + "x" * 20_000, "a.csv")
    assert lines(refused) == [2]


def test_a_long_article_is_one_cell() -> None:
    (one,) = articles(table([["title", "text"], ["a", "word " * 100_000]]))
    assert len(one.article.text) == 500_000


@pytest.mark.parametrize(
    "text",
    [
        f"Quay put off\n\nBy Petra Olsen, reporter\n\n{BODY}\n\n{BODY}",
        "One, two, three\nfour, five, six\nseven, eight, nine\n",
        "Text, title, and more: what a headline does, and why\n\nIt is short, as they say.\n",
        "From: a\nTo: b\n\n1, 2\n3, 4\n",
        "",
        "word",
    ],
)
def test_an_article_with_commas_is_no_table(text: str) -> None:
    assert recognised(MemorySource("a.txt", text.encode())) == ""


@pytest.mark.parametrize(
    "begin", ["<!DOCTYPE html>\n<html>", "<html lang=de>", "\n<!doctype HTML>"]
)
def test_a_web_page_called_a_table_is_a_web_page(begin: str) -> None:
    page = f"{begin}<body>\n<p>One, two; three</p>\n<p>{BODY}</p></body></html>"
    assert recognised(MemorySource("page.csv", page.encode())) == ""


def test_formulas_and_naughty_strings_arrive_as_they_are(corpora: object) -> None:
    import json
    from pathlib import Path

    folder = Path(str(corpora)) / "4_hostile"
    strings = [one for one in json.loads((folder / "blns/blns.json").read_text()) if one.strip()]
    strings += (folder / "csv_injection/csv-payload.txt").read_text().splitlines()
    strings += (folder / "xss/xss-payload-list.sample600.txt").read_text().splitlines()
    strings = [one for one in strings if "\x00" not in one and one.strip()]
    rows = [
        ["headline", "body"],
        *([one, f"{one}\n{number}"] for number, one in enumerate(strings)),
    ]
    found = articles(table(rows))
    assert len(found) == len(strings) > 1_000
    for one, string in zip(found, strings, strict=True):
        assert one.article.text.rpartition("\n")[0] == string
        assert one.article.title == " ".join(string.split())


@given(
    st.lists(st.lists(st.text(), min_size=2, max_size=4), min_size=1, max_size=6),
    st.sampled_from(",;\t|"),
)
def test_any_cells_come_back_as_they_were_written(rows: list[list[str]], delimiter: str) -> None:
    kept = [["article", " ".join(filter(None, row)) + " ."] for row in rows]
    kept = [row for row in kept if "\x00" not in row[1] and row[1].isprintable()]
    written = table(
        [["headline", "text"], ["x", BODY], *kept], delimiter=delimiter, lineterminator="\r\n"
    )
    found = articles(written.encode("utf-8"), "a.csv")
    assert [one.article.text for one in found[1:]] == [row[1] for row in kept]


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.tsv", "a", "a.txt"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    for attempt in (data, b"title,text\n" + data, b'title\ttext\n"' + data):
        for one in (*read(attempt, name)[0], *read(attempt, name, format_name="csv")[0]):
            assert isinstance(one, Collected)
