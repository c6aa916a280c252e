"""The files of a folder as sources, whichever format they have."""

import os
from collections.abc import Iterator
from pathlib import Path

from formats.source import FileSource


def sources_in(folder: Path) -> Iterator[FileSource]:
    """Every regular file below `folder`, by name; hidden ones are left out.

    A link is followed only to a file that lies in the folder too, and no link to a folder is.
    """
    whole = folder.resolve()
    for place, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place) / name
            inside = path.resolve().is_relative_to(whole)
            if not name.startswith(".") and inside and path.is_file():
                yield FileSource(folder, path.relative_to(folder).as_posix())
