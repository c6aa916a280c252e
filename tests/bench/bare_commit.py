"""The barest server that stores a row: `python -m tests.bench.bare_commit FOLDER PORT`.

One row a POST, inserted and committed as durably as ours, and a page to post from.
"""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import uvicorn

from tests.browser.server import ROOT, free_port

Message = MutableMapping[str, Any]
_START_WITHIN = 20.0  # seconds
_PAGE = b"<!doctype html><title>bare</title>"


@contextmanager
def bare_commits(folder: Path) -> Iterator[str]:
    """The address of such a server, running until it is left."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.bare_commit", str(folder), str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _START_WITHIN
    while True:
        try:
            httpx.get(address).raise_for_status()
        except httpx.TransportError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return


def _serve(folder: Path, port: int) -> None:
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE annotation (id TEXT PRIMARY KEY, told)")

    async def answer(
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        body = _PAGE
        if scope["method"] == "POST":
            body = (await receive()).get("body", b"")
            bare.execute("INSERT INTO annotation VALUES (?, ?)", (str(uuid4()), body))
        headers = [(b"content-type", b"text/html"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    uvicorn.run(answer, host="127.0.0.1", port=port, log_level="error", lifespan="off")


if __name__ == "__main__":
    _serve(Path(sys.argv[1]), int(sys.argv[2]))
