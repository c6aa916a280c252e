"""Answers that leave at once: the server's sockets hold no half-filled packet back.

Streamlit binds the socket in a way that asyncio does not take for TCP, so that it leaves Nagle's
algorithm on: where calls follow each other closely, the body of an answer, which is written after
its headers, then waits some 40 ms until the other side has confirmed the headers.
"""

import os
import socket
import stat
from contextlib import suppress
from pathlib import Path

# Where Linux and macOS list what a process has open; elsewhere nothing is changed.
_OPEN = Path("/dev/fd")


def answer_promptly() -> None:
    """Turn Nagle's algorithm off for all whom this process's listening sockets will accept."""
    if not _OPEN.is_dir():
        return
    for entry in list(_OPEN.iterdir()):
        # What was closed meanwhile is passed over.
        with suppress(OSError, ValueError):
            _hold_nothing_back(int(entry.name))


def _hold_nothing_back(descriptor: int) -> None:
    # Only a socket is copied: closing a copy of a database's file would give up its locks.
    if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
        return
    with socket.socket(fileno=os.dup(descriptor)) as found:
        is_tcp = found.family in (socket.AF_INET, socket.AF_INET6)
        if is_tcp and found.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            # Those whom it accepts take this over from it.
            found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
