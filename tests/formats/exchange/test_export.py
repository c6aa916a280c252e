"""A project on its way out of the database: whole, of one moment, and consistent with itself."""

import csv
import hashlib
import io
import os
import socket
import subprocess
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import text

from formats.annotations.dataset import WriteOptions
from formats.annotations.registry import CODECS
from formats.exchange.beginning import Beginning, beginning
from formats.exchange.export import export_project, export_to_file, file_name
from models.queries.export_filters import ExportFilters
from models.queries.export_stream import ExportError
from tests.builders import Desk

EVERYTHING = ExportFilters()
HOSTILE = '=1+1, said "Ana"\tand 👨🏻‍🚒 paid 🇩🇪;\nNA\n\n  e\u0301 \u2028 \u00a0x שלום 中文, 007'


def exported(desk: Desk, name: str, filters: ExportFilters = EVERYTHING) -> bytes:
    with desk.database.read() as session:
        return b"".join(
            export_project(session, desk.editor, desk.project_id, name, filters, WriteOptions())
        )


def tables(desk: Desk, filters: ExportFilters = EVERYTHING) -> dict[str, pd.DataFrame]:
    archive = zipfile.ZipFile(io.BytesIO(exported(desk, "bundle", filters)))
    return {
        name.removesuffix(".csv"): pd.read_csv(
            archive.open(name),
            keep_default_na=False,
            dtype={"quote": str, "text": str, "note": str},
        )
        for name in archive.namelist()
        if name.endswith(".csv")
    }


def test_every_span_of_a_hostile_text_slices_it_in_pandas(desk: Desk) -> None:
    article = desk.article(HOSTILE)
    for start in range(len(HOSTILE)):
        desk.tag("Ruth", article, (start, min(start + 7, len(HOSTILE))), note="=note\r\n")
    found = tables(desk)
    both = found["annotations"].merge(found["articles"][["article_id", "revision", "text"]])
    assert len(both) == len(HOSTILE)
    columns = ["text", "start", "end", "quote", "text_sha256"]
    for whole, start, end, quote, sha256 in both[columns].to_numpy().tolist():
        assert whole[start:end] == quote
        assert hashlib.sha256(whole.encode()).hexdigest() == sha256


def test_a_real_text_comes_back(desk: Desk, real_articles: list[Path]) -> None:
    article = desk.article(real_articles[0].read_text("utf-8"))
    desk.tag("Ruth", article, (0, len(article.text)))
    assert list(tables(desk)["articles"]["text"]) == [article.text]


def test_what_refers_to_something_finds_it(desk: Desk) -> None:
    articles = [desk.article() for _ in range(3)]
    evidence = [{"url": "https://example.org/a", "quote": "so", "stance": "supports"}]
    desk.tag("Ruth", articles[0], "40 jobs lost", evidence=evidence)
    desk.tag("Omar", articles[1], "Critics", "disputed", evidence=evidence)
    found = tables(desk, ExportFilters(tags=["sourced"]))
    places = {(row.article_id, row.revision) for row in found["articles"].itertuples()}
    assert len(places) == 3
    for name in ("annotations", "sentences"):
        assert {(row.article_id, row.revision) for row in found[name].itertuples()} <= places
    assert set(found["annotations"]["tag"]) <= set(found["codebook"]["tag"])
    assert list(found["evidence"]["annotation_id"]) == list(found["annotations"]["annotation_id"])


def test_an_export_is_of_the_moment_it_began(desk: Desk) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs lost")
    with desk.database.read() as session:
        chunks = export_project(
            session, desk.editor, desk.project_id, "bundle", EVERYTHING, WriteOptions()
        )
        data = next(chunks)
        desk.tag("Omar", article, "Critics")
        desk.article()
        data += b"".join(chunks)
    archive = zipfile.ZipFile(io.BytesIO(data))
    rows = list(csv.DictReader(io.StringIO(archive.read("annotations.csv").decode(), newline="")))
    assert [row["quote"] for row in rows] == ["40 jobs lost"]
    assert len(list(csv.DictReader(io.StringIO(archive.read("articles.csv").decode())))) == 1


@pytest.mark.parametrize("name", ["csv", "csv-excel", "sentences", "bundle"])
def test_an_empty_project_still_has_a_header(desk: Desk, name: str) -> None:
    data = exported(desk, name)
    assert b"article_id" in (data if name != "bundle" else _annotations(data))


@pytest.mark.parametrize("name", CODECS)
def test_an_empty_project_is_exported_all_the_same(sqlite_desk: Desk, name: str) -> None:
    assert isinstance(exported(sqlite_desk, name), bytes)


def _annotations(data: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(data)).read("annotations.csv")


def began(desk: Desk, name: str, delimiter: str = ",") -> Beginning:
    with desk.database.read() as session:
        asked = (session, desk.editor, desk.project_id, name, EVERYTHING)
        found = beginning(*asked, WriteOptions(delimiter=delimiter))
    assert found is not None
    return found


