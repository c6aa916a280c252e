"""What is meant for spreadsheets runs nothing, whatever stands in a cell."""

import io
import json
from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from formats.annotations import excel_csv, xlsx
from formats.annotations.excel_csv import STARTS_FORMULA
from formats.annotations.storable import is_storable
from tests.formats.annotations.contract import written
from tests.formats.annotations.samples import ANNOTATION, ARTICLE, EVIDENCE, TAG, Sample, read_csv


@pytest.fixture(scope="module")
def hostile(corpora: Path) -> list[str]:
    """Formulas that are known to do harm, and naughty strings that could be stored."""
    folder = corpora / "4_hostile"
    payloads = (folder / "csv_injection/csv-payload.txt").read_text("utf-8").splitlines()
    naughty = json.loads((folder / "blns/blns.json").read_text("utf-8"))
    found = [text for text in (*payloads, *naughty) if text and is_storable(text)]
    assert len(payloads) >= 6
    assert len(found) > 400
    assert any(text.startswith(STARTS_FORMULA) for text in naughty)
    return found


@pytest.fixture(scope="module")
def everywhere(hostile: list[str]) -> Sample:
    """Each of them in every place where people write or paste something."""
    return Sample(
        annotation_rows=[
            replace(
                ANNOTATION, quote=one, note=one, title=one, outlet=one, byline=one, tag=one,
                reviewer=one, prefix=one, suffix=one, project=one, evidence_urls=one,
            )
            for one in hostile
        ],
        article_rows=[replace(ARTICLE, text=one, title=one) for one in hostile],
        evidence_rows=[replace(EVIDENCE, citation=one, quote=one) for one in hostile],
        tag_rows=[replace(TAG, description=one, examples=one, guidelines=one) for one in hostile],
    )  # fmt: skip


def test_no_cell_of_the_spreadsheet_csv_starts_a_formula(
    everywhere: Sample, hostile: list[str]
) -> None:
    rows = read_csv(written(excel_csv, everywhere).removeprefix(BOM_UTF8))
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(STARTS_FORMULA)]
    assert [row["quote"].removeprefix("'") for row in rows] == [
        one.removeprefix("'") for one in hostile
    ]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(
    everywhere: Sample, hostile: list[str]
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(xlsx, everywhere)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    words = [cell for cell in cells if cell.data_type == "s"]
    assert all(cell.quotePrefix for cell in words)
    assert book["passages"].max_row == len(hostile) + 1


def test_the_workbook_has_no_part_that_could_run(everywhere: Sample) -> None:
    data = written(xlsx, replace(everywhere, project="=cmd|' /C calc'!A0"))
    names = openpyxl.load_workbook(io.BytesIO(data), read_only=True)._archive.namelist()
    assert not [name for name in names if "vba" in name or "external" in name or "macro" in name]
