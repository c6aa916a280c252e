"""What a file holds: labelled data, a collection of articles, other files, or a single article."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Literal

from formats.annotations import registry
from formats.annotations.errors import Fault
from formats.annotations.registry import Reads
from formats.articles.draft import ImportedArticle
from formats.source import Source

Kind = Literal["labelled", "collection", "archive", "article"]


def _no(_source: Source) -> bool:
    return False


def _nothing(_source: Source, _columns: Mapping[str, str]) -> Iterator[ImportedArticle | Fault]:
    return iter(())


@dataclass(frozen=True)
class Formats:
    """All that is read besides single articles.

    `open_archive` gives the members as sources, and those that are refused with their `name` and
    the `reason`.
    """

    readers: Mapping[str, Reads]
    is_collection: Callable[[Source], bool] = _no
    read_collection: Callable[[Source, Mapping[str, str]], Iterator[ImportedArticle | Fault]] = (
        _nothing
    )
    is_archive: Callable[[Source], bool] = _no
    open_archive: Callable[[Source], AbstractContextManager[Any]] | None = None

    def kind(self, source: Source) -> tuple[Kind, Reads | None]:
        """What the file is, by its content, and who reads its labelled data."""
        reader = registry.recognise(source, self.readers)
        if reader is not None:
            return "labelled", reader
        if self.is_collection(source):
            return "collection", None
        return ("archive" if self.is_archive(source) else "article"), None


def known_formats() -> Formats:
    """Everything this workbench reads."""
    parts: dict[str, Any] = {"readers": registry.READERS}
    for module, names in (
        ("formats.articles.collections", ("is_collection", "read_collection")),
        ("formats.archive", ("is_archive", "open_archive")),
    ):
        if find_spec(module) is not None:
            found = import_module(module)
            parts |= {name: getattr(found, name) for name in names}
    return Formats(**parts)
