"""Saving one passage a call from 32 threads, against bare INSERT and COMMIT of the same size."""

import sqlite3
import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import perf_counter
from typing import Any
from uuid import uuid4

from models.database import Database
from models.operations import Request
from models.writer import Writer
from tests.bench.table import Line
from tests.builders import build_desk, operation

CLIENTS = 32
_BARE = 300


def measure_saving(database: Database, operations: int) -> list[Line]:
    """Operations a second through the writer, each a call of its own, and what a bare loop does."""
    desk = build_desk(database)
    article = desk.article("Nobody at the mill knew of the sale. " * 300)
    people = [desk.reviewer(f"Reader{number}") for number in range(8)]
    writer = Writer(database)

    def work(client: int) -> list[float]:
        reviewer = people[client % len(people)]
        waits: list[float] = []
        for raw in _creates(article.revision_id, len(article.text), operations // CLIENTS):
            sent = perf_counter()
            (answer,) = writer.submit(Request(reviewer, [raw])).result()
            waits.append(perf_counter() - sent)
            assert answer.status == "saved", answer.message
        return waits

    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(work, range(CLIENTS)))  # the first time fills every cache
        began = perf_counter()
        waits = [wait for told in pool.map(work, range(CLIENTS)) for wait in told]
        ours = len(waits) / (perf_counter() - began)
    writer.close()
    bare = _bare_commits_a_second(database)
    return [
        Line(f"operations a second, {CLIENTS} threads, one a call", ours),
        Line("answered within, median (ms)", statistics.median(waits) * 1_000, 1),
        Line("answered within, 95 % (ms)", statistics.quantiles(waits, n=20)[-1] * 1_000, 1),
        Line("bare INSERT and COMMIT a second, one thread", bare),
        Line("ours / bare", ours / bare, 2),
    ]


def _creates(revision_id: int, length: int, count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        start = number * 37 % (length - 40)
        yield operation(
            "create",
            id=str(uuid4()),
            revision_id=revision_id,
            start=start,
            end=start + 36,
            tag="sourced",
        )


def _bare_commits_a_second(database: Database) -> float:
    """Rows of the same columns, each in a transaction, as durable as ours."""
    beside = database.path.with_name("bare.db")
    with closing(sqlite3.connect(beside, isolation_level=None)) as bare:
        bare.execute("PRAGMA journal_mode = WAL")
        bare.execute("PRAGMA synchronous = FULL")
        bare.execute("CREATE TABLE annotation (id TEXT PRIMARY KEY, quote, prefix, suffix, told)")
        began = perf_counter()
        for _ in range(_BARE):
            bare.execute("BEGIN IMMEDIATE")
            row = (str(uuid4()), "x" * 36, "x" * 32, "x" * 32, "x" * 600)
            bare.execute("INSERT INTO annotation VALUES (?, ?, ?, ?, ?)", row)
            bare.execute("COMMIT")
        return _BARE / (perf_counter() - began)
