import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from formats.articles.collections.registry import columns_of, recognised
from formats.source import FileSource, MemorySource
from tests.formats.articles.collections.reading import BODY, articles, lines, read

Rows = list[list[object]]
HEADER: list[object] = ["headline", "body", "date", "url"]


def workbook(*sheets: Rows, change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts rewritten."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", 8) as new:
        for part in dict.fromkeys([*old.namelist(), name]):
            held = old.read(part) if part in old.namelist() else b""
            new.writestr(part, change(held) if part == name else held)
    return file.getvalue()


def shared(data: bytes) -> bytes:
    """The workbook with its strings in a part of their own, as Excel keeps them."""
    strings: list[bytes] = []

    def point(match: re.Match[bytes]) -> bytes:
        strings.append(b"<si>" + match[2] + b"</si>")
        return b'<c%s t="s"><v>%d</v></c>' % (match[1], len(strings) - 1)

    cell = rb'<c([^>]*?) t="inlineStr"[^>]*><is>(.*?)</is></c>'
    name = "xl/worksheets/sheet1.xml"
    data = with_part(data, name, lambda part: re.sub(cell, point, part, flags=re.DOTALL))
    head = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    pointer = (
        f'<Relationship Type="{kind}" Target="/xl/sharedStrings.xml" Id="rIdStrings"/>'.encode()
    )
    end = b"</Relationships>"
    data = with_part(
        data, "xl/_rels/workbook.xml.rels", lambda part: part.replace(end, pointer + end)
    )
    return with_part(data, "xl/sharedStrings.xml", lambda _: head + b"".join(strings) + b"</sst>")


def test_each_row_of_a_sheet_is_an_article() -> None:
    data = workbook(
        [
            HEADER,
            ["Quay \U0001f6a2", f"{BODY}\n\nMore of it.", date(2026, 4, 7), "https://l.example/1"],
            [None, None, None, None],
            ["Pier", BODY, datetime(2026, 4, 8, 17, 30), "https://l.example/2"],
        ]
    )
    source = MemorySource("table.bin", data)
    assert recognised(source) == "xlsx"
    first, second = articles(data)
    assert first.article.text == f"{BODY}\n\nMore of it."
    assert first.article.title == "Quay \U0001f6a2"
    assert (first.article.published_at, second.article.published_at) == ("2026-04-07", "2026-04-08")
    assert (first.line, second.line, first.path) == (2, 4, "")
    assert second.article.url == "https://l.example/2"
    assert [column.field for column in columns_of(source)] == [
        "title",
        "text",
        "published_at",
        "url",
    ]


def test_every_kind_of_cell_gives_what_is_seen() -> None:
    rich = CellRichText("Plain, ", TextBlock(InlineFont(b=True), "bold"), " and plain.")
    rows: Rows = [
        ["title", "text"],
        [rich, BODY],
        [5, BODY],
        [0.1, BODY],
        [True, BODY],
        ["=1+1", BODY],
    ]
    data = workbook(rows)
    stored = with_part(
        data,
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>"
        ),
    )
    found = [one.article.title for one in articles(stored)]
    assert found == ["Plain, bold and plain.", "5", "0.1", "TRUE", "2"]


def test_escaped_characters_and_readings_of_characters() -> None:
    data = with_part(
        shared(workbook([["title", "text"], ["T", "TEXT"]])),
        "xl/sharedStrings.xml",
        lambda part: part.replace(
            b"<t>TEXT</t>",
            b"<t>a_x000D_\nb_x005F_x000D_ \xe6\x97\xa5\xe6\x9c\xac.</t>"
            b'<rPh sb="0" eb="2"><t>\xe3\x81\xab</t></rPh>',
        ),
    )
    (one,) = articles(data)
    assert one.article.text == "a\r\nb_x000D_ \u65e5\u672c."


def test_every_sheet_that_is_seen_is_read() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Sheet 3"].sheet_state = "hidden"

    data = workbook(
        [HEADER, ["A", BODY]], [["n", "m"], [1, 2]], [HEADER, ["Hidden", BODY]], [], change=hide
    )
    found, refused = read(data)
    assert [(one.path, one.article.title) for one in found] == [("Sheet 1", "A")]
    assert [one.path for one in refused] == ["Sheet 2"]


def test_a_row_that_gives_no_article_is_refused_by_its_number() -> None:
    found, refused = read(workbook([HEADER, ["A", BODY], ["B", None], ["C", "#N/A"], ["D", BODY]]))
    assert [one.line for one in found] == [2, 5]
    assert lines(refused) == [3, 4]


