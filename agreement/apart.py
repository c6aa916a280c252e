"""Measures that take minutes are computed in a process of their own, and can be stopped.

In the server they would hold up everybody's pages and saves meanwhile. The child is given the texts
as a line of JSON, knows no database, tells how far it is line by line, and ends with its parent.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from agreement.nominal import Measured
from agreement.reading import ReadText
from agreement.told import figure_told, texts_told, told_figure, told_text

State = Literal["waiting", "running", "done", "stopped", "failed"]
AT_ONCE = 1
"""So many computations go on at the same time; others wait for their turn."""
_NICE = 10
_ROOT = Path(__file__).resolve().parents[1]
_ROOM = threading.BoundedSemaphore(AT_ONCE)


class Computation:
    """Slow measures of some texts, as far as they are; safe to be looked at from any thread."""

    def __init__(self, texts: Sequence[ReadText]) -> None:
        self.state: State = "waiting"
        self.done, self.of = 0, max(1, len(texts))
        self.figures: dict[str, Measured] = {}
        self._child: subprocess.Popen[str] | None = None
        self._stopped = threading.Event()
        threading.Thread(target=self._run, args=(texts,), daemon=True).start()

    @property
    def goes_on(self) -> bool:
        """Whether more is to come."""
        return self.state in ("waiting", "running")

    def stop(self) -> None:
        """End it; what was found until now stays."""
        self._stopped.set()
        child = self._child
        if child is not None:
            with suppress(OSError):
                child.kill()

    def _run(self, texts: Sequence[ReadText]) -> None:
        while not _ROOM.acquire(timeout=0.2):
            if self._stopped.is_set():
                self.state = "stopped"
                return
        try:
            self.state = "running"
            self._hear(json.dumps([told_text(text) for text in texts]))
        finally:
            _ROOM.release()
            if self._stopped.is_set():
                self.state = "stopped"
            elif self.state == "running":
                self.state = "failed"

    def _hear(self, given: str) -> None:
        with _child() as child:
            self._child = child
            if self._stopped.is_set() or child.stdin is None or child.stdout is None:
                return
            with suppress(OSError):  # it ended meanwhile
                child.stdin.write(given + "\n")
                child.stdin.flush()
                for line in child.stdout:
                    self._take(json.loads(line))

    def _take(self, told: dict[str, Any]) -> None:
        if "of" in told:
            self.done, self.of = told["done"], told["of"]
        elif "coefficient" in told:
            self.figures[told["coefficient"]] = figure_told(told)
        elif "end" in told:
            self.state = "done"


class _child:  # noqa: N801 — a context, as `open` is
    def __enter__(self) -> "subprocess.Popen[str]":
        kept = {key: value for key, value in os.environ.items() if "WORKBENCH" not in key}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "agreement.apart"],
            stdin=subprocess.PIPE,  # which it watches: it ends with us
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env=kept,
            text=True,
        )
        return self.child

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self.child.kill()
        self.child.wait()
        for pipe in (self.child.stdin, self.child.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def compute(texts: Sequence[ReadText]) -> Iterator[dict[str, Any]]:
    """The slow measures as the child tells them: how far it is, then figures, then the end."""
    from agreement.slow import slow_figures  # noqa: PLC0415 — loads what only the child needs

    for told in slow_figures(texts):
        yield told_figure(told) if isinstance(told, Measured) else {"done": told[0], "of": told[1]}
    yield {"end": True}


def _live() -> None:
    """The child's life."""
    if sys.platform != "win32":
        os.nice(_NICE)
    texts = texts_told(json.loads(sys.stdin.readline()))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    for told in compute(texts):
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def _end_with_parent() -> None:
    while sys.stdin.read(1):
        pass
    os._exit(1)


if __name__ == "__main__":
    _live()
