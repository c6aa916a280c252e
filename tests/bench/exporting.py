"""Exporting a large project, against the same SELECT poured into `csv.writer`."""

import csv
import os
import resource
import sqlite3
import sys
from collections.abc import Generator, Sequence
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import Select, insert, make_url, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.dialects.postgresql import psycopg as psycopg_dialect
from sqlalchemy.orm import Session

from formats.exchange.export import export_to_file
from models.annotation import Annotation
from models.base import now
from models.database import Database
from models.frozen import freeze_all
from models.queries.export_annotations import ORDER, labelled
from models.queries.export_filters import ExportFilters
from models.queries.export_stream import ROWS_AT_A_TIME
from models.tables import METADATA
from models.tag import tags_of
from tests.bench.table import Line
from tests.builders import BuiltArticle, Desk, build_desk

A_TEXT = 500
# So many are made one by one; what is more is made of them by copying.
_MADE = 20_000
_STEP = 1_000_000
_SENTENCE = "Nobody at the mill knew of the sale. "


def measure_export(database: Database, folder: Path, annotations: int) -> list[Line]:
    """Rows a second of our labelled CSV and of a bare loop over its SELECT, and memory taken.

    The memory is what the large project takes more than a small one.
    """
    small, desk = build_desk(database, "Small"), build_desk(database)
    fill(small, 1_000, ("Ann", "Ben", "Cal"))
    fill(desk, annotations)
    export_to_file(database, None, small.project_id, "csv", folder / "warm.csv")
    before = peak_megabytes()
    began = perf_counter()
    size = export_to_file(database, None, desk.project_id, "csv", folder / "ours.csv")
    ours = perf_counter() - began
    grown = peak_megabytes() - before
    bare = _bare_seconds(database, desk.project_id, folder / "bare.csv")
    return [
        Line("annotations", annotations),
        Line("size of the labelled CSV (MB)", size / 1e6, 1),
        Line("rows a second, labelled CSV", annotations / ours),
        Line("rows a second, bare cursor to csv.writer", annotations / bare),
        Line("ours / bare, in time (1 is as fast)", ours / bare, 2),
        Line("growth of the most memory ever taken (MB)", grown, 1),
    ]


def fill(desk: Desk, annotations: int, names: Sequence[str] = ("Ruth", "Omar", "Lena")) -> None:
    """Texts with five hundred passages each, of three people; one of them has submitted all."""
    copies = max(1, -(-annotations // _MADE))
    _make(desk, annotations // copies, names)
    with desk.database.begin() as session:
        for number in range(1, copies):
            _copy(session, desk.project_id, number * _STEP)
        freeze_all(session, desk.project_id)
    _make(desk, annotations % copies, names)


def _make(desk: Desk, annotations: int, names: Sequence[str]) -> None:
    people = [desk.reviewer(name) for name in names]
    for first in range(0, annotations, A_TEXT):
        article = desk.article(f"{_SENTENCE * 60}That was part {first}.")
        _store(desk, article, people, min(A_TEXT, annotations - first))
        desk.submit(names[0], article)


def _copy(session: Session, project_id: int, step: int) -> None:
    """Everything that was made once more, under other numbers; the database does it by itself."""
    ours = f"WHERE project_id = {project_id} AND %s < {_STEP}"
    texts = f"IN (SELECT id FROM revision {ours % 'id'})"
    for name, shifted, which in (
        ("article", {"id"}, ours % "id"),
        ("revision", {"id", "article_id"}, ours % "id"),
        ("sentence", {"revision_id"}, f"WHERE revision_id {texts}"),
        ("annotation", {"revision_id"}, ours % "revision_id"),
        ("assignment", {"id", "article_id", "submitted_revision_id"},
         f"WHERE submitted_revision_id {texts}"),
    ):  # fmt: skip
        columns = [column.name for column in METADATA.tables[name].columns]
        values = [f'"{one}" + {step}' if one in shifted else f'"{one}"' for one in columns]
        if name == "annotation":
            of_ours = session.get_bind().dialect.name == "sqlite"
            made = "lower(hex(randomblob(16)))" if of_ours else "gen_random_uuid()"
            values[columns.index("id")] = made
        told = ", ".join(f'"{one}"' for one in columns)
        session.execute(
            text(f"INSERT INTO {name} ({told}) SELECT {', '.join(values)} FROM {name} {which}")
        )


def _store(desk: Desk, article: BuiltArticle, people: list[int], count: int) -> None:
    with desk.database.begin() as session:
        tags = [tag.id for tag in tags_of(session, desk.project_id)]
        session.execute(
            insert(Annotation), [_row(article, people, tags, number) for number in range(count)]
        )


def _row(
    article: BuiltArticle, people: list[int], tags: list[int], number: int
) -> dict[str, object]:
    start = number * 37 % (len(article.text) - 60)
    return {
        "id": uuid4(), "project_id": article.project_id, "revision_id": article.revision_id,
        "text_length": len(article.text), "reviewer_id": people[number % len(people)],
        "tag_id": tags[number % len(tags)], "start": start, "end": start + 50,
        "quote": article.text[start : start + 50],
        "prefix": article.text[max(0, start - 32) : start],
        "suffix": article.text[start + 50 : start + 82],
        "sentence": number % 60, "paragraph": 0, "note": "seen, and noted", "origin": "human",
        "guideline_version": 1, "version": 1, "created_at": now(), "updated_at": now(),
    }  # fmt: skip


def _bare_seconds(database: Database, project_id: int, path: Path) -> float:
    wanted = labelled(None, project_id, ExportFilters()).order_by(*ORDER)
    with path.open("w", newline="") as file, closing(_bare(database, wanted)) as rows:
        began = perf_counter()
        csv.writer(file).writerows(rows)
        file.flush()
        os.fsync(file.fileno())
        return perf_counter() - began


def _bare(database: Database, wanted: Select[Any]) -> Generator[Any, None, None]:
    """The rows as the driver gives them, few at a time."""
    if database.is_sqlite:
        compiled = wanted.compile(dialect=sqlite.dialect(paramstyle="named"))
        with closing(sqlite3.connect(database.path)) as bare:
            yield from bare.execute(str(compiled), compiled.params)
        return
    compiled = wanted.compile(dialect=psycopg_dialect.dialect())  # type: ignore[no-untyped-call]
    address = make_url(database.url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as bare:
        bare.execute("SET cursor_tuple_fraction = 1")
        with bare.cursor("bare") as cursor:
            cursor.itersize = ROWS_AT_A_TIME
            cursor.execute(str(compiled).encode(), compiled.params)
            yield from cursor


def peak_megabytes() -> float:
    """The most memory that this process ever took."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
