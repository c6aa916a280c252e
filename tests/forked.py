"""Servers and commands as processes that need not import everything first.

Each is forked from a process that has done nothing but import `tests/preloaded.py`: a process of
its own in every respect, which begins seconds earlier. It gets its environment, its output and the
arguments of its program as a shell would give them.
"""

import importlib
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.preloaded"])


class Forked:
    """`streamlit ...`, `workbench ...` or `app` (which Streamlit runs), running in a process group of its own.

    What it writes is appended to the files `output` and `errors`.
    """

    def __init__(
        self, arguments: list[str], environment: Mapping[str, str], output: Path, errors: Path
    ) -> None:
        self._process = _context.Process(
            target=_become, args=(arguments, dict(environment), output, errors), daemon=True
        )
        with _without_a_program():
            self._process.start()
        self.pid = self._process.pid or 0

    def wait(self, timeout: float) -> int:
        """Its exit code; TimeoutExpired where it goes on, as a subprocess says it."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout)
        return code


@contextmanager
def _without_a_program() -> Iterator[None]:
    """For a moment there is no program: what is forked would run it again, be it a page under test."""
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _become(arguments: list[str], environment: dict[str, str], output: Path, errors: Path) -> None:
    os.setsid()
    for path, number in ((output, 1), (errors, 2)):
        opened = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.clear()
    os.environ.update(environment)
    program, *rest = arguments
    sys.argv = [program, *rest]
    if program == "streamlit":
        from streamlit.web.cli import main as streamlit

        streamlit(rest, prog_name=program)
    elif program == "app":
        importlib.import_module(program)
    else:
        from cli import main as workbench

        workbench(rest, prog_name=program)
