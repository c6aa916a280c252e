"""Work that is ended from outside, as by a service manager, and tidies up before it goes."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

ENDINGS = ("SIGTERM", "SIGHUP")
"""What asks a program to end, without Ctrl-C's exception; not every system has both."""


@contextmanager
def tidied_when_ended() -> Iterator[None]:
    """Let such a signal end the work as an error would: nothing half done is left anywhere."""
    if current_thread() is not main_thread():
        yield  # signals reach the main thread alone
        return
    known = [getattr(signal, name) for name in ENDINGS if hasattr(signal, name)]
    before = {one: signal.getsignal(one) for one in known}
    # Who started it may have had it ignored, as `nohup` does.
    ours = [one for one in known if before[one] is signal.SIG_DFL]
    for one in ours:
        signal.signal(one, _end)
    try:
        yield
    finally:
        for one in ours:
            signal.signal(one, signal.SIG_DFL)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
