"""Bytes on their way out of an archive, watched while they come."""

import gzip
import io
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from formats.archive_bounds import DAMAGED, MEGABYTE, ArchiveError, Limits, Place, place_of
from formats.source import HEAD, Source

GZIP_MARK = b"\x1f\x8b\x08"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_IN_MEMORY = 8 * MEGABYTE


class Readable(Protocol):
    """What a library unpacks with."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""

    def close(self) -> None:
        """No more of them."""


class Unpacking(io.RawIOBase):
    """A stream that raises ArchiveError where a limit is passed or the bytes are damaged."""

    def __init__(self, opened: Callable[[], Readable], packed: int, place: Place) -> None:
        super().__init__()
        self._packed = packed
        self._place = place
        self._position = 0
        try:
            self._raw = opened()
        except DAMAGED as error:
            raise ArchiveError("damaged") from error

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """As io.RawIOBase has it."""
        try:
            data = self._raw.read(len(buffer))
        except ArchiveError:
            raise
        except DAMAGED as error:
            raise ArchiveError("damaged") from error
        self._position += len(data)
        self._place.budget.spend(self._place.key, self._position, self._packed)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes what it reads from, too."""
        if not self.closed and hasattr(self, "_raw"):
            self._raw.close()
        super().close()


def unpacking(opened: Callable[[], Readable], packed: int, place: Place) -> BinaryIO:
    """What `opened` gives out of `packed` bytes, watched."""
    return cast(BinaryIO, io.BufferedReader(Unpacking(opened, packed, place), HEAD))


class Gunzipped:
    """A file packed with gzip, as the source of what is in it."""

    def __init__(self, source: Source) -> None:
        outer = place_of(source)
        self.name = source.name.removesuffix(".gz")
        self.place = Place(outer.budget, outer.depth + 1, (*outer.key, "gzip"))
        self._source = source

    @property
    def size(self) -> int:
        """Bytes as packed: what they unpack to is known only at their end."""
        return self._source.size

    def open(self) -> BinaryIO:
        """The unpacked bytes from the first one."""
        return unpacking(lambda: _Gunzip(self._source.open()), self._source.size, self.place)

    def head(self) -> bytes:
        """The first HEAD bytes."""
        with self.open() as file:
            return file.read(HEAD)

    def beside(self, name: str) -> Source | None:
        """What lies beside the packed file."""
        return self._source.beside(name)


class _Gunzip(gzip.GzipFile):
    """Closes the packed file with itself."""

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__(fileobj=packed, mode="rb")
        self._packed = packed

    def close(self) -> None:
        super().close()
        self._packed.close()


class Directory(io.RawIOBase):
    """An archive's file that counts the entries of the directory as the library reads it.

    The library makes an object of each, however many there are, before anybody is asked.
    """

    def __init__(self, file: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self.is_open = False
        self._file = file
        self._limits = limits

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; ArchiveError while the directory holds more than the limit."""
        data = self._file.read(size)
        if not self.is_open and data.count(_DIRECTORY_ENTRY) > self._limits.members:
            raise ArchiveError("too_many", self._limits)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As files have it."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As files have it."""
        return self._file.tell()

    def seekable(self) -> bool:
        """Always."""
        return True

    def readable(self) -> bool:
        """Always."""
        return True


@contextmanager
def seekable(source: Source) -> Iterator[BinaryIO]:
    """The source as a file to move about in; a member of an archive is unpacked for it, unnamed."""
    with source.open() as file:
        if file.seekable():
            yield file
            return
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            shutil.copyfileobj(file, copy, MEGABYTE)
            copy.seek(0)
            yield cast(BinaryIO, copy)
