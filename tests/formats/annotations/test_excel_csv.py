from codecs import BOM_UTF8
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations.dataset import WriteOptions
from formats.annotations.excel_csv import cut_cell, guard, write
from tests.formats.annotations.samples import ANNOTATION, OPTIONS, Sample, quoting, read_csv
from tests.formats.annotations.test_labelled_csv import HEADER

LIMIT = 32_767


def exported(sample: Sample, options: WriteOptions = OPTIONS) -> bytes:
    return b"".join(write(sample, options))


def read(data: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return read_csv(data.removeprefix(BOM_UTF8), delimiter)


def test_begins_with_a_bom_and_ends_rows_in_crlf() -> None:
    data = exported(quoting("two\nlines"))
    assert data.startswith(BOM_UTF8 + HEADER.encode() + b",truncated\r\n")
    assert b'"two\nlines"' in data
    assert data.endswith(b",false\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_an_apostrophe_stands_before_what_could_start_a_formula(start: str) -> None:
    row = read(exported(quoting(f"{start}1+1")))[0]
    assert row["quote"] == f"'{start}1+1"
    assert row["truncated"] == "false"


def test_every_column_is_guarded() -> None:
    row = replace(
        ANNOTATION, title="=a", outlet="+b", byline="-c", note="@d", project="\te", reviewer="=f"
    )
    cells = read(exported(Sample(annotation_rows=[row])))[0].values()
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]


def test_known_injections_cannot_run(corpora: Path) -> None:
    text = (corpora / "4_hostile/csv_injection/csv-payload.txt").read_text("utf-8")
    payloads = [line for line in text.splitlines() if line.startswith(("=", "+", "-", "@"))]
    assert payloads
    for delimiter in ",;":
        data = exported(quoting(*payloads), WriteOptions(delimiter=delimiter))
        assert [row["quote"] for row in read(data, delimiter)] == [f"'{p}" for p in payloads]


def test_a_semicolon_on_request() -> None:
    data = exported(quoting("a;b,c"), WriteOptions(delimiter=";"))
    assert b';"a;b,c";' in data
    assert read(data, ";")[0]["quote"] == "a;b,c"


def test_a_cell_that_is_too_long_is_cut_and_says_so() -> None:
    rows = read(exported(quoting("x" * (LIMIT + 1), "x" * LIMIT)))
    assert [len(row["quote"]) for row in rows] == [LIMIT, LIMIT]
    assert [row["truncated"] for row in rows] == ["true", "false"]


def test_the_apostrophe_counts() -> None:
    row = read(exported(quoting("=" + "x" * (LIMIT - 1))))[0]
    assert row["quote"] == "'=" + "x" * (LIMIT - 2)
    assert row["truncated"] == "true"


@given(st.text(st.sampled_from("a💩"), max_size=9), st.integers(LIMIT - 6, LIMIT + 6))
def test_a_cut_never_halves_a_character(end: str, length: int) -> None:
    whole = "x" * length + end
    cut = cut_cell(whole)
    units = len(cut.encode("utf-16-le")) // 2
    assert whole.startswith(cut)
    assert units <= LIMIT
    assert cut == whole or units >= LIMIT - 1


def test_harmless_cells_are_left_alone() -> None:
    assert [guard(cell) for cell in ("", "a=b", " =1", "'=1")] == ["", "a=b", " =1", "'=1"]
