"""The PDF is made in a process of its own, which can be stopped and is bounded."""

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from formats.annotations import report_pdf
from formats.annotations.dataset import WriteOptions
from formats.annotations.errors import FormatError
from formats.annotations.report import fonts, pdf_apart, spool
from tests.formats.annotations.contract import Span, sample, written
from tests.formats.annotations.pdf_reading import read


def test_who_hangs_up_ends_the_making_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started: list[subprocess.Popen[str]] = []

    class Watched(subprocess.Popen[str]):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    text = "A sentence of the article that fills the page. " * 2_000
    chunks = report_pdf.write(sample([(text, [(0, 9, "sourced", "ines")])]), WriteOptions())

    assert [next(chunks), next(chunks)] == [report_pdf.HEADER, b""]
    (child,) = started
    assert child.poll() is None
    assert list(tmp_path.iterdir())
    chunks.close()  # type: ignore[attr-defined]

    assert child.poll() is not None
    assert not list(tmp_path.iterdir())


def test_the_child_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    text = "A sentence of the article that fills the page. " * 20_000
    folder = tmp_path / "made"
    folder.mkdir()
    spool.spool(sample([(text, [(0, 9, "sourced", "ines")])]), WriteOptions(), folder)
    with pdf_apart.child_for(folder) as child:
        assert child.stdin is not None
        child.stdin.close()  # as the system does for whoever is killed

        assert child.wait() == 1

    assert not folder.exists()


def test_it_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    options = WriteOptions(tell=lambda done, total: heard.append((done, total)))
    spans: list[Span] = [(0, 3, "sourced", "ines")]

    read(sample([("One.", spans), ("Two!", spans), ("Nothing here.", [])]), options)

    assert heard == [(4, 8), (8, 8)]


def test_without_its_faces_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "package_folder", lambda _name: None)

    with pytest.raises(FormatError, match="take the report as a page"):
        written(report_pdf, sample([("One.", [(0, 3, "sourced", "ines")])]))


def test_what_needs_too_much_memory_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf_apart, "MEMORY", 150 * 1024 * 1024)

    with pytest.raises(FormatError, match="take the report as a page"):
        written(report_pdf, sample([("One.", [(0, 3, "sourced", "ines")])]))
