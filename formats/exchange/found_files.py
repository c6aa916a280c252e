"""Which files an import reads: those that were named, and those inside the folders named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """A file or web address to read; where it cannot be, `fault` is the word of errors for why."""

    path: str
    fault: str = ""


def find_files(paths: Sequence[str]) -> Iterator[Found]:
    """What lies at these paths, folders with everything in them but hidden files, by name."""
    for path in paths:
        if not path.strip():
            yield Found(path, "file_unnamed")
        elif not is_address(path) and Path(path).is_dir():
            yield from _inside(path)
        else:
            yield Found(path)


def is_address(path: str) -> bool:
    """Whether it is to be fetched from the web."""
    return path.lower().startswith(("http://", "https://"))


def _inside(folder: str) -> Iterator[Found]:
    inside = [one for one in Path(folder).rglob("*") if not one.is_dir()]
    shown = sorted((one for one in inside if not one.name.startswith(".")), key=str)
    if not shown:
        yield Found(folder, "folder_empty")
    for one in shown:
        # A pipe has no end, and a link may lead nowhere.
        yield Found(str(one), "" if one.is_file() else "file_special")
