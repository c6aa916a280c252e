"""Importing many articles through the codec, the checks and the segmenter."""

import random
from pathlib import Path
from time import perf_counter

from formats.articles.language import detect_language
from formats.exchange.imports import run_import
from models.database import Database
from tests.bench.table import Line
from tests.builders import build_desk

WORDS = 500
_SENTENCE = (
    "the mill closed in March and nobody at the register knew of its sale to an owner who promises "
    "work for forty people while critics doubt what he told the council last week"
)


def measure_import(database: Database, place: Path, articles: int) -> list[Line]:
    """Articles a second, each a text file of 500 words, stored one by one."""
    desk = build_desk(database)
    folder = place / "articles"
    folder.mkdir()
    _write(folder, articles)
    detect_language(_SENTENCE)  # its model is read once a process
    began = perf_counter()
    outcome = run_import(database, None, desk.project_id, [str(folder)])
    seconds = perf_counter() - began
    assert len(outcome.articles) == articles, list(outcome.plan.faulty)[:3]
    return [
        Line(f"articles of {WORDS} words", articles),
        Line("articles a second", articles / seconds, 1),
        Line("milliseconds an article", seconds / articles * 1_000, 1),
    ]


def _write(folder: Path, articles: int) -> None:
    chance = random.Random(7)
    for number in range(articles):
        sentences = [
            f"{' '.join(chance.choices(_SENTENCE.split(), k=20)).capitalize()}."
            for _ in range(WORDS // 20)
        ]
        paragraphs = [" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5)]
        text = "\n\n".join([f"The mill, part {number}", *paragraphs])
        (folder / f"{number:05}.txt").write_text(text, "utf-8")