@pytest.mark.parametrize("name", ["csv", "sentences"])
def test_a_preview_is_the_beginning_of_the_file(desk: Desk, name: str) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    desk.article()
    shown = began(desk, name)
    header, *rows = csv.reader(io.StringIO(exported(desk, name).decode(), newline=""))
    assert list(shown.columns) == header
    assert [list(row) for row in shown.rows] == rows[: len(shown.rows)]
    assert shown.rows


@pytest.mark.parametrize("name", CODECS)
def test_every_format_shows_how_it_begins(sqlite_desk: Desk, name: str) -> None:
    evidence = [{"url": "https://example.org/a", "quote": "“no”", "stance": "contradicts"}]
    article = sqlite_desk.article()
    sqlite_desk.tag("Ruth", article, "40 jobs lost", "disputed", evidence=evidence)
    shown = began(sqlite_desk, name)
    seen = f"{shown.rows}{shown.text}{shown.page}"
    if name == "spacy":
        assert [row[:2] for row in shown.rows] == [["disputed", "40 jobs lost"]]
        assert "DocBin" in shown.opened_with
    elif name == "report-pdf":
        assert shown.picture.startswith(b"\x89PNG")
    elif name in ("brat", "webanno-tsv", "conll", "ptc"):
        assert "disputed" in seen
    elif name in ("uima-cas", "uima-json"):
        assert "DocumentMetaData" in seen
    else:
        assert "40 jobs lost" in seen
    assert (shown.name in shown.files) == bool(shown.files)


def test_a_preview_never_goes_through_the_whole_project(sqlite_desk: Desk) -> None:
    long = sqlite_desk.article("A sentence of it. " * 10_000)
    sqlite_desk.tag("Ruth", long, (0, 10))
    for _ in range(4):
        sqlite_desk.tag("Ruth", sqlite_desk.article(), "40 jobs lost")
    shown = began(sqlite_desk, "csv")
    place = shown.columns.index("quote")
    assert [row[place] for row in shown.rows] == ["40 jobs lost"] * 2


def test_a_file_of_the_right_name_is_complete(desk: Desk, tmp_path: Path) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    path = tmp_path / "labels.csv"
    size = export_to_file(desk.database, None, desk.project_id, "csv", path)
    assert path.stat().st_size == size
    assert [file.name for file in tmp_path.glob("labels*")] == ["labels.csv"]
    with desk.database.begin() as session:
        session.execute(text("UPDATE annotation SET quote = 'other'"))
    before = path.read_bytes()
    with pytest.raises(ExportError, match="Nothing was exported"):
        export_to_file(desk.database, None, desk.project_id, "csv", path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.glob("labels*")] == ["labels.csv"]


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Choose another place"):
        export_to_file(desk.database, None, desk.project_id, "csv", tmp_path / "no" / "labels.csv")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        export_to_file(desk.database, None, desk.project_id, "csv", tmp_path / "folder")


def test_a_link_stays_and_its_target_is_replaced(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    target, link = tmp_path / "kept" / "labels.csv", tmp_path / "labels.csv"
    link.symlink_to(Path("kept") / "labels.csv")
    for _ in range(2):  # to nothing yet, then to a file
        size = export_to_file(desk.database, None, desk.project_id, "csv", link)
        assert link.is_symlink()
        assert target.stat().st_size == size
        target.write_bytes(b"older")
    assert [file.name for file in target.parent.iterdir()] == ["labels.csv"]
    ring = tmp_path / "ring.csv"
    ring.symlink_to(ring)
    with pytest.raises(ExportError, match="Choose another place"):
        export_to_file(desk.database, None, desk.project_id, "csv", ring)
    assert ring.is_symlink()


def test_a_pipe_is_written_through(desk: Desk, tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
        size = export_to_file(desk.database, None, desk.project_id, "csv", path)
        came, _ = reader.communicate(timeout=10)
        assert len(came) == size
        assert came.startswith(b"annotation_id,")
    assert pipe.is_fifo()
    assert sorted(file.name for file in tmp_path.glob("*p*")) == ["pipe"]


def test_a_pipe_that_takes_nothing_more_is_told(desk: Desk, tmp_path: Path) -> None:
    article = desk.article("A line that is long enough to fill every pipe. " * 8_000)
    desk.tag("Ruth", article, (0, len(article.text)))
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["head", "-c", "10", pipe], stdout=subprocess.PIPE)
    with pytest.raises(ExportError, match="Broken pipe"):
        export_to_file(desk.database, None, desk.project_id, "csv", pipe)
    reader.communicate(timeout=10)
    assert pipe.is_fifo()


def test_a_socket_is_refused(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        with pytest.raises(ExportError, match="Choose another place"):
            export_to_file(desk.database, None, desk.project_id, "csv", place)
    assert place.is_socket()


@pytest.mark.parametrize("project", ["../../etc", "a/b\\c", "Zürich: x", "...", "💩"])
def test_a_file_name_is_no_path(project: str) -> None:
    name = file_name(project, "bundle")
    assert not set(name) & set('/\\:"')
    assert not name.startswith((".", "-"))
    assert name.endswith(".zip")