def test_what_it_reads_is_what_the_library_reads(corpora: Path) -> None:
    folder = corpora / "2_peer_formats/doccano/data_import/text_classification"
    for name in ("example.xlsx", "example_one_column_no_header.xlsx"):
        found, _ = read((folder / name).read_bytes(), name, {"text": "1"})
        sheet = openpyxl.load_workbook(folder / name, read_only=True).worksheets[0]
        cells = [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0] is not None]
        texts = [one.article.text for one in found]
        assert texts == [cell for cell in cells if cell != "text"]
        assert recognised(FileSource(folder, name)) == "xlsx"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", rb"<sheetData>.*", b"<sheetData><row"),
        ("xl/worksheets/sheet1.xml", rb"\A.*", b"no xml"),
        ("xl/workbook.xml", rb"<sheet ", b"<sheets "),
        ("xl/_rels/workbook.xml.rels", rb"worksheets/sheet1", b"worksheets/sheet9"),
        ("xl/_rels/workbook.xml.rels", rb"/?xl/worksheets/sheet1.xml", b"../../../../etc/passwd"),
        ("xl/sharedStrings.xml", rb"<si>.*", b"<si><t>"),
        ("_rels/.rels", rb"officeDocument\"", b'other"'),
    ],
)
def test_a_broken_workbook_is_refused_in_a_sentence(part: str, old: bytes, new: bytes) -> None:
    data = shared(workbook([HEADER, ["A", BODY]]))
    broken = with_part(data, part, lambda held: re.sub(old, new, held, flags=re.DOTALL))
    found, refused = read(broken)
    assert found == []
    assert len(refused) == 1


def test_a_cell_that_points_nowhere_refuses_its_row() -> None:
    data = shared(workbook([HEADER, ["A", BODY], ["B", BODY + "."]]))
    for change in (b"<v>99</v>", b"<v>-1</v>", b"<v>x</v>"):
        broken = with_part(
            data,
            "xl/worksheets/sheet1.xml",
            lambda part, new=change: part.replace(b"<v>5</v>", new).replace(b"<v>6</v>", new),  # type: ignore[misc]
        )
        found, refused = read(broken)
        assert len(found) + len(refused) == 2
        assert lines(refused) in ([2], [3], [2, 3])


_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
@pytest.mark.parametrize("entity", [b"&b;", b"&c;"])
def test_entities_are_not_expanded_and_nothing_is_fetched(part: str, entity: bytes) -> None:
    def declare(held: bytes) -> bytes:
        body = re.sub(rb"\A<\?xml[^>]*\?>", b"", held)
        return _LAUGHS + body.replace(b"<t>", b"<t>" + entity).replace(b"<v>", b"<v>" + entity)

    found, refused = read(with_part(shared(workbook([HEADER, ["A", BODY]])), part, declare))
    assert found == []
    assert "entities" in refused[0].reason


def test_a_sheet_of_empty_elements_or_far_cells_costs_nothing() -> None:
    data = workbook([HEADER, ["A", BODY]])

    def far(part: bytes) -> bytes:
        row = b'<row r="9999999"><c r="XFD9999999" t="inlineStr"><is><t>x</t></is></c></row>'
        return part.replace(b"</sheetData>", row + b"</sheetData>")

    found, refused = read(with_part(data, "xl/worksheets/sheet1.xml", far))
    assert [one.line for one in found] == [2]
    assert lines(refused) == [9_999_999]

    def many(part: bytes) -> bytes:
        filler = b"".join(b'<x a="%s%d"/>' % (b"a" * 20, number) for number in range(300_000))
        return part.replace(b"</sheetData>", filler + b"</sheetData>")

    found, refused = read(with_part(data, "xl/worksheets/sheet1.xml", many))
    assert len(found) == 1
    assert "divide" in refused[0].reason


def test_a_sheet_that_is_a_bomb_is_refused() -> None:
    def swell(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b" " * 30_000_000 + b"</sheetData>")

    found, refused = read(
        with_part(workbook([HEADER, ["A", BODY]]), "xl/worksheets/sheet1.xml", swell)
    )
    assert found == []
    assert "packed size" in refused[0].reason


_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=30).filter(
        lambda text: not text.startswith("=") and "_x" not in text
    ),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)),
)


@given(st.lists(st.lists(_CELL, min_size=1, max_size=4), max_size=5))
def test_any_cells_are_read(rows: Rows) -> None:
    texts = [str(row[0]) for row in rows if isinstance(row[0], str) and row[0].strip()]
    found, _ = read(
        workbook([["text", "title"], *rows]), columns={"text": "text", "title": "title"}
    )
    read_texts = [one.article.text for one in found]
    assert [text for text in read_texts if text in texts] == [
        text for text in texts if text in read_texts
    ]
    assert set(texts) <= set(read_texts)


@given(
    st.sampled_from(
        [
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/sharedStrings.xml",
            "xl/worksheets/sheet1.xml",
            "xl/_rels/workbook.xml.rels",
            "[Content_Types].xml",
        ]
    ),
    st.integers(0, 3_000),
    st.binary(max_size=12),
)
def test_any_damage_is_refused(part: str, place: int, damage: bytes) -> None:
    data = sound_workbook()

    def hurt(held: bytes) -> bytes:
        at = place % max(1, len(held))
        return held[:at] + damage + held[at + len(damage) :]

    read(with_part(data, part, hurt))
    read(hurt(data))


@cache
def sound_workbook() -> bytes:
    return shared(workbook([HEADER, ["A", BODY, date(2026, 4, 7)]]))
