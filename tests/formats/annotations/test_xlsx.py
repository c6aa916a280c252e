import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.palette import TAG_PALETTE
from formats.annotations import workbook, xlsx
from formats.annotations.cells import columns
from formats.annotations.dataset import WriteOptions
from formats.annotations.rows import AnnotationRow
from tests.formats.annotations.contract import TEXTS, sample, written
from tests.formats.annotations.samples import ANNOTATION, ARTICLE, MOMENT, TAG, Sample, quoting

LIMIT = 32_767


@dataclass
class Many:
    """So many rows, each made when it is asked for."""

    count: int

    def __iter__(self) -> Iterator[AnnotationRow]:
        return (replace(ANNOTATION, start=n) for n in range(self.count))


def opened(dataset: Sample, options: WriteOptions | None = None) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(xlsx, dataset, options)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    names, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in found]


def unescaped(value: str | None) -> str:
    """A cell's text as spreadsheets show it; openpyxl leaves the standard's escapes."""
    return openpyxl.utils.escape.unescape(value or "")  # type: ignore[no-any-return]


def test_five_sheets_with_a_fixed_header_and_filters() -> None:
    book = opened(Sample())
    assert book.sheetnames == ["passages", "articles", "evidence", "codebook", "method"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet["A1"].font.bold
    assert set(rows(book["passages"])[0]) == {*columns(AnnotationRow), "truncated"}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_spans_come_out(name: str) -> None:
    text = TEXTS[name]
    spans = [(0, len(text), "a", "bo"), (0, 1, "b", "ines"), (0, 1, "b", "bo"), (0, 1, "b", "bo")]
    book = opened(sample([(text, spans), ("untagged", [])]))
    found = rows(book["passages"])
    assert sorted((r["start"], r["end"], r["tag"], r["reviewer"]) for r in found) == sorted(spans)
    assert rows(book["articles"])[0]["text"] == text
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in found)
    assert len(rows(book["articles"])) == 2


def test_values_have_their_types() -> None:
    row = replace(ANNOTATION, is_gold=True, paragraph=None, note="12")
    (found,) = rows(opened(Sample(annotation_rows=[row]))["passages"])
    assert found["is_gold"] is True
    assert (found["start"], found["paragraph"], found["note"]) == (3, None, "12")
    assert found["created_at"] == MOMENT.replace(microsecond=0, tzinfo=None)


def test_a_tag_s_cell_has_the_tag_s_colours() -> None:
    tags = [replace(TAG, tag=name, colour=name) for name in (*TAG_PALETTE, "unheard of")]
    spans = [replace(ANNOTATION, tag=tag.tag) for tag in tags]
    book = opened(Sample(annotation_rows=spans, tag_rows=tags))
    for sheet in (book["passages"], book["codebook"]):
        (column,) = (cell.column for cell in sheet[1] if cell.value == "tag")
        for number, tag in enumerate(tags, 2):
            cell = sheet.cell(number, column)
            shown = TAG_PALETTE.get(tag.tag, TAG_PALETTE["grey"]).light
            assert cell.value == tag.tag
            assert cell.fill.fgColor.rgb == "FF" + shown.fill[1:]
            assert cell.font.color.rgb == "FF" + shown.ink[1:]


def test_a_cell_that_is_too_long_is_cut_marked_and_counted() -> None:
    options = WriteOptions(made_at=MOMENT)
    article = replace(ARTICLE, text="💩" * LIMIT)
    book = opened(replace(quoting("x" * (LIMIT + 1), "x" * LIMIT), article_rows=[article]), options)
    passages = rows(book["passages"])
    assert [len(row["quote"]) for row in passages] == [LIMIT, LIMIT]
    assert [row["truncated"] for row in passages] == [True, False]
    assert rows(book["articles"])[0]["text"] == "💩" * (LIMIT // 2)
    assert options.lost == {"exact_cells": 2}


def test_what_begins_like_a_formula_is_text_even_when_it_is_edited() -> None:
    book = opened(quoting("=1+1", "+1", "-1", "@SUM(1)", "\t=1", "{=1}"))
    cells = [row[2] for row in book["passages"].iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "{=1}"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    (row,) = rows(opened(quoting(text))["passages"])
    assert unescaped(row["quote"]) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_the_method_says_what_every_column_means() -> None:
    told = {row["about"]: row["what it means"] for row in rows(opened(Sample())["method"])}
    assert told["this project"] == "Desk"
    assert set(columns(AnnotationRow)) <= set(told)
    assert "truncated" in told


def test_a_full_sheet_goes_on_as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 300)
    book = opened(Sample(annotation_rows=Many(700)))
    names = [name for name in book.sheetnames if name.startswith("passages")]
    assert names == ["passages", "passages 2", "passages 3"]
    starts = [row["start"] for name in names for row in rows(book[name])]
    assert starts == list(range(700))
    assert {book[name].max_row for name in names[:2]} == {300}


def test_rows_that_fill_a_sheet_exactly_need_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 300)
    book = opened(Sample(annotation_rows=Many(299)))
    assert "passages 2" not in book.sheetnames


def test_it_can_be_stopped_while_it_grows() -> None:
    chunks = xlsx.write(Sample(annotation_rows=Many(10**9)), WriteOptions(made_at=MOMENT))
    assert [next(chunks) for _ in range(5)] == [b""] * 5
    chunks.close()  # type: ignore[attr-defined]
