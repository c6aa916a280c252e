"""The tables of a bundle, zipped or lying unpacked in one folder, read without unpacking anything.

Only the names of our own tables are ever asked for, so a member's name leads nowhere. What an
archive says of its sizes is held against what it can be, and reading stops where it said too little.
"""

import re
import struct
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader, RawIOBase
from typing import BinaryIO, Protocol, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from formats.annotations.csv_rows import UNREADABLE
from formats.annotations.errors import FormatError
from formats.annotations.second_rows import SECOND
from formats.source import Source

MARKS = ("datapackage.json", "annotations.csv", "articles.csv")
"""What every bundle holds, the first one that was ever written included."""
LARGEST = 64 << 30
_DIRECTORY = 1 << 20
_SMALL = 64 << 20
_TIMES = 400
_END_64 = re.compile(rb"PK\x06\x06")
_TOLD_ELSEWHERE = 2**32 - 1
_UNREADABLE = (*UNREADABLE, NotImplementedError, KeyError, IndexError, OverflowError)


class BundleFiles(Protocol):
    """The files of one bundle, each as often as it is asked for."""

    def size(self, name: str) -> int | None:
        """Bytes of a table; None where it is not there."""

    def open(self, name: str) -> BinaryIO:
        """A table from its first byte; FormatError where it is not there."""


def is_bundle(source: Source) -> bool:
    """Whether it is one of our archives, or the passages of an unpacked one."""
    if source.head().startswith(b"PK\x03\x04"):
        try:
            with _archive(source) as archive:
                return set(MARKS) <= set(archive.namelist())
        except FormatError:
            return False
    # What somebody read a second time lies in an archive, and is none by itself.
    folders, _, name = source.name.rpartition("/")
    is_first = name == "annotations.csv" and SECOND not in folders.split("/")
    return is_first and all(source.beside(name) for name in MARKS)


@contextmanager
def bundle_files(source: Source) -> Iterator[BundleFiles]:
    """The files of the bundle; FormatError where it cannot be opened or is no bundle."""
    if source.head().startswith(b"PK\x03\x04"):
        with _archive(source) as archive:
            yield _Zipped(archive)
    else:
        yield _Unpacked(source)


class Tallied(RawIOBase):
    """A file that tells how many bytes were read of it."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        self._file = file
        self._tell = tell

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """The next bytes, told of."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._file.read(len(view))
        view[: len(data)] = data
        self._tell(len(data))
        return len(data)

    def close(self) -> None:
        """Close the file too."""
        self._file.close()
        super().close()


def tallied(file: BinaryIO, tell: Callable[[int], None]) -> BinaryIO:
    """The file, read in large pieces, each told of."""
    return cast(BinaryIO, BufferedReader(Tallied(file, tell), 256 * 1024))


@contextmanager
def _archive(source: Source) -> Iterator[ZipFile]:
    with ExitStack() as stack:
        try:
            file = stack.enter_context(source.open())
            _refuse_long_directory(file, source.size)
            archive = stack.enter_context(ZipFile(file))
        except FormatError:
            raise
        except _UNREADABLE as error:
            raise FormatError("archive_damaged") from error
        yield archive


def _refuse_long_directory(file: BinaryIO, size: int) -> None:
    """An archive's directory is read at once: one of ours is short, one of a million names is not."""
    file.seek(max(0, size - (1 << 16) - 128))
    tail = file.read((1 << 16) + 256)
    file.seek(0)
    # A large archive tells the length in a record of its own; whichever is believed, it is short.
    told = [struct.unpack_from("<Q", tail, at.start() + 40)[0] for at in _END_64.finditer(tail)]
    end = tail.rfind(b"PK\x05\x06")
    short = struct.unpack_from("<L", tail, end + 12)[0] if end >= 0 else 0
    if short != _TOLD_ELSEWHERE or not told:
        told.append(short)
    if max(told) > _DIRECTORY:
        raise FormatError("archive_bomb")


class _Zipped:
    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members: dict[str, ZipInfo] = {}
        for member in archive.infolist():
            if member.filename in self._members:
                raise FormatError("archive_twice", name=member.filename[:80])
            self._members[member.filename] = member
        _refuse_bombs(list(self._members.values()))

    def size(self, name: str) -> int | None:
        member = self._members.get(name)
        return None if member is None else member.file_size

    def open(self, name: str) -> BinaryIO:
        member = self._members.get(name)
        if member is None:
            raise FormatError("table_missing", name=name)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) or member.flag_bits & 1:
            raise FormatError("archive_damaged")
        try:
            return cast(BinaryIO, self._archive.open(member))
        except _UNREADABLE as error:
            raise FormatError("archive_damaged") from error


class _Unpacked:
    def __init__(self, source: Source) -> None:
        self._source = source

    def size(self, name: str) -> int | None:
        beside = self._source.beside(name)
        return None if beside is None else beside.size

    def open(self, name: str) -> BinaryIO:
        beside = self._source.beside(name)
        if beside is None:
            raise FormatError("table_missing", name=name)
        try:
            return beside.open()
        except OSError as error:
            raise FormatError("archive_damaged") from error


def _refuse_bombs(members: list[ZipInfo]) -> None:
    """FormatError where so much would come out of so little that no table is behind it."""
    if sum(member.file_size for member in members) > LARGEST:
        raise FormatError("archive_bomb")
    for member in members:
        if member.file_size > max(_SMALL, member.compress_size * _TIMES):
            raise FormatError("archive_bomb")
