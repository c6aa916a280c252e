"""How the tests spread over the processes that run them."""

from xdist.scheduler.loadscope import LoadScopeScheduling

_PARSING = ("test_architecture", "test_role_walk", "test_trail_walk", "test_readme")
"""Files that read the whole source, which takes as long as they do."""


class FilesOfBrowserTests(LoadScopeScheduling):  # type: ignore[misc]
    """A file of browser tests stays in one process, where it shares a server; others spread singly.

    So do the tests that parse our whole source. The groups of `--dist loadgroup` would say the
    same, but pytest 9.2 no longer hears them (pytest-xdist issue 1386). Long groups are handed out
    first, so that single tests fill the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith("tests/browser/"):
            return file
        return "source" if file.removesuffix(".py").split("/")[-1] in _PARSING else nodeid
