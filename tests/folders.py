"""Where the tests keep their files: in memory, where there is room for them.

The workbench waits until what it saves is on the disk, and PostgreSQL copies whole databases; half
of what a test took was waiting for a disk that nobody will read again.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 4 * 1024**3  # bytes; a run with three processes takes less than one of them


def keep_files_in_memory() -> None:
    """From now on temporary files lie in memory until the run ends, unless TMPDIR says where."""
    if "TMPDIR" in os.environ or not os.access(_MEMORY, os.W_OK):
        return
    if shutil.disk_usage(_MEMORY).free >= _ROOM:
        folder = tempfile.mkdtemp(prefix="workbench-tests-", dir=_MEMORY)
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        os.environ["TMPDIR"] = folder  # the processes of a run inherit it
        tempfile.tempdir = None  # ask anew
