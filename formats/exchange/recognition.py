"""What a file holds: labelled data, a collection of articles, other files, or a single article."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from formats.annotations import registry
from formats.annotations.registry import Reads
from formats.archive import is_archive, open_archive
from formats.articles.collections.registry import CODECS as COLLECTIONS
from formats.articles.collections.registry import read_collection, recognised
from formats.articles.registry import CODECS
from formats.source import Source

Kind = Literal["labelled", "collection", "archive", "article"]


class Entry(Protocol):
    """One article of a collection (its `article`), or why a part of it is none (its `reason`).

    `path` is where inside the file, blank for the file itself; `line` counts from 1.
    """

    @property
    def path(self) -> str:
        """Where inside the file."""

    @property
    def line(self) -> int | None:
        """On which line."""


class Member(Protocol):
    """A file of an archive, which is a Source too; or one that is refused, for its `reason`."""

    @property
    def name(self) -> str:
        """The path inside the archive."""


class ReadsCollection(Protocol):
    """Reads a file of many articles; `format_name` says of which kind it is, where somebody knows."""

    def __call__(
        self, source: Source, columns: Mapping[str, str], *, format_name: str = ""
    ) -> Iterator[Entry]:
        """Its entries in order."""


def _none(_source: Source) -> str:
    return ""


def _nothing(
    source: Source, columns: Mapping[str, str], *, format_name: str = ""
) -> Iterator[Entry]:
    del source, columns, format_name
    return iter(())


def _no(_source: Source) -> bool:
    return False


@dataclass(frozen=True)
class Formats:
    """All that is read besides single articles.

    `collection` names the kind of file of many articles that a file is, blank for none;
    `collections` are all of those names.
    """

    readers: Mapping[str, Reads]
    collection: Callable[[Source], str] = _none
    collections: tuple[str, ...] = ()
    read_collection: ReadsCollection = _nothing
    is_archive: Callable[[Source], bool] = _no
    open_archive: Callable[[Source], AbstractContextManager[Iterable[Member]]] | None = None

    @property
    def names(self) -> list[str]:
        """Every name that a person may give a file's format by."""
        articles = [codec.NAME for codec in CODECS]
        return list(dict.fromkeys([*articles, *self.collections, *self.readers]))

    def kind(self, source: Source) -> tuple[Kind, Reads | None]:
        """What the file is, by its content, and who reads its labelled data."""
        reader = registry.recognise(source, self.readers)
        if reader is not None:
            return "labelled", reader
        if self.is_archive(source):
            return "archive", None
        return ("collection" if self.collection(source) else "article"), None


def known_formats() -> Formats:
    """Everything this workbench reads."""
    return Formats(
        registry.READERS,
        collection=recognised,
        collections=tuple(codec.NAME for codec in COLLECTIONS),
        read_collection=read_collection,
        is_archive=is_archive,
        open_archive=open_archive,
    )
