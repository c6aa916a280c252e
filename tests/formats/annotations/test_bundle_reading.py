"""A bundle as labelled data: its texts with what people marked and cleared in them."""

import csv
import io
import struct
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.annotations import bundle
from formats.annotations.errors import Fault, FormatError
from formats.annotations.labelled import LabelledArticle, LabelledEvidence, LabelledReading
from formats.source import MemorySource
from tests.formats.annotations.contract import TEXTS, read_back, sample, sources, spans, written
from tests.formats.annotations.samples import EVIDENCE

SPANS = [
    (0, 1, "sourced", "ines"), (0, 1, "sourced", "omar"), (0, 1, "filler", "ines"),
    (1, 2, "filler", "ines"), (0, 2, "disputed", "omar"), (1, 3, "sourced", "ines"),
]  # fmt: skip
ZEROS = b"\0" * (1 << 20)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> MemorySource:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return MemorySource("archive.zip", whole.getvalue())


def read(source: MemorySource) -> tuple[list[LabelledArticle], list[Fault]]:
    found = list(bundle.read(source))
    return (
        [one for one in found if isinstance(one, LabelledArticle)],
        [one for one in found if isinstance(one, Fault)],
    )


def csv_of(*rows: Mapping[str, object]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def data() -> bytes:
    return written(bundle, sample([(TEXTS["astral"], SPANS), (TEXTS["plain"], SPANS[:2])]))


def test_every_text_and_span_comes_back_zipped_and_unpacked() -> None:
    marked = [(text, [one for one in SPANS if one[1] <= len(text)]) for text in TEXTS.values()]
    evidence = replace(
        EVIDENCE, annotation_id="00000000-0000-0000-0000-0000000f4240", citation="p. 4"
    )
    data = written(bundle, sample([*marked, ("Nothing here.", [])], evidence=[evidence]))
    zipped_up, _ = read(MemorySource("archive.zip", data))
    assert zipped_up == read_back(bundle, data)
    assert [article.text for article in zipped_up] == [*TEXTS.values(), "Nothing here."]
    assert [spans(article) for article in zipped_up[:-1]] == [sorted(one) for _, one in marked]
    (first,) = (one for one in zipped_up[0].passages if one.evidence)
    assert list(first.evidence) == [
        LabelledEvidence("https://example.org/a", "p. 4", "At nine", "supports")
    ]
    assert zipped_up[0].title == "Article 1"


def test_readings_cleared_sentences_and_what_stays_behind(data: bytes) -> None:
    files = members(data)
    at = "2026-04-11T09:30:00Z"
    assigned = {
        "article_id": 1, "reviewer": "ines", "status": "submitted", "assigned_at": at,
        "started_at": at, "submitted_at": at, "submitted_revision": 1, "due_on": "",
        "active_seconds": 0,
    }  # fmt: skip
    under_way = {"status": "in_progress", "submitted_at": "", "submitted_revision": ""}
    files["assignments.csv"] = csv_of(assigned, {**assigned, "reviewer": "omar", **under_way})
    cleared = {"article_id": 1, "revision": 1, "reviewer": "ines", "sentence": 1, "cleared_at": at}
    files["reading_states.csv"] = csv_of(cleared, {**cleared, "reviewer": "lena"})
    files["deleted_annotations.csv"] = csv_of({"article_id": 1, "revision": 1})
    (first, _), faults = read(zipped(files))
    assert faults == []
    text = TEXTS["astral"]
    told = {one.reviewer: one for one in first.readings}
    assert set(told) == {"ines", "omar", "lena"}
    assert (told["ines"].status, told["omar"].status) == ("submitted", "in_progress")
    assert [text[start : start + 3] for start, _ in told["ines"].cleared] == ["Caf"]
    assert isinstance(told["lena"], LabelledReading)
    assert first.dropped == {"dropped_deleted": 1}


def test_an_earlier_text_comes_only_with_passages() -> None:
    texts = sample([("One.", []), ("Two.", []), ("Three.", [(0, 2, "filler", "ines")])])
    rows = [replace(row, article_id=1, revision=n) for n, row in enumerate(texts.article_rows, 1)]
    passages = [replace(row, article_id=1, revision=3) for row in texts.annotation_rows]
    data = written(
        bundle, replace(texts, article_rows=rows, annotation_rows=passages, sentence_rows=[])
    )
    (newest,), _ = read(MemorySource("a.zip", data))
    assert newest.text == "Three."
    assert newest.dropped == {"dropped_revisions": 2}
    passages = [replace(row, revision=1, quote="On") for row in passages]
    data = written(
        bundle, replace(texts, article_rows=rows, annotation_rows=passages, sentence_rows=[])
    )
    articles, _ = read(MemorySource("a.zip", data))
    assert [(one.text, len(one.passages)) for one in articles] == [("One.", 1), ("Three.", 0)]


def test_a_changed_text_is_refused_with_its_line(data: bytes) -> None:
    files = members(data)
    files["articles.csv"] = files["articles.csv"].replace(b"Monday", b"Sunday")
    articles, faults = read(zipped(files))
    assert [article.text for article in articles] == [TEXTS["astral"]]
    assert [(fault.line, fault.reason[:14]) for fault in faults] == [(3, "articles.csv: ")]
    assert "SHA-256" in faults[0].reason


def test_rows_of_nothing_are_told_and_the_others_read(data: bytes) -> None:
    files = members(data)
    first = files["annotations.csv"].split(b"\n")[1]
    stray = first.replace(b"Desk,1,1,", b"Desk,9,1,", 1)
    files["annotations.csv"] += first + b"\n" + stray + b"\n"
    files["evidence.csv"] += b"nothing,0,https://example.org,,,,\n"
    articles, faults = read(zipped(files))
    assert [len(article.passages) for article in articles] == [6, 2]
    assert sorted((fault.reason.split(":")[0], fault.line) for fault in faults) == [
        ("annotations.csv", 10), ("annotations.csv", 11), ("evidence.csv", 2),
    ]  # fmt: skip


def test_members_with_names_that_lead_outside_lead_nowhere(data: bytes) -> None:
    files = {"../../etc/passwd": b"x", "/annotations.csv": b"x", **members(data)}
    articles, faults = read(zipped(files))
    assert (len(articles), faults) == (2, [])


def refused(source: MemorySource, reason: str) -> None:
    with pytest.raises(FormatError, match=reason):
        list(bundle.read(source))


def test_bombs_are_refused_before_they_are_unpacked(data: bytes) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in members(data).items():
            archive.writestr(name, held)
        with archive.open("bomb.csv", "w") as member:
            for _ in range(100):
                member.write(ZEROS)
    refused(MemorySource("a.zip", whole.getvalue()), "far more than tables take")


def test_an_archive_of_endless_names_is_not_opened(data: bytes) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, held in members(data).items():
            archive.writestr(name, held)
        for number in range(6):
            archive.writestr(f"{number}" * 60_000, b"")
        for number in range(12):
            archive.writestr(chr(97 + number) * 60_000, b"")
    source = MemorySource("a.zip", whole.getvalue())
    assert not bundle.recognises(source)
    refused(source, "far more than tables take")


def test_sizes_that_lie_are_found_out(data: bytes) -> None:
    lying = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("articles.csv").file_size
    at = lying.rfind(struct.pack("<L", size))
    lying[at : at + 4] = struct.pack("<L", size // 2)
    refused(MemorySource("a.zip", bytes(lying)), "damaged|not quoted")


def test_a_name_that_stands_there_twice_is_refused(data: bytes) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, held in members(data).items():
            archive.writestr(name, held)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("articles.csv", b"")
    refused(MemorySource("a.zip", whole.getvalue()), "holds articles.csv twice")


def test_other_archives_are_not_claimed() -> None:
    assert not bundle.recognises(zipped({"word/document.xml": b"<x/>"}))
    assert not bundle.recognises(MemorySource("a.zip", b"PK\x03\x04 and no more"))


@given(where=st.integers(0, 100_000), what=st.binary(max_size=8), cut=st.integers(0, 8))
def test_a_damaged_archive_is_refused_in_a_sentence(
    data: bytes, where: int, what: bytes, cut: int
) -> None:
    at = where % len(data)
    _read_or_refuse(MemorySource("a.zip", data[:at] + what + data[at + cut :]))


@given(
    name=st.sampled_from(["annotations.csv", "articles.csv", "sentences.csv", "evidence.csv"]),
    where=st.integers(0, 100_000),
    what=st.binary(max_size=8),
    cut=st.integers(0, 40),
)
def test_a_damaged_table_is_refused_in_a_sentence(
    data: bytes, name: str, where: int, what: bytes, cut: int
) -> None:
    files = members(data)
    at = where % len(files[name])
    files[name] = files[name][:at] + what + files[name][at + cut :]
    _read_or_refuse(zipped(files))
    (source,) = (
        one for one in sources(bundle, zipped(files).data) if one.name == "annotations.csv"
    )
    assert isinstance(source, MemorySource)
    _read_or_refuse(source)


def _read_or_refuse(source: MemorySource) -> None:
    bundle.recognises(source)
    with suppress(FormatError):
        for found in bundle.read(source):
            assert isinstance(found, LabelledArticle | Fault)
