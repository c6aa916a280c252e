"""The writer: many at once, each answered when committed, nobody failed by a neighbour."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.database import Database
from models.operations import Answer, Request, apply_operations
from models.writer import Writer
from tests.builders import BuiltArticle, Desk, build_desk, operation


@pytest.fixture
def writer(desk: Desk) -> Iterator[Writer]:
    running = Writer(desk.database)
    yield running
    running.close()


def create(article: BuiltArticle, start: int = 0, **fields: object) -> dict[str, Any]:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "tag": "sourced"}
    return operation("create", **wanted | {"start": start, "end": start + 5} | fields)


def count(desk: Desk, table: str) -> int:
    with desk.database.read() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_everything_that_many_threads_send_is_answered_and_kept(desk: Desk, writer: Writer) -> None:
    article = desk.article()
    people = [desk.reviewer(name) for name in ("Ruth", "Omar", "Lena", "Ines")]

    def work(number: int) -> list[Answer]:
        told: list[Answer] = []
        for start in range(12):
            raw = create(article, start)
            annotation = raw["annotation"]["id"]
            follow = operation("update", id=annotation, version=1, note=f"{number}/{start}")
            for operations in ([raw], [follow, raw]):
                told += writer.submit(Request(people[number % 4], operations)).result()
        return told

    with ThreadPoolExecutor(16) as pool:
        answers = [answer for told in pool.map(work, range(16)) for answer in told]
    assert {answer.status for answer in answers} == {"saved"}
    assert len(answers) == 16 * 12 * 3
    assert count(desk, "annotation") == 16 * 12
    assert count(desk, "operation") == 16 * 12 * 2
    assert count(desk, "assignment") == 4


def test_an_answer_means_committed(desk: Desk, writer: Writer) -> None:
    raw = create(desk.article())
    writer.submit(Request(desk.reviewer("Ruth"), [raw])).result()
    other = Database(desk.database.url)
    with other.read() as session:
        assert session.execute(text("SELECT count(*) FROM annotation")).scalar_one() == 1
    other.close()


def test_a_request_that_the_database_refuses_fails_alone(desk: Desk, writer: Writer) -> None:
    article = desk.article()
    ruth = desk.reviewer("Ruth")
    with _paused(desk):
        good = [writer.submit(Request(ruth, [create(article, n)])) for n in range(3)]
        bad = writer.submit(Request(ruth, [create(article)], origin="robot"))
        more = [writer.submit(Request(ruth, [create(article, n)])) for n in range(3)]
    assert [told.result()[0].status for told in good + more] == ["saved"] * 6
    assert bad.exception() is not None or bad.result()[0].status == "rejected"
    assert count(desk, "annotation") == 6


def test_a_request_that_cannot_be_applied_at_all_fails_alone(desk: Desk, writer: Writer) -> None:
    article = desk.article()
    ruth = desk.reviewer("Ruth")
    with _paused(desk):
        good = writer.submit(Request(ruth, [create(article)]))
        bad = writer.submit(Request(10**30, [create(article)]))
        more = writer.submit(Request(ruth, [create(article, 1)]))
    assert good.result()[0].status == more.result()[0].status == "saved"
    assert bad.exception() is not None or bad.result()[0].status == "rejected"


def test_whoever_stops_waiting_stops_nobody_else(desk: Desk, writer: Writer) -> None:
    article = desk.article()
    ruth = desk.reviewer("Ruth")
    with _paused(desk):
        first = writer.submit(Request(ruth, [create(article)]))
        gone = writer.submit(Request(ruth, [create(article, 1)]))
        gone.cancel()
    assert first.result()[0].status == "saved"
    assert writer.submit(Request(ruth, [create(article, 2)])).result(20)[0].status == "saved"
    assert count(desk, "annotation") == 3


def test_closing_commits_what_is_waiting(desk: Desk) -> None:
    article = desk.article()
    ruth = desk.reviewer("Ruth")
    running = Writer(desk.database)
    waiting = [running.submit(Request(ruth, [create(article, n)])) for n in range(20)]
    running.close()
    assert all(told.done() for told in waiting)
    assert count(desk, "annotation") == 20


def test_a_database_that_is_gone_fails_the_request_and_not_the_writer(
    postgres_database: Database,
) -> None:
    desk = build_desk(postgres_database)
    article = desk.article()
    ruth = desk.reviewer("Ruth")
    running = Writer(postgres_database)
    with postgres_database.begin() as session:
        session.execute(text("ALTER TABLE annotation RENAME TO away"))
    failed = running.submit(Request(ruth, [create(article)]))
    assert isinstance(failed.exception(), DBAPIError)
    with postgres_database.begin() as session:
        session.execute(text("ALTER TABLE away RENAME TO annotation"))
    assert running.submit(Request(ruth, [create(article)])).result()[0].status == "saved"
    running.close()


def test_two_processes_that_store_the_same_id_at_once_agree(postgres_database: Database) -> None:
    """The second waits for the first, then answers by what the first has stored."""
    desk = build_desk(postgres_database)
    article = desk.article()
    ruth, omar = desk.reviewer("Ruth"), desk.reviewer("Omar")
    mine = create(article)
    conflicting = operation("create", **mine["annotation"])
    with ThreadPoolExecutor(3) as pool:
        with postgres_database.begin() as session:
            apply_operations(session, ruth, [mine])
            later = [
                pool.submit(_applied, postgres_database, person, [raw, create(article, 9)])
                for person, raw in ((ruth, mine), (ruth, conflicting), (omar, conflicting))
            ]
            _until_waiting(postgres_database, 3)
        again, conflict, taken = (told.result() for told in later)
    assert [answer.status for answer in again] == ["saved", "saved"]
    assert [answer.status for answer in conflict] == ["conflict", "saved"]
    assert conflict[0].annotation == again[0].annotation
    assert [answer.status for answer in taken] == ["rejected", "saved"]
    assert count(desk, "annotation") == 4


def test_two_processes_that_change_one_passage_at_once_do_not_both_win(
    postgres_database: Database,
) -> None:
    desk = build_desk(postgres_database)
    annotation = desk.tag("Ruth", desk.article(), "40 jobs")
    ruth = desk.reviewer("Ruth")
    changes = [operation("update", id=annotation, version=1, note=note) for note in ("a", "b")]
    with ThreadPoolExecutor(1) as pool:
        with postgres_database.begin() as session:
            (first,) = apply_operations(session, ruth, changes[:1])
            later = pool.submit(_applied, postgres_database, ruth, changes[1:])
            _until_waiting(postgres_database, 1)
        (second,) = later.result()
    assert (first.status, second.status) == ("saved", "conflict")
    assert second.annotation == first.annotation


def _applied(database: Database, person: int, operations: list[Any]) -> list[Answer]:
    with database.begin() as session:
        return apply_operations(session, person, operations)


def _until_waiting(database: Database, sessions: int) -> None:
    """Returns once that many sessions of PostgreSQL wait for a lock."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while True:
        with database.engine.connect() as connection:
            if connection.execute(waiting).scalar_one() >= sessions:
                return


@contextmanager
def _paused(desk: Desk) -> Iterator[None]:
    """While inside, no writer can commit: what is sent meanwhile is committed together."""
    with desk.database.begin() as session:
        if not desk.database.is_sqlite:
            session.execute(text("LOCK TABLE annotation IN ACCESS EXCLUSIVE MODE"))
        yield
