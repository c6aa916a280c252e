"""The real application as a process of its own, with its own database.

It starts as `make run` starts it or, quicker, forked from a process that imported what it needs.
"""

import json
import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from tests.forked import Forked

ROOT = Path(__file__).resolve().parents[2]
PROJECT = "Desk"
CHECKER = "checker@desk.example"
_START_WITHIN = 120.0  # seconds; it takes about three
_STOP_WITHIN = 10.0  # seconds
_GONE_WITHIN = 60.0  # seconds; it takes a moment, unless the machine is busy


@dataclass(frozen=True)
class Prepared:
    """A database with an empty project and an admin who is nobody else in the tests."""

    path: Path
    token: str

    def copy_to(self, path: Path) -> None:
        """Copies it, as a starting point for a server of its own."""
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(path)) as copy:
            source.backup(copy)


@dataclass(frozen=True)
class Article:
    """An article in a running workbench, as the API answered when it was added."""

    id: int
    revision_id: int
    title: str
    text: str


class Workbench:
    """A workbench on a free loopback port; `kill` and `restart` keep port and database."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str = "",
        environment: Mapping[str, str] | None = None,
        port: int | None = None,
        token: str = "",
        forked: bool = False,
    ) -> None:
        self.folder = folder
        self.log = folder / "server.log"
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = {
            **_surroundings(),
            "WORKBENCH_DATABASE_URL": database_url or f"sqlite:///{folder / 'workbench.db'}",
            "WORKBENCH_PORT": str(self.port),
            **(environment or {}),
        }
        self._forked = forked
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._token = token
        self._api: httpx.Client | None = None

    def start(self) -> None:
        """Starts the server and waits until it answers; AssertionError with its log if it cannot."""
        run = ["streamlit", "run", "app.py", "--server.port", str(self.port),
               "--server.headless", "true", "--server.fileWatcherType", "none"]  # fmt: skip
        if self._forked:
            self._process = Forked(run, self._environment, self.log, self.log)
        else:
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", *run],
                    cwd=ROOT, env=self._environment, stdout=log, stderr=log, start_new_session=True,
                )  # fmt: skip
        deadline = time.monotonic() + _START_WITHIN
        while not self._is_healthy():
            if self._has_ended_within(0.05):
                raise AssertionError(f"The server ended while starting:\n{self.last_log()}")
            if time.monotonic() > deadline:
                self.kill()
                raise AssertionError(f"The server did not answer in time:\n{self.last_log()}")

    def kill(self) -> None:
        """What a power cut does: SIGKILL for the server and everything that it started."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """What Ctrl-C does; killed when it does not obey."""
        if self._api is not None:
            self._api.close()
            self._api = None
        if self._process is None:
            return
        self._signal(signal.SIGTERM)
        if not self._has_ended_within(_STOP_WITHIN):
            self._signal(signal.SIGKILL)
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Starts it again on the same port and database."""
        self.kill()
        self.start()

    def workbench(self, *arguments: str) -> str:
        """Runs the `workbench` command against this database and returns what it printed."""
        output, errors = (self.folder / f"command-{uuid4().hex}.{name}" for name in ("out", "err"))
        code = Forked(["workbench", *arguments], self._environment, output, errors).wait(120)
        assert code == 0, f"workbench {' '.join(arguments)}: {errors.read_text('utf-8')}"
        return output.read_text("utf-8")

    def token(self, handle: str, *, role: str = "admin") -> str:
        """A personal token of the person `handle` (an e-mail address), who is added."""
        name = handle.partition("@")[0].title()
        self.workbench("reviewer", "add", name, "--email", handle, "--role", role)
        return self.workbench("token", "create", handle).strip()

    @property
    def api(self) -> httpx.Client:
        """A client with the token of the admin who checks."""
        if self._api is None:
            self._token = self._token or self.token(CHECKER)
            self._api = self.client(self._token)
        return self._api

    def client(self, token: str) -> httpx.Client:
        """An HTTP client whose every request carries `token`."""
        headers = {"Authorization": f"Bearer {token}"}
        # A connection that was kept may be closed at the other end just when it is used again.
        once = httpx.Limits(max_keepalive_connections=0)
        return httpx.Client(
            base_url=self.url, headers=headers, timeout=60, verify=False, limits=once
        )

    def project_id(self, name: str = PROJECT) -> int:
        """The id of the project `name`."""
        projects = self.api.get("/api/projects").raise_for_status().json()["projects"]
        return next(int(project["id"]) for project in projects if project["name"] == name)

    def add_article(self, title: str, text: str, project: str = PROJECT) -> Article:
        """Adds an article through the API."""
        body = {"title": title, "text": text, "outlet": "The Test Courier"}
        path = f"/api/projects/{self.project_id(project)}/articles"
        answer = self.api.post(path, json=body).raise_for_status().json()
        return Article(answer["id"], answer["revision_id"], title, self.text(answer["revision_id"]))

    def text(self, revision_id: int) -> str:
        """The stored text of a revision."""
        return self.api.get(f"/api/revisions/{revision_id}/text").raise_for_status().text

    def export(self, file_format: str = "csv", project: str = PROJECT) -> bytes:
        """An export, as a program fetches it."""
        path = f"/api/projects/{self.project_id(project)}/export"
        return self.api.get(path, params={"format": file_format}).raise_for_status().content

    def workbench_json(self, *arguments: str) -> Any:
        """What a `workbench ... --json` command answered."""
        return json.loads(self.workbench(*arguments, "--json"))

    def last_log(self, lines: int = 60) -> str:
        """The end of what the server wrote."""
        return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])

    def _is_healthy(self) -> bool:
        line = HTTPConnection("127.0.0.1", self.port, timeout=5)  # without httpx's certificates
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status == httpx.codes.OK
        except (OSError, HTTPException):
            return False
        finally:
            line.close()

    def _has_ended_within(self, seconds: float) -> bool:
        assert self._process is not None
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def _end(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        self._signal(number)
        self._process.wait(_GONE_WITHIN)
        self._process = None

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):  # it ended by itself, which is what was wanted
            os.killpg(self._process.pid, number)


def _surroundings() -> dict[str, str]:
    """The environment without any setting of ours, and with a place for compiled modules.

    Without compiled modules each start of a server compiles half of pandas again.
    """
    kept = {name: v for name, v in os.environ.items() if not name.startswith("WORKBENCH_")}
    if kept.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept["PYTHONPYCACHEPREFIX"] = str(ROOT / ".pytest_cache" / "bytecode")
    return kept


def free_port() -> int:
    """A loopback port that nobody listens on, outside the range of outgoing connections."""
    ports = random.Random(f"{os.getpid()}-{time.monotonic_ns()}")
    while True:
        port = ports.randrange(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
