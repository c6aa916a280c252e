"""The labelled CSV comes in again: as we wrote it, as people edit it, and as spreadsheets save it."""

import csv
import io
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from types import ModuleType
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import excel_csv, labelled_csv
from formats.annotations.dataset import WriteOptions
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle
from formats.source import MemorySource
from tests.formats.annotations.contract import TEXTS, read_back, sample, sources, spans, written
from tests.formats.annotations.samples import ANNOTATION, MOMENT, OPTIONS, Sample

FLAVOURS = [labelled_csv, excel_csv]
SPANS = [
    (0, 1, "sourced", "ines"), (0, 1, "sourced", "omar"), (0, 1, "filler", "ines"),
    (1, 2, "filler", "ines"), (0, 2, "disputed", "omar"), (1, 3, "sourced", "ines"),
]  # fmt: skip
Change = Callable[[str], str]


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def saved(rows: list[dict[str, str]], header: list[str] | None = None, **how: str) -> MemorySource:
    text = io.StringIO(newline="")
    encoding = how.pop("encoding", "utf-8")
    writer = csv.DictWriter(text, header or list(rows[0]), **how)  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(rows)
    return MemorySource("x.csv", text.getvalue().encode(encoding))


def one(source: MemorySource, codec: ModuleType = labelled_csv) -> LabelledArticle:
    assert codec.recognises(source)
    (found,) = codec.read(source)
    assert isinstance(found, LabelledArticle), found
    return found


def faults(source: MemorySource, codec: ModuleType = labelled_csv) -> list[Fault]:
    return [found for found in codec.read(source) if isinstance(found, Fault)]


def whole() -> list[dict[str, str]]:
    return rows_of(written(labelled_csv, Sample()))


@pytest.mark.parametrize("codec", FLAVOURS)
@pytest.mark.parametrize("name", TEXTS)
def test_every_span_comes_back(codec: ModuleType, name: str) -> None:
    text = TEXTS[name]
    marked = [span for span in SPANS if span[1] <= len(text)]
    data = written(codec, sample([(text, marked)]))
    (article,) = read_back(codec, data)
    assert article.text is None
    assert spans(article) == sorted(marked)
    assert all(p.quote == text[p.start : p.end] for p in article.passages)


@pytest.mark.parametrize("codec", FLAVOURS)
def test_everything_that_a_row_says_comes_back(codec: ModuleType) -> None:
    row = replace(ANNOTATION, note="=1+1\r\nand “so”, 💩", confidence="low", status="in_progress")
    article = one(MemorySource("x", written(codec, Sample(annotation_rows=[row]))), codec)
    (passage,) = article.passages
    assert article.text_sha256 == row.text_sha256
    assert (article.title, article.outlet, article.url) == (row.title, row.outlet, row.url)
    assert (article.byline, article.published_at, article.language) == (
        "R. Moss",
        "2026-04-10",
        "en",
    )
    assert (passage.id, passage.note, passage.confidence) == (row.annotation_id, row.note, "low")
    assert [item.url for item in passage.evidence] == row.evidence_urls.split()
    assert (passage.prefix, passage.suffix, passage.origin) == ("At ", " o'clock", "human")
    assert passage.created_at == MOMENT.replace(microsecond=0)
    assert [(one.reviewer, one.status) for one in article.readings] == [("ines", "in_progress")]
    assert article.dropped == {}


def test_each_flavour_claims_its_own_and_no_other_table() -> None:
    plain, excel = (written(codec, Sample()) for codec in FLAVOURS)
    assert labelled_csv.recognises(MemorySource("x.bin", plain))
    assert not excel_csv.recognises(MemorySource("x.bin", plain))
    assert excel_csv.recognises(MemorySource("x.bin", excel))
    assert not labelled_csv.recognises(MemorySource("x.bin", excel))
    for data in (b"", b"start,end\n1,2\n", b"title,text,url\n", b"\xff\xfe", b"{}", b'"'):
        assert not labelled_csv.recognises(MemorySource("x.csv", data))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("lineterminator", ["\n", "\r\n", "\r"])
def test_what_a_spreadsheet_saves_again_is_read(
    delimiter: str, encoding: str, lineterminator: str
) -> None:
    rows = [{**row, "quote": 'the; 9,\t"é💩"'} for row in whole()]
    source = saved(rows, delimiter=delimiter, encoding=encoding, lineterminator=lineterminator)
    article = one(source)
    assert article.passages[0].quote == 'the; 9,\t"é💩"'


