"""The `workbench` command for tests: in this process, or as one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from cli import main
from settings import settings

ROOT = Path(__file__).resolve().parent.parent
Run = Callable[..., "Done"]


@dataclass(frozen=True)
class Done:
    """What a command left behind."""

    stdout: str
    stderr: str


def command(url: str, **settings_of: str) -> Run:
    """Runs `workbench` over the database at `url`, as one process after another would.

    `settings_of` are more variables of its environment.
    """

    def run(*arguments: str, code: int = 0) -> Done:
        settings.cache_clear()
        environment = {"WORKBENCH_DATABASE_URL": url, **settings_of}
        result = CliRunner().invoke(main, arguments, env=environment, prog_name="workbench")
        settings.cache_clear()
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        assert result.exit_code == code, (result.stdout, result.stderr)
        return Done(result.stdout, result.stderr)

    return run


def refused(run: Run, *arguments: str) -> str:
    """The one sentence on stderr of a command that exits with 1 and prints nothing else."""
    done = run(*arguments, code=1)
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("Error: ")
    assert line.endswith(".")
    return line


def workbench_process(url: str, *arguments: str | bytes, **environment: str) -> tuple[int, bytes]:
    """The command as a process of its own: its exit code and the bytes on stdout."""
    done = subprocess.run(
        [sys.executable, "-c", "import cli; cli.main()", *arguments],
        cwd=ROOT,
        env=os.environ | {"WORKBENCH_DATABASE_URL": url} | environment,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout
