"""How the tests spread over the processes that run them."""

from xdist.scheduler.loadscope import LoadScopeScheduling


class FilesOfBrowserTests(LoadScopeScheduling):  # type: ignore[misc]
    """A file of browser tests stays in one process, where it shares a server; others spread singly.

    The groups of `--dist loadgroup` would say the same, but pytest 9.2 no longer hears them
    (pytest-xdist issue 1386). Long groups are handed out first, so that single tests fill the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith("tests/browser/") else nodeid
