"""Folders that hold what is on its way in, and are gone afterwards, whatever became of their process."""

import os
import shutil
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import IO

if sys.platform != "win32":
    import fcntl

PREFIX = "workbench-import-"
SETTLED = 60
"""A folder younger than so many seconds may not be held yet by who makes it."""
_HELD = ".held"


class PassingFolder(TemporaryDirectory[str]):
    """A temporary folder that is held as long as it is used.

    One whose process was killed, or ended without tidying up, is held by nobody: the next import
    on this machine removes it.
    """

    def __init__(self) -> None:
        remove_abandoned()
        super().__init__(prefix=PREFIX)
        self._held = _hold(Path(self.name))


def remove_abandoned(now: float | None = None) -> None:
    """Remove the folders that nobody holds any more, as far as they are ours."""
    if sys.platform == "win32":
        return  # nothing there tells whether somebody holds one
    before = (time.time() if now is None else now) - SETTLED
    with suppress(OSError):
        for folder in Path(gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_ours(folder, before) and _hold(folder) is not None:
                    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path, before: float) -> bool:
    about = folder.lstat()
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and about.st_mtime < before


def _hold(folder: Path) -> IO[bytes] | None:
    """The folder's lock, let go when it is closed or its process ends; None if another holds it."""
    if sys.platform == "win32":
        return None
    held = (folder / _HELD).open("ab")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held
