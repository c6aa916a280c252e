"""Imports that are killed or stopped while they store: through the real command, on both databases."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from formats.exchange.export import export_to_file
from models.database import Database
from tests.bench.exporting import fill
from tests.builders import build_desk
from tests.commands import ROOT, command
from tests.formats.exchange.desk_imports import everything, spans
from words import say

ARTICLES, PASSAGES = 60, 30
KEPT, FEW = 1_500, 300
"""Passages of a project: enough to be caught storing them, and where what stores them waits for us."""
TEXT = "The mill closed in March, and nobody knew of its sale. Part {}."
READ, CHECKED = say("cli.progress", percent=50).encode(), say("cli.progress", percent=100).encode()
FROZEN = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%event%'"


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A file of labelled data that takes a moment to store."""
    path = tmp_path / "marks.jsonl"
    spans = [{"start": n, "end": n + 5, "label": "sourced"} for n in range(PASSAGES)]
    lines = (json.dumps({"text": TEXT.format(n), "spans": spans}) for n in range(ARTICLES))
    path.write_text("\n".join(lines), "utf-8")
    return path


class Running:
    """The command as a process of its own, with a terminal to tell on how far it is."""

    def __init__(self, url: str, *arguments: str) -> None:
        self._terminal, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", "import cli; cli.main()", *arguments],
            cwd=ROOT,
            env=os.environ | {"WORKBENCH_DATABASE_URL": url},
            stdout=subprocess.DEVNULL,
            stderr=theirs,
            # Whatever starts the tests in the background has Ctrl-C ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        )
        os.close(theirs)
        self.said = b""

    def hear(self, words: bytes) -> None:
        """Wait until it said that."""
        while words not in self.said:
            said = self._read()
            assert said, f"it ended with {self.said!r}"
            self.said += said

    def ended(self) -> int:
        """Wait for its end, hear all that it says, and tell its exit code."""
        while said := self._read():
            self.said += said
        os.close(self._terminal)
        return self.process.wait()

    def ends_within(self, seconds: float) -> bool:
        """Whether it ends in that time."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
            return True
        return False

    def _read(self) -> bytes:
        with suppress(OSError):  # nobody is at the other end any more
            return os.read(self._terminal, 4096)
        return b""


def is_locked(other: sqlite3.Connection) -> bool:
    """Whether somebody else writes into that SQLite database now."""
    try:
        other.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    other.execute("ROLLBACK")
    return False


@contextmanager
def frozen_on_sqlite(database: Database, told: bytes, *arguments: str) -> Iterator[Running]:
    """The command, stopped inside the transaction in which it stores."""
    with closing(sqlite3.connect(database.path, timeout=0, isolation_level=None)) as other:
        running = Running(database.url, *arguments)
        running.hear(told)
        while not is_locked(other):
            assert running.process.poll() is None, "it stored nothing"
        running.process.send_signal(signal.SIGSTOP)
        assert is_locked(other), "it was done before it could be stopped"
    yield running


@contextmanager
def frozen_on_postgres(database: Database, _told: bytes, *arguments: str) -> Iterator[Running]:
    """The command, waiting inside its transaction for its turn to tell what was done, at the end."""
    address = database.url.replace("+psycopg", "")
    with psycopg.connect(address) as holder, psycopg.connect(address, autocommit=True) as other:
        holder.execute("LOCK TABLE event IN EXCLUSIVE MODE")
        running = Running(database.url, *arguments)
        while other.execute(FROZEN).fetchone() is None:
            assert not running.ends_within(0.05), f"it did not wait: {running.said!r}"
        yield running
        holder.rollback()


def cut_off(database: Database, sign: signal.Signals, told: bytes, *arguments: str) -> None:
    """Send the command that signal while it stores, which it does once it told so much."""
    frozen = frozen_on_sqlite if database.is_sqlite else frozen_on_postgres
    with frozen(database, told, *arguments) as running:
        running.process.send_signal(sign)
        running.process.send_signal(signal.SIGCONT)
        if sign == signal.SIGKILL:
            running.process.wait()
    assert running.ended() != 0
    assert b"Traceback" not in running.said, running.said


def settled(database: Database) -> dict[str, int]:
    """What is stored, once a PostgreSQL has noticed that nobody is there any more."""
    if not database.is_sqlite:
        with database.begin() as session:
            session.execute(text("LOCK TABLE event IN ACCESS EXCLUSIVE MODE"))
    return everything(database)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["stopped", "killed"])
def test_an_import_cut_off_while_it_stores_leaves_nothing_and_works_again(
    database: Database, marks: Path, sign: signal.Signals
) -> None:
    desk = build_desk(database)
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    before = settled(database)
    arguments = ("import", str(marks), "--project", "Desk", "--reviewer", "ruth@desk.example")

    cut_off(database, sign, READ, *arguments)

    assert settled(database) == before
    run = command(database.url)
    run("db", "check")
    found = json.loads(run(*arguments, "--json").stdout)
    assert (len(found["articles"]), found["annotations"]) == (ARTICLES, ARTICLES * PASSAGES)
    assert len(spans(desk)) == ARTICLES * PASSAGES + 1


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["stopped", "killed"])
def test_a_restore_cut_off_while_it_stores_leaves_no_project_and_works_again(
    database: Database, tmp_path: Path, sign: signal.Signals
) -> None:
    desk = build_desk(database)
    fill(desk, KEPT if database.is_sqlite else FEW)
    archive = tmp_path / "desk.zip"
    export_to_file(database, None, desk.project_id, "bundle", archive)
    before = settled(database)
    arguments = ("import", str(archive), "--project", "Again", "--create")

    cut_off(database, sign, CHECKED, *arguments)

    assert settled(database) == before
    run = command(database.url)
    run("db", "check")
    run(*arguments)
    assert run("project", "list").stdout.split() == ["Again", "Desk"]


def test_an_import_that_is_ended_leaves_no_text_in_the_temporary_folder(
    sqlite_database: Database, marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_desk(sqlite_database)
    before = everything(sqlite_database)
    (tmp_path / "passing").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "passing"))

    cut_off(sqlite_database, signal.SIGTERM, READ, "import", str(marks), "--project", "Desk")

    assert everything(sqlite_database) == before
    assert not list((tmp_path / "passing").iterdir())


def test_an_export_that_is_ended_leaves_no_part_of_a_file(
    sqlite_database: Database, tmp_path: Path
) -> None:
    desk = build_desk(sqlite_database)
    fill(desk, KEPT)
    whole = tmp_path / "whole"
    whole.mkdir()
    asked = ("export", "--project", "Desk", "--format", "bundle", "--output", str(whole / "a.zip"))
    running = Running(sqlite_database.url, *asked)
    while not list(whole.iterdir()):
        assert running.process.poll() is None, "it was done before it could be ended"
    running.process.send_signal(signal.SIGTERM)

    assert running.ended() != 0
    assert not list(whole.iterdir())
