"""Documents are taken apart in a process of their own, which may be slow, greedy, or die.

A document can be made to keep its reader busy for hours or to fill the memory, and no thread
can be stopped. So a child process reads, and it is killed when the time is up. It is
started when first needed, kept warm and used again; it knows the readers only, neither pages
nor database nor settings. Between the two go lengths, bytes and JSON: what a document may have
made of the child is never executed by the parent.
"""

import atexit
import json
import logging
import math
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from formats.articles.draft import Extract
from formats.articles.errors import ArticleError

SECONDS = 8.0
"""How long the processor may work on one document."""

PATIENCE = 3
"""By how much longer a document may take on a busy computer, or where only a clock can tell."""

MEMORY = 1024 * 1024 * 1024
"""How many bytes of memory the child may have, where the system can limit that."""

AT_ONCE = 2
"""So many documents are taken apart at the same time; others wait for their turn."""

_USES = 200  # then a fresh child takes over: libraries leak
_REQUEST = struct.Struct(">16sdQ")
_ANSWER = struct.Struct(">Q")
_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]


def take_apart(kind: str, data: bytes, *, seconds: float = SECONDS) -> Extract:
    """What the reader `formats.articles.<kind>` takes out of `data`.

    Raises ArticleError for what the reader refuses, and where it takes longer than `seconds`,
    needs more than MEMORY, or dies of it.
    """
    with _ROOM:
        child = _take()
        try:
            answer = child.ask(kind, data, seconds)
        except BaseException:
            child.end()
            raise
        if answer.get("last") or child.uses >= _USES:
            child.end()
        else:
            _IDLE.append(child)
    if "fault" in answer:
        _LOG.info("A reader of %s gave up: %s", kind, answer["fault"])
    if "code" in answer:
        raise ArticleError(answer["code"], **answer["values"])
    try:
        return Extract.from_json(answer["extract"])
    except (KeyError, TypeError, ValueError) as error:
        raise ArticleError("damaged") from error


class _Child:
    """One process that reads documents, one after another."""

    def __init__(self) -> None:
        # What the readers need not know, they are not told.
        kept = {key: value for key, value in os.environ.items() if "WORKBENCH" not in key}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "formats.articles.apart"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=kept,
        )
        self.uses = 0

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, kind: str, data: bytes, seconds: float) -> dict[str, Any]:
        self.uses += 1
        late = threading.Event()
        timer = threading.Timer(seconds * PATIENCE, self._stop, (late,))
        timer.daemon = True
        timer.start()
        try:
            answer = self._ask(kind, data, seconds)
        except (OSError, struct.error, ValueError):
            # The pipe broke: the child was killed, or died of what it read.
            slow = late.is_set() or self._used_up_its_time()
            values = {"seconds": round(seconds)} if slow else {}
            return {"code": "slow" if slow else "damaged", "values": values, "last": True}
        finally:
            timer.cancel()
        return {**answer, "last": True} if late.is_set() else answer

    def end(self) -> None:
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()

    def _ask(self, kind: str, data: bytes, seconds: float) -> dict[str, Any]:
        asked, told = self._process.stdin, self._process.stdout
        if asked is None or told is None:
            raise OSError(kind)
        asked.write(_REQUEST.pack(kind.encode(), seconds, len(data)))
        asked.write(data)
        asked.flush()
        (length,) = _ANSWER.unpack(told.read(_ANSWER.size))
        answer: dict[str, Any] = json.loads(told.read(length))
        return answer

    def _used_up_its_time(self) -> bool:
        with suppress(subprocess.TimeoutExpired):
            return sys.platform != "win32" and self._process.wait(1) == -signal.SIGXCPU
        return False

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()


_IDLE: list[_Child] = []
_ROOM = threading.BoundedSemaphore(AT_ONCE)


def _take() -> _Child:
    """An idle child that still lives, else a new one."""
    while True:
        try:
            child = _IDLE.pop()  # a list's pop is atomic: no two threads get the same
        except IndexError:
            return _Child()
        if child.alive:
            return child
        child.end()


def _end_all() -> None:
    while _IDLE:
        _IDLE.pop().end()


def _forget() -> None:
    """In a fork of this process, the children are not its own."""
    global _ROOM  # noqa: PLW0603 — the lock may have been held while it forked
    _IDLE.clear()
    _ROOM = threading.BoundedSemaphore(AT_ONCE)


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _serve() -> None:
    """The child's life: until the parent closes the pipe, or dies."""
    # Whatever a library prints must not be taken for an answer.
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_memory()
    asked = sys.stdin.buffer
    while header := asked.read(_REQUEST.size):
        kind, seconds, length = _REQUEST.unpack(header)
        _limit_time(seconds)
        answer = _answer(kind.rstrip(b"\x00").decode(), asked.read(length))
        _send(told, answer)
        if answer.get("last"):
            return


def _send(told: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    told.write(_ANSWER.pack(len(data)))
    told.write(data)
    told.flush()


def _answer(kind: str, data: bytes) -> dict[str, Any]:
    try:
        extract = import_module(f"formats.articles.{kind}").extract(data)
    except ArticleError as error:
        return {"code": error.code, "values": error.values}
    except MemoryError:
        return {"code": "unpacks", "values": {}, "last": True}
    except RecursionError:
        return {"code": "too_deep", "values": {}}
    except Exception as error:  # noqa: BLE001 — libraries fail on broken files in every way
        return {"code": "damaged", "values": {}, "fault": _told(error)}
    return {"extract": extract.to_json()}


def _told(error: Exception) -> str:
    """What broke and where, for those who mend readers; nothing of the document."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {frame.filename}, line {frame.lineno}"


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — there is none on Windows

        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture of it is left behind


def _limit_time(seconds: float) -> None:
    """The system ends the child that works for longer, even one whose parent was killed."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError, OSError):
            end = math.ceil(time.process_time() + seconds)
            resource.setrlimit(resource.RLIMIT_CPU, (end, most))


if __name__ == "__main__":
    _serve()
