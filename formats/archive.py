"""A ZIP archive as the files in it, none of which is ever written to disk under a name.

Everything is bounded while it is unpacked: how many members there are, how much they unpack to,
each and together, and how many times their packed size that is. Names that lead elsewhere, links,
locked members and second members of a name are refused one by one, and the others are read.
"""

import stat
import zipfile
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import BinaryIO, cast

from formats.archive_bounds import (
    DAMAGED,
    LIMITS,
    ArchiveError,
    Limits,
    Place,
    place_of,
    reason,
)
from formats.archive_names import beside_path, is_hidden, safe_name, written_name
from formats.archive_stream import GZIP_MARK, Directory, Gunzipped, seekable, unpacking
from formats.source import HEAD, Source

MARKS = (b"PK\x03\x04", b"PK\x05\x06")
DEEPEST = 2
"""An archive, and the archives inside it; no further."""

_READ_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED = 0x1 | 0x40 | 0x2000
_LOCAL_HEADER = 30
_DOCUMENT_PARTS = ("[Content_Types].xml", "mimetype")


@dataclass(frozen=True, slots=True)
class RefusedMember:
    """A member that is not read, and why, in a sentence; its name is to be shown, not opened."""

    name: str
    code: str
    reason: str


class Member:
    """A file inside an archive, as a Source; it is unpacked each time anew."""

    def __init__(self, archive: "Archive", info: zipfile.ZipInfo, name: str) -> None:
        around = archive.place
        self.name = name
        self.place = Place(around.budget, around.depth, (*around.key, info.header_offset))
        self._archive = archive
        self._info = info

    @property
    def size(self) -> int:
        """Bytes it unpacks to, as the archive says; more than that is never read."""
        return self._info.file_size

    def open(self) -> BinaryIO:
        """The member from its first byte; reading raises ArchiveError where a limit is passed."""
        return unpacking(
            lambda: self._archive.unwatched(self._info), self._info.compress_size, self.place
        )

    def head(self) -> bytes:
        """The first HEAD bytes."""
        return self._head

    @cached_property
    def _head(self) -> bytes:
        with self.open() as file:
            return file.read(HEAD)

    def beside(self, name: str) -> "Member | None":
        """Another member under this path from the member's folder, inside the archive only."""
        path = beside_path(self.name, name)
        return None if path is None else self._archive.member(path)


class Archive:
    """The members of an opened archive; see `open_archive`."""

    def __init__(self, file: zipfile.ZipFile, place: Place) -> None:
        self.place = place
        self._file = file
        self._limits = place.budget.limits
        place.budget.hold(place.key, len(file.infolist()))
        if _overlap(file.infolist()):
            raise ArchiveError("overlap")

    def __iter__(self) -> Iterator[Member | RefusedMember]:
        """Every file in the archive's order; folders and systems' own hidden files left out."""
        seen: set[str] = set()
        for info in self._file.infolist():
            shown = written_name(info)
            if _is_folder(info) or is_hidden(shown):
                continue
            name = safe_name(shown)
            if code := self._refusal(info, name, seen):
                yield RefusedMember(shown, code, reason(code, self._limits))
            else:
                yield Member(self, info, name)
            seen.add(name)

    def member(self, name: str) -> Member | None:
        """The file of this name, if there is one that may be read."""
        info = self._readable.get(name)
        return None if info is None else Member(self, info, name)

    def unwatched(self, info: zipfile.ZipInfo) -> BinaryIO:
        """The member's bytes as the library unpacks them."""
        return cast(BinaryIO, self._file.open(info))

    @cached_property
    def _readable(self) -> dict[str, zipfile.ZipInfo]:
        found: dict[str, zipfile.ZipInfo] = {}
        for info in self._file.infolist():
            name = safe_name(written_name(info))
            if not _is_folder(info) and not self._refusal(info, name, found):
                found[name] = info
        return found

    def _refusal(self, info: zipfile.ZipInfo, name: str, seen: Container[str]) -> str:
        """The word for why this member is not read; blank where it is."""
        kind = stat.S_IFMT(info.external_attr >> 16)
        reasons = {
            "outside": not name,
            "link": kind == stat.S_IFLNK,
            "special": kind not in {0, stat.S_IFREG, stat.S_IFLNK},
            "twice": name in seen,
            "locked": bool(info.flag_bits & _LOCKED),
            "method": info.compress_type not in _READ_METHODS,
            "member_too_large": info.file_size > self._limits.member,
            "ratio": self._limits.is_bomb(info.file_size, info.compress_size),
        }
        return next((code for code, holds in reasons.items() if holds), "")


@contextmanager
def open_archive(
    source: Source, limits: Limits = LIMITS, *, is_document: bool = False
) -> Iterator[Archive]:
    """The archive in `source`, open as long as the context is.

    An archive inside one shares its limits. ArchiveError where it is damaged, holds too much, or
    lies deeper than DEEPEST; `is_document` says that it is one whose parts are no archive.
    """
    outer = place_of(source, limits)
    if outer.depth >= DEEPEST and not is_document:
        raise ArchiveError("nested")
    with seekable(source) as file:
        directory = Directory(file, outer.budget.limits)
        try:
            opened = zipfile.ZipFile(cast(BinaryIO, directory))
        except ArchiveError:
            raise
        except DAMAGED as error:
            raise ArchiveError("damaged") from error
        directory.is_open = True
        with opened:
            yield Archive(opened, Place(outer.budget, outer.depth + 1, outer.key))


def gunzipped(source: Source) -> Source:
    """What a file packed with gzip holds; any other file as it is."""
    if not source.head().startswith(GZIP_MARK):
        return source
    if place_of(source).depth >= DEEPEST:
        raise ArchiveError("nested")
    return Gunzipped(source)


def is_archive(source: Source) -> bool:
    """Whether it is a ZIP archive that is no document (DOCX, XLSX, ODT and EPUB are archives too)."""
    head = source.head()
    if not head.startswith(MARKS) or _begins_as_document(head):
        return False
    return not document_parts(source)


def document_parts(source: Source) -> set[str]:
    """The names of the parts of a document that is kept as a ZIP archive; none for other files."""
    if not source.head().startswith(MARKS[0]):
        return set()
    try:
        with open_archive(source, is_document=True) as archive:
            names = {member.name for member in archive}
    except ArchiveError:
        return set()
    return names if names.intersection(_DOCUMENT_PARTS) else set()


def _begins_as_document(head: bytes) -> bool:
    first = head[_LOCAL_HEADER : _LOCAL_HEADER + 19]
    return first.startswith(tuple(part.encode() for part in _DOCUMENT_PARTS))


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith("/")  # the library's own question fails for an empty name


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members claim the same bytes, as in archives made to unpack to far too much."""
    spans = sorted((info.header_offset, info.compress_size) for info in members)
    return any(
        start + _LOCAL_HEADER + length > following
        for (start, length), (following, _) in pairwise(spans)
    )
