"""Files as a browser sends them: whether they hold more than one article, and their names."""

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from formats.exchange.recognition import known_formats
from formats.source import MemorySource

LONGEST_NAME = 48
"""Characters: of four bytes each and with a number they still fit a disk's 255 bytes."""


def is_transfer(files: Mapping[str, bytes]) -> bool:
    """Whether any of these files holds more than one article, or passages that were tagged."""
    known = known_formats()
    return any(known.kind(MemorySource(name, files[name], files))[0] != "article" for name in files)


def apart(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by names that a disk can hold and of which no two are the same.

    Browsers send a name without its folder, and tools call their files alike in each.
    """
    found: dict[str, bytes] = {}
    for name, data in files:
        path = PurePosixPath(name.replace("\x00", ""))
        stem, suffix = path.stem[:LONGEST_NAME].strip(".") or "file", path.suffix[:LONGEST_NAME]
        kept, number = f"{stem}{suffix}", 1
        while kept.casefold() in {one.casefold() for one in found}:
            number += 1
            kept = f"{stem} ({number}){suffix}"
        found[kept] = data
    return found
