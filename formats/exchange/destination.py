"""Where an export goes: a file that is replaced when it is whole, a pipe, or standard output."""

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from models.queries.export_stream import ExportError

STDOUT = Path("-")


class _Sink(Protocol):
    def write(self, data: memoryview, /) -> int | None: ...


def is_file(path: Path) -> bool:
    """Whether what is written to `path` becomes a file: not standard output, a pipe or a device.

    ExportError for a folder, and for what cannot be looked at.
    """
    if path == STDOUT:
        return False
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return True
    except OSError as error:
        raise _cannot_write(path, error) from error
    if stat.S_ISDIR(mode):
        raise ExportError("exporting.is_folder", path=path)
    return stat.S_ISREG(mode)


def write_to(path: Path, chunks: Callable[[], Iterator[bytes]]) -> int:
    """Write all the chunks to `path`; how many bytes there were.

    A file bears its name only when it is whole; a symbolic link stays, and what it leads to is
    replaced. What is no file is written as the chunks come. ExportError where that fails.
    """
    replaces = is_file(path)
    try:
        if path == STDOUT:
            # Past the buffer: what could not be written must not be tried again at the exit.
            return _write(getattr(sys.stdout.buffer, "raw", sys.stdout.buffer), chunks())
        if replaces:
            return _replace(Path(os.path.realpath(path)), chunks())
        with path.open("wb", buffering=0) as pipe:
            return _write(pipe, chunks())
    except OSError as error:
        raise _cannot_write(path, error) from error


def _cannot_write(path: Path, error: OSError) -> ExportError:
    return ExportError("exporting.cannot_write", path=path, reason=error.strerror or error)


def _replace(target: Path, chunks: Iterator[bytes]) -> int:
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            size = _write(file, chunks)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return size


def _write(sink: _Sink, chunks: Iterator[bytes]) -> int:
    size = 0
    for chunk in chunks:
        rest = memoryview(chunk)
        while rest:  # a pipe may take less than it is given
            taken = sink.write(rest)
            if taken is None:
                raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
            rest = rest[taken:]
        size += len(chunk)
    return size


def dated_name(project: str, what: str, suffix: str) -> str:
    """What a download is called: the project, what of it, the day (in UTC)."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in project)
    words = "-".join(word for word in kept.split("-") if word)[:80] or "project"
    return f"{words}-{what}-{datetime.now(UTC).date().isoformat()}{suffix}"
