"""The body of an answer does not wait until its headers were confirmed."""

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from api.prompt_answers import answer_promptly


def test_whoever_is_accepted_is_answered_without_waiting_for_confirmation() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        answer_promptly()
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0
        assert listening.fileno() >= 0


def test_a_database_keeps_its_locks(tmp_path: Path) -> None:
    path = tmp_path / "locked.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as writing:
        writing.execute("CREATE TABLE word (said TEXT)")
        writing.execute("BEGIN EXCLUSIVE")
        answer_promptly()
        asked = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('SELECT * FROM word')"
        other = subprocess.run(
            [sys.executable, "-c", asked, path], capture_output=True, text=True, check=False
        )
    assert "database is locked" in other.stderr