def test_truth_and_numbers_as_spreadsheets_write_them() -> None:
    rows = [
        {**row, "is_gold": "WAHR", "start": "3.0", "published_at": "10.04.2026"} for row in whole()
    ]
    article = one(saved(rows))
    assert article.passages[0].is_gold
    assert article.passages[0].start == 3
    assert article.published_at == ""
    assert article.dropped == {"dropped_dates": 1}


def test_the_header_stands_in_any_order_with_columns_of_one_s_own() -> None:
    rows = [{"mine": "x", **row, "also mine": "y"} for row in whole()]
    header = [name.upper() if name == "tag" else name for name in reversed(rows[0])]
    rows = [{(name.upper() if name == "tag" else name): row[name] for name in row} for row in rows]
    article = one(saved(rows, header))
    assert article.passages[0].tag == "sourced"
    assert article.dropped == {"dropped_columns": 2}


def test_a_separator_line_and_blank_rows_are_no_rows() -> None:
    rows = whole()
    source = saved([*rows, dict.fromkeys(rows[0], ""), *rows], delimiter=";")
    data = b"sep=;\r\n" + source.data + b"\r\n\r\n"
    article = one(MemorySource("x.csv", data))
    assert [passage.line for passage in article.passages] == [3, 5]


def test_columns_that_are_needed_are_named() -> None:
    rows = [{name: row[name] for name in row if name not in ("tag", "quote")} for row in whole()]
    with pytest.raises(FormatError, match=r"lacks columns that are needed: quote, tag\."):
        list(labelled_csv.read(saved(rows)))
    with pytest.raises(FormatError, match="tag stands there twice"):
        list(labelled_csv.read(MemorySource("x", b"text_sha256,start,end,quote,tag,tag\n")))


WRONG: list[tuple[dict[str, str], str]] = [
    ({"start": "x"}, "The field start is not a whole number."),
    ({"start": ""}, "The field start is missing."),
    ({"end": "9" * 5000}, "The field end is not a whole number."),
    ({"start": "-1"}, "The passage at -1 is empty."),
    ({"start": "8"}, "The passage at 8 is empty."),
    ({"tag": " "}, "The passage at 3 has no label."),
    ({"confidence": "very"}, "The field confidence is none of low, medium, high."),
    ({"status": "done"}, "The field status is none of assigned, in_progress, submitted."),
    ({"created_at": "yesterday"}, "The field created_at is not a time like 2026-04-11T09:30:00Z."),
    ({"created_at": "0001-01-01T00:00:00+23:59"}, "The field created_at is not a time"),
    ({"is_gold": "maybe"}, "The field is_gold is not true or false."),
    ({"evidence_urls": "javascript:alert(1)"}, "is no http or https address."),
    ({"note": "a\x00b"}, "NUL character"),
]


@pytest.mark.parametrize(("values", "reason"), WRONG)
def test_a_bad_row_is_told_by_its_line_and_the_others_are_read(
    values: dict[str, str], reason: str
) -> None:
    (row,) = whole()
    rows = [{**row, "note": "two\nlines"}, {**row, **values}, row]
    found = list(labelled_csv.read(saved(rows, lineterminator="\n")))
    (article,) = (one for one in found if isinstance(one, LabelledArticle))
    (fault,) = (one for one in found if isinstance(one, Fault))
    assert [passage.line for passage in article.passages] == [2, 5]
    assert fault.line == 4
    assert reason in fault.reason


def test_a_row_with_more_cells_than_the_header_is_told() -> None:
    data = written(labelled_csv, Sample())
    source = MemorySource("x", data.rstrip(b"\n") + b",more\n")
    assert [fault.line for fault in faults(source)] == [2]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b'a"b,"c\n"d"e,f\n', 3, "not quoted as CSV is"),
        (b'a,b,"never ends\n\n\n', 3, "not quoted"),
        ("é\n".encode("latin-1"), 2, "not UTF-8 text from line 2"),
        (b"x\n\xed\xa0\x80\n", 3, "not UTF-8 text from line 3"),
    ],
)
def test_where_it_cannot_be_read_on_is_told(data: bytes, line: int, reason: str) -> None:
    header = written(labelled_csv, Sample()).split(b"\n", 1)[0] + b"\n"
    with pytest.raises(FormatError, match=reason) as caught:
        list(labelled_csv.read(MemorySource("x", header + data)))
    assert caught.value.line is not None
    assert abs(caught.value.line - line) <= 1


def test_apostrophes_of_the_spreadsheet_flavour_go_and_a_reviewer_s_own_stay() -> None:
    quotes = ["=1", "'=1", "'quoted'", "@a", "-", "'-"]
    rows = [
        replace(ANNOTATION, start=0, end=len(quote), quote=quote, note=quote) for quote in quotes
    ]
    article = one(MemorySource("x", written(excel_csv, Sample(annotation_rows=rows))), excel_csv)
    assert [passage.quote for passage in article.passages] == quotes
    assert article.passages[2].note == "'quoted'"


