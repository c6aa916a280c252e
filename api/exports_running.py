"""How far the exports are that this process sends now, and a way to stop one: for whoever asked.

An export is known by the secret of its ticket, which nobody else has; only its SHA-256 is kept.
"""

from collections import OrderedDict
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from threading import Lock

from models.digest import digest

KEPT = 200
"""So many exports are remembered, those that ended too; the oldest are forgotten first."""


class StoppedError(Exception):
    """Whoever asked for the export stopped it: the connection ends without the last chunk."""


@dataclass(slots=True)
class Running:
    """One export: the bytes that were sent, how much of how much is made where that is known.

    `state` is running, done, stopped or failed.
    """

    state: str = "running"
    sent: int = 0
    done: int = 0
    total: int = 0
    _wanted: bool = field(default=True)

    def tell(self, done: int, total: int) -> None:
        """So much of how much is made."""
        self.done, self.total = done, total

    def stop(self) -> None:
        """Send nothing more of it."""
        self._wanted = False

    def watch(self, chunks: Iterator[bytes]) -> Generator[bytes, None, None]:
        """The same chunks, counted; StoppedError once somebody stopped it."""
        self.state = "failed"
        try:
            for chunk in chunks:
                self.state = "running"
                if not self._wanted:
                    raise StoppedError
                self.sent += len(chunk)
                yield chunk
            self.state = "done"
        except (GeneratorExit, StoppedError):
            self.state = "stopped"
            raise
        except BaseException:
            self.state = "failed"
            raise
        finally:
            if isinstance(chunks, Generator):
                chunks.close()  # now, not when somebody collects it: a process may be at work


class RunningExports:
    """The exports of this process, by the secrets of their tickets."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: OrderedDict[str, Running] = OrderedDict()

    def begin(self, secret: str) -> Running:
        """One more."""
        running = Running()
        with self._lock:
            self._known[digest(secret)] = running
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return running

    def find(self, secret: str) -> Running | None:
        """The export of that secret; None for one that this process does not know."""
        return self._known.get(digest(secret))
