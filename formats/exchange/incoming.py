"""The files of an import as sources: those that were named, in folders, in archives, on the web."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from os.path import normpath
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from formats.annotations.errors import Fault
from formats.annotations.registry import Reads
from formats.articles.errors import ArticleError
from formats.exchange.found_files import Found, find_files, is_address
from formats.exchange.recognition import Formats, Kind
from formats.source import FileSource, MemorySource, Source
from models.errors import BadInput

if TYPE_CHECKING:
    from formats.articles.fetch import Fetched

ARCHIVES_DEEP = 2
ZIP = "zip"
"""The kind of file whose files are each what they are."""


class Watched:
    """A source that keeps its head while formats look at it, and tells how far it is read.

    `taken` are the names of what was found beside it.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self.taken: set[str] = set()
        self._head: bytes | None = None
        self._file: BinaryIO | None = None

    @property
    def name(self) -> str:
        """As the source tells it."""
        return self._source.name

    @property
    def size(self) -> int:
        """Bytes."""
        return self._source.size

    def open(self) -> BinaryIO:
        """The file from its first byte."""
        self._file = self._source.open()
        return self._file

    def head(self) -> bytes:
        """The first bytes, read once."""
        if self._head is None:
            self._head = self._source.head()
        return self._head

    def beside(self, name: str) -> Source | None:
        """What lies in the same folder."""
        found = self._source.beside(name)
        if found is not None:
            self.taken.add(name)
        return found

    def forget(self) -> None:
        """Let go of what is kept in memory."""
        self._head = self._file = None

    @property
    def position(self) -> int:
        """How many bytes were read, as far as that can be told."""
        try:
            return min(self._file.tell(), self.size) if self._file else 0
        except (OSError, ValueError):
            return self.size


@dataclass(slots=True)
class Incoming:
    """One file, what it is, and who reads it; or `fault`, why nobody can.

    `collection` is the kind of file of many articles that a person took it for.
    """

    number: int
    found: Found
    path: str
    kind: Kind = "article"
    reader: Reads | None = None
    fault: Fault | None = None
    size: int = 0
    collection: str = ""
    page: "Fetched | None" = None
    _source: Watched | None = None
    _is_on_disk: bool = False

    @property
    def folder(self) -> str:
        """The folder it lies in."""
        return self.path.rpartition("/")[0]

    def source(self) -> Watched:
        """The file to be read."""
        if self._source is None:
            self._source = Watched(_file(self.found))
        return self._source

    def companions(self) -> set[str]:
        """The paths of what was found beside it."""
        before = self.path.rpartition("/")
        return {normpath(f"{before[0]}{before[1]}{name}") for name in self.source().taken}

    def done(self) -> None:
        """Let go of what reading it kept in memory."""
        if self._source is not None:
            self._source.forget()
        if self._is_on_disk:
            self._source = None


def _file(found: Found) -> FileSource:
    if found.folder:
        return FileSource(Path(found.folder), os.path.relpath(found.path, found.folder))
    path = Path(found.path)
    return FileSource(path.parent, path.name)


class Files:
    """All files of an import in their order; archives stay open until `close`."""

    def __init__(
        self, formats: Formats, format_name: str | None, allow: Sequence[str] = ()
    ) -> None:
        self._formats = formats
        self._reader = formats.readers.get(format_name or "")
        self._named = format_name
        self._collection = format_name if format_name in formats.collections else ""
        self._allow = allow
        self._open = ExitStack()
        self._count = 0

    def close(self) -> None:
        """Close the archives."""
        self._open.close()

    def find(self, places: Sequence[str | Source]) -> Iterator[Incoming]:
        """What lies at these paths and addresses, and files that are at hand already."""
        for place in places:
            if isinstance(place, str):
                for found in find_files([place]):
                    yield from self._look_at(found, None)
            else:
                yield from self._look_at(Found(place.name), place)

    def _look_at(self, found: Found, at_hand: Source | None) -> Iterator[Incoming]:
        try:
            if at_hand is not None:
                yield from self._sorted(at_hand, found, found.path, None, 0)
                return
            if found.fault:
                raise BadInput(found.fault)
            page = self._fetched(found.path) if is_address(found.path) else None
            source = MemorySource(found.path, page.data) if page else _file(found)
            yield from self._sorted(source, found, found.path, page, 0)
        except (ArticleError, BadInput, OSError, ValueError) as error:
            yield Incoming(self._next(), found, found.path, fault=fault_of(error))

    def _fetched(self, address: str) -> "Fetched":
        from formats.articles.fetch import fetch_article  # noqa: PLC0415 (slow to load)

        return fetch_article(address, self._allow)

    def _sorted(
        self, source: Source, found: Found, path: str, page: "Fetched | None", depth: int
    ) -> Iterator[Incoming]:
        watched = Watched(source)
        kind, reader = self._kind(watched, depth)
        if kind == "archive" and self._formats.open_archive is not None:
            yield from self._members(source, found, path, depth)
            return
        is_on_disk = isinstance(source, FileSource)
        one = Incoming(
            *(self._next(), found, path, kind, reader, None, source.size),
            *("" if self._is_told(depth) else self._collection, page, watched, is_on_disk),
        )
        one.done()
        yield one

    def _kind(self, source: Watched, depth: int) -> tuple[Kind, Reads | None]:
        if self._is_told(depth):
            return self._formats.kind(source)
        if self._reader is not None and self._reader.recognises(source):
            return "labelled", self._reader
        if self._formats.is_archive(source):
            return "archive", None
        if self._collection and self._is_of(self._collection, source):
            return "collection", None
        return ("labelled", self._reader) if self._reader is not None else ("article", None)

    def _is_told(self, depth: int) -> bool:
        """Whether the file's content tells what it is, and nobody else does."""
        return self._named is None or (self._collection == ZIP and depth > 0)

    def _is_of(self, collection: str, source: Watched) -> bool:
        """Whether it is taken for one: always, unless labelled data may bear the same name."""
        return self._reader is None or self._formats.collection(source) == collection

    def _members(self, source: Source, found: Found, path: str, depth: int) -> Iterator[Incoming]:
        if depth == ARCHIVES_DEEP or self._formats.open_archive is None:
            fault = fault_of(BadInput("archive_nested"))
            yield Incoming(self._next(), found, path, fault=fault)
            return
        archive = self._open.enter_context(self._formats.open_archive(source))
        for member in archive:
            name = f"{path}/{member.name}"
            reason = getattr(member, "reason", None)
            try:
                if reason is not None:
                    yield Incoming(self._next(), found, name, fault=Fault(None, reason))
                else:
                    yield from self._sorted(cast("Source", member), found, name, None, depth + 1)
            except (ArticleError, BadInput, OSError, ValueError) as error:
                yield Incoming(self._next(), found, name, fault=fault_of(error))

    def _next(self) -> int:
        self._count += 1
        return self._count


def fault_of(error: Exception) -> Fault:
    """Why a file is not read, in a sentence; its line where the reason lies on one."""
    if isinstance(error, OSError):
        return Fault(None, str(BadInput("file_unreadable", why=error.strerror or error)))
    line = error.values.get("line") if isinstance(error, BadInput) else None
    line = getattr(error, "line", line)
    return Fault(line if isinstance(line, int) else None, str(error))


def shown_name(path: str) -> str:
    """A file's name as text: a name is bytes, and what is no UTF-8 in it may become part of a title."""
    return os.fsencode(path.rpartition("/")[2]).decode("utf-8", "replace")