def test_a_cut_quote_is_refused_and_a_cut_note_told() -> None:
    long = "💩" * 20_000
    rows = [
        replace(ANNOTATION, start=0, end=len(long), quote=long),
        replace(ANNOTATION, note=long, quote="the 9", start=3, end=8),
    ]
    source = MemorySource("x", written(excel_csv, Sample(annotation_rows=rows)))
    assert [(fault.line, fault.reason[:17]) for fault in faults(source, excel_csv)] == [
        (2, "The quote was cut")
    ]
    (article,) = (one for one in excel_csv.read(source) if isinstance(one, LabelledArticle))
    assert article.dropped == {"dropped_cut_cells": 1}
    assert len(article.passages[0].note) == 16_383


def test_rows_of_one_text_may_stand_apart() -> None:
    a = replace(ANNOTATION, text_sha256="a" * 64)
    b = replace(ANNOTATION, text_sha256="b" * 64)
    found = list(
        labelled_csv.read(
            MemorySource("x", written(labelled_csv, Sample(annotation_rows=[a, a, b, a])))
        )
    )
    assert [(one.text_sha256[0], len(one.passages)) for one in found if isinstance(one, LabelledArticle)] == [
        ("a", 2), ("b", 1), ("a", 1),
    ]  # fmt: skip


class Endless:
    """A file as large as one likes, of one row again and again."""

    name = "x.csv"
    size = 0

    def __init__(self, rows: int) -> None:
        self.header, self.row = written(labelled_csv, Sample()).split(b"\n")[:2]
        self.rows = rows

    def head(self) -> bytes:
        return self.header

    def beside(self, name: str) -> None:
        return None

    def open(self) -> BinaryIO:
        class Raw(io.RawIOBase):
            def __init__(self, pieces: Iterator[bytes]) -> None:
                self.pieces = pieces
                self.rest = b""

            def readable(self) -> bool:
                return True

            def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
                while len(self.rest) < len(buffer) and (piece := next(self.pieces, b"")):
                    self.rest += piece
                size = min(len(buffer), len(self.rest))
                buffer[:size] = self.rest[:size]
                self.rest = self.rest[size:]
                return size

        pieces = (self.row + b"\n" for _ in range(self.rows))
        return io.BufferedReader(Raw(_chain(self.header + b"\n", pieces)))


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def test_memory_does_not_grow_with_the_rows() -> None:
    peaks = []
    for rows in (5_000, 10_000):
        tracemalloc.start()
        found = sum(
            len(one.passages)
            for one in labelled_csv.read(Endless(rows))
            if isinstance(one, LabelledArticle)
        )
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert found == rows
    assert peaks[1] < peaks[0] * 1.2


def test_a_line_without_an_end_is_not_held() -> None:
    data = written(labelled_csv, Sample()) + b'"' + b"x" * (30 << 20)
    with pytest.raises(FormatError, match="longer than 24 MB"):
        list(labelled_csv.read(MemorySource("x", data)))


@pytest.mark.parametrize("codec", FLAVOURS)
@given(where=st.integers(0, 2_000), what=st.binary(max_size=6), cut=st.integers(0, 6))
def test_a_damaged_file_is_refused_in_a_sentence(
    codec: ModuleType, where: int, what: bytes, cut: int
) -> None:
    data = written(codec, sample([(TEXTS["astral"], SPANS)]))
    at = where % len(data)
    _read_or_refuse(codec, data[:at] + what + data[at + cut :])


@pytest.mark.parametrize("codec", FLAVOURS)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-16")))
def test_anything_at_all_is_refused_in_a_sentence(codec: ModuleType, data: bytes) -> None:
    _read_or_refuse(codec, data)
    header = written(codec, Sample(annotation_rows=[]))
    _read_or_refuse(codec, header + data)


def _read_or_refuse(codec: ModuleType, data: bytes) -> None:
    source = MemorySource("x.csv", data)
    codec.recognises(source)
    with suppress(FormatError):
        for found in codec.read(source):
            assert isinstance(found, LabelledArticle | Fault)


def test_what_lies_in_an_unpacked_archive_is_the_archive_s() -> None:
    from formats.annotations import bundle

    data = b"".join(bundle.write(Sample(), WriteOptions(made_at=OPTIONS.made_at)))
    claimed = {
        source.name: [codec.NAME for codec in (*FLAVOURS, bundle) if codec.recognises(source)]
        for source in sources(bundle, data)
    }
    assert claimed.pop("annotations.csv") == ["bundle"]
    assert not any(claimed.values())
