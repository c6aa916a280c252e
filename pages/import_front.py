"""What stands in front on a tab of the import page."""

from dataclasses import dataclass

from pages.import_candidate import Candidate
from words import say


@dataclass(frozen=True)
class Front:
    """The article in front, or the sentence why there is none, and the line that says which.

    `fetching` is the address that is yet to be fetched.
    """

    candidate: Candidate | None = None
    line: str = ""
    failure: str = ""
    fetching: str | None = None


def size_in_words(size: int) -> str:
    """'44 kB' for a number of bytes."""
    if size < 1000:
        return say("importing.size_bytes", n=size)
    if size < 1_000_000:
        return say("importing.size_kilo", n=round(size / 1000))
    return say("importing.size_mega", n=round(size / 1_000_000, 1))
