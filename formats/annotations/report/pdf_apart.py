"""A PDF is made in a process of its own: it takes seconds of work, and all of it stands in memory.

In the server it would hold up everybody's pages and saves meanwhile, and could not be stopped. The
child reads a folder that was spooled for it and writes the PDF beside; it knows no database. It
ends when it is told to, when it needs more than MEMORY, and when its parent is gone: the folder
then goes with it. It tells how far it is, line by line.
"""

import json
import logging
import os
import queue
import shutil
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TextIO

from formats.annotations.errors import FormatError

MEMORY = 1024 * 1024 * 1024
"""How many bytes of memory the child may have, where the system can limit that."""

AT_ONCE = 2
"""So many PDFs are made at the same time; others wait for their turn."""

PULSE = 0.2
"""Seconds after which whoever waits is asked whether they still do."""

NAME = "report.pdf"
_NICE = 5
_LOG = logging.getLogger(__name__)
_ROOM = threading.BoundedSemaphore(AT_ONCE)
_ROOT = Path(__file__).resolve().parents[3]
Answer = dict[str, Any]


def made(folder: Path, tell: Callable[[int, int], None]) -> Generator[bytes, None, Answer]:
    """Make NAME in that folder of what is spooled there; what it lost, by name.

    Yields nothing (empty chunks) from time to time; who closes it meanwhile ends the child.
    """
    while not _ROOM.acquire(timeout=PULSE):
        yield b""
    try:
        with child_for(folder) as child:
            answer: Answer = {}
            for told in _lines(child):
                yield b""
                answer = told or answer
                if "done" in answer:
                    tell(answer["done"], answer["of"])
    finally:
        _ROOM.release()
    if "lost" not in answer:
        _LOG.warning("A PDF could not be made: %s", answer.get("why", answer))
        raise FormatError(answer.get("fault", "report_broke"))
    return dict(answer["lost"])


@contextmanager
def child_for(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """The process that makes a PDF of what is spooled there; it ends with the block."""
    kept = {key: value for key, value in os.environ.items() if "WORKBENCH" not in key}
    child = subprocess.Popen(  # noqa: S603 — our own program, on a folder of ours
        [sys.executable, "-m", __name__, str(folder), str(MEMORY)],
        stdin=subprocess.PIPE,  # which it watches: it ends with us
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env=kept,
        text=True,
    )
    try:
        yield child
    finally:
        with suppress(OSError):
            child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()


def _lines(child: "subprocess.Popen[str]") -> Iterator[Answer | None]:
    """What the child says until it ends; None where it said nothing for a while."""
    heard: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_hear, args=(child.stdout, heard), daemon=True).start()
    while True:
        try:
            line = heard.get(timeout=PULSE)
        except queue.Empty:
            yield None
            continue
        if line is None:
            return
        yield json.loads(line)


def _hear(pipe: TextIO, heard: "queue.SimpleQueue[str | None]") -> None:
    with suppress(OSError, ValueError):  # it was closed
        for line in pipe:
            heard.put(line)
    heard.put(None)


def _make(folder: Path, memory: int) -> None:
    """The child's life."""
    told = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints is no answer
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    _limit(memory)

    def say(**answer: object) -> None:
        told.write(json.dumps(answer) + "\n")
        told.flush()

    try:
        from formats.annotations.report.pdf import Making  # noqa: PLC0415 — within the limit
        from formats.annotations.report.spool import Spooled  # noqa: PLC0415

        making = Making(Spooled(folder), lambda done, of: say(done=done, of=of))
        making.write(folder / NAME)
    except FormatError as error:
        say(fault=error.word)
    except MemoryError:
        say(fault="report_too_large")
    except Exception as error:  # noqa: BLE001 — libraries fail on broken faces in every way
        frame = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__} in {frame.filename}, line {frame.lineno}"
        say(fault="report_broke", why=why)
    else:
        say(lost=making.lost)


def _end_with_parent(folder: Path) -> None:
    while sys.stdin.buffer.read(1):
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _limit(memory: int) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 — there is none on Windows

        os.nice(_NICE)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no picture of it is left behind


if __name__ == "__main__":
    _make(Path(sys.argv[1]), int(sys.argv[2]))
