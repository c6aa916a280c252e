"""What is read: one file, and what lies beside it in its folder or archive."""

import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

HEAD = 64 * 1024
"""So many bytes tell which format a file has."""


class Source(Protocol):
    """A file to read. Its name is text and tells little: formats are told by the content."""

    @property
    def name(self) -> str:
        """The path inside its folder or archive, with `/`; what people are told about it."""

    @property
    def size(self) -> int:
        """Bytes."""

    def open(self) -> BinaryIO:
        """The file from its first byte, each time anew."""

    def head(self) -> bytes:
        """The first HEAD bytes."""

    def beside(self, name: str) -> "Source | None":
        """What lies in the same folder under this relative path, if anything does."""


@dataclass(frozen=True, slots=True)
class MemorySource:
    """Bytes as a source, with others beside them by their names."""

    name: str
    data: bytes
    others: Mapping[str, bytes] | None = None

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    def open(self) -> BinaryIO:
        """The bytes from the first one."""
        return io.BytesIO(self.data)

    def head(self) -> bytes:
        """The first HEAD bytes."""
        return self.data[:HEAD]

    def beside(self, name: str) -> "MemorySource | None":
        """Another of the same folder."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.name), name))
        data = (self.others or {}).get(path)
        return None if data is None else MemorySource(path, data, self.others)


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of this machine; `folder` is where its name begins."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        """The file from its first byte."""
        return self.path.open("rb")

    def head(self) -> bytes:
        """The first HEAD bytes."""
        with self.open() as file:
            return file.read(HEAD)

    def beside(self, name: str) -> "FileSource | None":
        """A regular file of the same folder; nothing outside `folder`, whatever the name says."""
        other = FileSource(self.folder, str(Path(self.name).parent / name))
        inside = other.path.resolve().is_relative_to(self.folder.resolve())
        return other if inside and other.path.is_file() else None
