import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from formats.annotations import inception_project
from formats.annotations.labelled import LabelledArticle, LabelledReading
from formats.source import MemorySource
from tests.formats.annotations.round_trips import beside, damaged, read_all, reasons
from tests.formats.annotations.test_uima_xmi import XMI
from tests.formats.annotations.test_webanno_tsv import GOOD

PROJECT: dict[str, Any] = {
    "name": "Desk",
    "source_documents": [{"name": "a.txt", "format": "text"}],
    "annotation_documents": [
        {"name": "a.txt", "user": "ines", "state": "FINISHED", "updated": 1572163781000},
        {"name": "a.txt", "user": "otto", "state": "IN_PROGRESS"},
        {"name": "a.txt", "user": "uma", "state": "FINISHED"},
    ],
}
TEXT = "I like 😊 .\n"
FILES: dict[str, str | bytes] = {
    "exportedproject.json": json.dumps(PROJECT),
    "source/a.txt": TEXT,
    "annotation/a.txt/ines.tsv": GOOD,
    "annotation/a.txt/otto.tsv": GOOD.replace("A[1]", "B[1]"),
    "annotation_ser/a.txt/uma.ser": b"\xac\xed\x00\x05",
    "curation/a.txt/CURATION_USER.tsv": GOOD,
}


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def project(**changes: str | bytes | None) -> MemorySource:
    files = {**FILES, **{key.replace("__", "/"): value for key, value in changes.items()}}
    return beside("exportedproject.json", {k: v for k, v in files.items() if v is not None})


def article(source: MemorySource) -> LabelledArticle:
    assert inception_project.recognises(source)
    (found,) = inception_project.read(source)
    assert isinstance(found, LabelledArticle)
    return found


def test_the_real_export_is_read(corpora: Path) -> None:
    folder = corpora / "2_peer_formats" / "inception_project_export"
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = next(name for name in files if name.startswith("exportedproject"))
    found = article(beside(name, files))
    assert (found.title, found.text) == ("example_sentence.txt", "This is an example sentence.\n")
    assert [(p.start, p.end, p.tag, p.is_gold) for p in found.passages] == [(0, 4, "Chunk", True)]
    assert found.dropped == {"dropped_serialised": 1}
    assert found.readings == []


def test_every_annotator_s_work_and_the_curation_are_on_one_article() -> None:
    found = article(project())
    assert found.text == TEXT
    assert [(p.tag, p.reviewer, p.is_gold) for p in found.passages] == [
        ("A", "ines", False),
        ("B", "otto", False),
        ("A", "", True),
    ]
    moment = datetime.fromtimestamp(1572163781, UTC)
    assert found.readings == [
        LabelledReading("ines", "submitted", moment),
        LabelledReading("otto", "in_progress"),
    ]
    assert found.dropped == {"dropped_serialised": 1}


def test_zipped_cas_are_opened() -> None:
    files = {
        "annotation/a.txt/ines.tsv": None,
        "annotation/a.txt/ines.zip": zipped({"x.xmi": XMI.encode(), "TypeSystem.xml": b"<a/>"}),
        "source/a.txt": "A 💩 day.",
        "annotation/a.txt/otto.tsv": None,
        "curation/a.txt/CURATION_USER.tsv": None,
    }
    found = article(project(**{key.replace("/", "__"): value for key, value in files.items()}))
    assert [(p.tag, p.reviewer, p.start) for p in found.passages] == [("bold", "ines", 2)]


def test_work_on_another_text_is_an_article_of_its_own() -> None:
    source = project(source__x="", **{"source/a.txt": "Something else."})
    first, second, *_ = inception_project.read(source)
    assert isinstance(first, LabelledArticle)
    assert isinstance(second, LabelledArticle)
    assert (first.text, first.passages) == ("Something else.", [])
    assert second.text == TEXT.rstrip()


def test_an_article_that_is_no_plain_text_has_its_annotators() -> None:
    other = PROJECT | {"source_documents": [{"name": "a.txt", "format": "pdf"}]}
    found = article(project(**{"source/a.txt": None, "exportedproject.json": json.dumps(other)}))
    assert found.text == TEXT.rstrip()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"exportedproject.json": '{"source_documents": 3}'}, "no list of source_documents"),
        ({"exportedproject.json": '{"source_documents": [{"name": "../x"}]}'}, "no name of a file"),
        ({"exportedproject.json": '{"source_documents": [{"name": 3}]}'}, "no name of a file"),
        ({"exportedproject.json": '{"source_documents": [{"name": "b"}]}'}, "none of the project"),
        ({"annotation/a.txt/ines.tsv": "x"}, "ines.tsv: No format"),
        ({"annotation/a.txt/ines.tsv": f"{GOOD}x"}, "ines.tsv: It is no row"),
        (
            {"annotation/a.txt/ines.tsv": None, "annotation/a.txt/ines.zip": b"PK\x03\x04"},
            "damaged or encrypted",
        ),
        (
            {"annotation/a.txt/ines.tsv": None, "annotation/a.txt/ines.zip": zipped({"a": b""})},
            "ines.zip: No format",
        ),
        (
            {
                "annotation/a.txt/ines.tsv": None,
                "annotation/a.txt/ines.zip": zipped({"x.xmi": b" " * 40_000_000}),
            },
            "larger than 32 MB",
        ),
    ],
)
def test_what_is_wrong_is_said(changes: dict[str, str | bytes | None], says: str) -> None:
    ((_, reason),) = reasons(inception_project, project(**changes))
    assert says in reason


@given(damaged([json.dumps(PROJECT).encode()]))
def test_no_damage_is_more_than_a_sentence(data: bytes) -> None:
    read_all(inception_project, project(**{"exportedproject.json": data}))
