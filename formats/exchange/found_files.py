"""Which files an import reads: those that were named, and those inside the folders named."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file or web address to read; where it cannot be, `fault` is the word of errors for why.

    `folder` is the folder that was named, where the file was found inside of one.
    """

    path: str
    fault: str = ""
    folder: str = ""


def find_files(paths: Sequence[str]) -> Iterator[Found]:
    """What lies at these paths, folders with everything in them but hidden files, by name."""
    for path in paths:
        if not path.strip():
            yield Found(path, "file_unnamed")
        elif not is_address(path) and _is_folder(path):
            yield from _inside(path)
        else:
            yield Found(path, "" if is_address(path) or not _is_special(path) else "file_special")


def is_address(path: str) -> bool:
    """Whether it is to be fetched from the web."""
    return path.lower().startswith(("http://", "https://"))


def _is_folder(path: str) -> bool:
    try:
        return Path(path).is_dir()
    except OSError:
        return False  # too long a name is none of a folder


def _is_special(path: str) -> bool:
    """Whether it is there and no file: a pipe would be waited for, and read only once."""
    try:
        place = Path(path)
        return place.exists() and not place.is_file()
    except OSError:
        return False  # reading it says why it cannot be


def _inside(folder: str) -> Iterator[Found]:
    empty = True
    for path in _walked(folder):
        empty = False
        yield Found(path, _fault_inside(path, folder), folder)
    if empty:
        yield Found(folder, "folder_empty")


def _fault_inside(path: str, folder: str) -> str:
    """Why what lies in a folder is not read: a pipe has no end, and a link may lead out of it."""
    place = Path(path)
    if not place.is_file():
        return "file_special"
    outside = place.is_symlink() and not place.resolve().is_relative_to(Path(folder).resolve())
    return "file_link" if outside else ""


def _walked(folder: str) -> Iterator[str]:
    """What lies in a folder and below, in the order of whole paths, a folder's list at a time."""
    with os.scandir(folder) as found:
        entries = [(one.name, one.is_dir(follow_symlinks=False)) for one in found]
    for name, is_folder in sorted(entries, key=lambda one: one[0] + "/" * one[1]):
        path = str(Path(folder) / name)
        if is_folder:
            yield from _walked(path)
        elif not name.startswith(".") and not Path(path).is_dir():
            yield path
