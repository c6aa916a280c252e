"""Columns of tables of articles that are no detail of an article: counted and named, never silent."""

import json
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from formats.exchange.imports import Outcome, run_import
from formats.exchange.report import as_told, sentences
from formats.source import MemorySource
from tests.builders import Desk

LEAD = "The harbour board met for four hours on Tuesday and put off its decision on the quay."
HEADER = ["title", "text", "section", "views"]
ROWS = [["One", f"{LEAD} One.", "City", "12"], ["Two", f"{LEAD} Two.", "", "7"]]


def bring(desk: Desk, name: str, data: bytes | str, **choices: Any) -> Outcome:
    source = MemorySource(name, data.encode() if isinstance(data, str) else data)
    return run_import(desk.database, None, desk.project_id, [source], dry_run=True, **choices)


def objects() -> list[dict[str, str]]:
    return [dict(zip(HEADER, row, strict=True)) for row in ROWS]


def as_csv() -> bytes:
    return "\n".join(",".join(row) for row in [HEADER, *ROWS]).encode()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEADER, *ROWS]:
        sheet.append(row)
    book.save(file := BytesIO())
    return file.getvalue()


TABLES = {
    "a.csv": as_csv(),
    "a.json": json.dumps(objects()).encode(),
    "a.jsonl": "\n".join(map(json.dumps, objects())).encode(),
    "a.xlsx": as_xlsx(),
}


@pytest.mark.parametrize("name", TABLES)
def test_what_no_detail_takes_is_counted_and_named(sqlite_desk: Desk, name: str) -> None:
    outcome = bring(sqlite_desk, name, TABLES[name])
    told = as_told(outcome)["details"]
    assert told["dropped"] == {"dropped_cells": 3}
    assert told["columns"] == {"views": 2, "section": 1}
    assert (
        "Not imported, since it has no place here: 3 cells of columns that are no detail of an"
        " article (views, section)." in sentences(outcome, dry_run=True)
    )


def test_a_table_with_nothing_else_in_it_tells_of_nothing(sqlite_desk: Desk) -> None:
    told = as_told(bring(sqlite_desk, "a.csv", "title,text\nOne,It is said.\n"))
    assert "details" not in told


def test_values_that_are_no_text_are_counted_too(sqlite_desk: Desk) -> None:
    row = {
        "text": LEAD,
        "scores": [1, 2],
        "none": None,
        "blank": [],
        "deep": {"a": {"b": {"c": 1}}},
    }
    told = as_told(bring(sqlite_desk, "a.json", json.dumps([row])))["details"]
    assert told["columns"] == {"scores": 1, "deep.a.b": 1}


def test_a_date_that_nobody_can_read_is_counted(sqlite_desk: Desk) -> None:
    table = f"title,text,published_at\nOne,{LEAD},2026-05-05\nTwo,{LEAD}!,2026-99-99\n"
    told = as_told(bring(sqlite_desk, "a.csv", table))["details"]
    assert told["dropped"] == {"dropped_article_details": 1}


def test_a_thousand_odd_columns_are_counted_and_few_named(sqlite_desk: Desk) -> None:
    row = {"text": LEAD, **{f"column {n}": "x" for n in range(900)}}
    outcome = bring(sqlite_desk, "a.json", json.dumps([row]))
    told = as_told(outcome)["details"]
    assert told["dropped"] == {"dropped_cells": 900}
    assert len(told["columns"]) <= 200
    assert any("column 0, column 1" in one and len(one) < 400 for one in sentences(outcome, True))
