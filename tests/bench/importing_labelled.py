"""Importing labelled data: how fast, in how much memory, and how long somebody's save waits for it."""

import json
import resource
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from formats.exchange.imports import PARTS, run_import
from formats.exchange.recognition import Formats
from models.database import Database
from models.operations import Request
from models.writer import Writer
from tests.bench.table import Line
from tests.builders import BuiltArticle, build_desk, operation
from tests.formats.exchange import tiny_lines

A_TEXT = 100
_SENTENCE = "Nobody at the mill knew of the sale, the register of part {} says. "
_LABELS = ("PER", "ORG", "LOC", "DATE")
_PAUSE = 0.02


def measure_labelled_import(database: Database, folder: Path, annotations: int) -> list[Line]:
    """Annotations a second of a JSON-lines file, memory taken, and saves that were made meanwhile."""
    desk = build_desk(database)
    article = desk.article()
    path = folder / "labelled.tiny"
    _write(path, annotations)
    formats = Formats(readers={"tiny": tiny_lines})  # type: ignore[dict-item]
    moments: list[float] = []
    before = _peak_megabytes()
    began = perf_counter()
    with _saving(database, desk.reviewer("Ruth"), article) as waits:
        outcome = run_import(
            database, None, desk.project_id, [str(path)], formats=formats,
            tell=lambda done, _: moments.append(perf_counter()) if done >= PARTS // 2 else None,
        )  # fmt: skip
        ended = perf_counter()
    assert outcome.passages == annotations, list(outcome.plan.faulty)[:3]
    return [
        Line(f"annotations, {A_TEXT} an article", annotations),
        Line("annotations a second", annotations / (ended - began)),
        Line("seconds of them in the one transaction", ended - moments[0], 1),
        Line("saves meanwhile", len(waits)),
        Line("longest wait of a save (s)", max(waits, default=0), 1),
        Line("growth of the most memory ever taken (MB)", _peak_megabytes() - before, 1),
    ]


@contextmanager
def _saving(database: Database, reviewer: int, article: BuiltArticle) -> Iterator[list[float]]:
    """Somebody tags again and again, as the reader saves; how long each save took."""
    waits: list[float] = []
    done = threading.Event()
    writer = Writer(database)

    def save() -> None:
        while not done.wait(_PAUSE):
            wanted = {"revision_id": article.revision_id, "start": 0, "end": 8, "tag": "sourced"}
            began = perf_counter()
            (answer,) = writer.submit(
                Request(reviewer, [operation("create", id=str(uuid4()), **wanted)])
            ).result()
            assert answer.status == "saved", answer.message
            waits.append(perf_counter() - began)

    thread = threading.Thread(target=save)
    thread.start()
    try:
        yield waits
    finally:
        done.set()
        thread.join()
        writer.close()


def _write(path: Path, annotations: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for first in range(0, annotations, A_TEXT):
            text = _SENTENCE.format(first) * 40
            spans = [
                [number * 25, number * 25 + 20, _LABELS[number % 4],
                 {"reviewer": f"reader {number % 3}", "quote": text[number * 25 : number * 25 + 20]}]
                for number in range(min(A_TEXT, annotations - first))
            ]  # fmt: skip
            told = {"tiny": 1, "title": f"Part {first}", "text": text, "spans": spans}
            file.write(json.dumps(told) + "\n")


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
