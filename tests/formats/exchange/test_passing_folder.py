"""What is on its way in does not stay in the temporary folder when its process is killed."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from formats.exchange.passing_folder import PREFIX, SETTLED, PassingFolder, remove_abandoned
from tests.commands import ROOT

KILLED = """
import os, signal
from pathlib import Path
from formats.exchange.passing_folder import PassingFolder
folder = PassingFolder()
(Path(folder.name) / "article.txt").write_text("Not to be read by others.")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_folder_is_gone_when_it_is_let_go(temporary: Path) -> None:
    with PassingFolder() as folder:
        assert Path(folder).parent == temporary
    assert not list(temporary.iterdir())


def test_what_a_killed_process_left_is_removed_and_nothing_else(temporary: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED], cwd=ROOT, check=False)
    (left,) = temporary.iterdir()
    (temporary / "elsewhere").mkdir()
    (temporary / f"{PREFIX}link").symlink_to(temporary / "elsewhere")
    with PassingFolder() as used:
        remove_abandoned(time.time())
        assert left.exists()  # whoever made it may not hold it yet
        remove_abandoned(time.time() + 2 * SETTLED)
        assert not left.exists()
        assert Path(used).exists()
        assert (temporary / "elsewhere").exists()
