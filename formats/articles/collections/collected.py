"""What a file of many articles gives: each article with its place, or why it is none."""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field

from formats.articles.draft import ImportedArticle
from formats.source import Source
from words import say


@dataclass(frozen=True, slots=True)
class Collected:
    """One article and where it stands.

    `path` is where inside the file: an archive's member, a workbook's sheet, a web archive's
    address; blank for the file itself. `line` counts from 1: a table's row is named by its first
    line. `unread` are details that the source has and that could not be read, by field; `left` the
    columns with something in this row that is no detail of an article.
    """

    article: ImportedArticle
    path: str = ""
    line: int | None = None
    unread: Mapping[str, str] = field(default_factory=dict)
    left: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a file, or all that is left of it, that gives no article, and why in a sentence."""

    reason: str
    path: str = ""
    line: int | None = None


Found = Generator[Collected | Refused, None, None]
"""One at a time, in the file's order; whoever reads may stop between any two."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person said about the file: which column is which field, and its encoding.

    `inside` reads a file that lies in an archive.
    """

    columns: Mapping[str, str]
    encoding: str
    inside: "Callable[[Source, Wanted], Found]"


def refused(word: str, path: str = "", line: int | None = None, **values: object) -> Refused:
    """The refusal that the words of formats have a sentence for."""
    told = {
        name: shown(value) if isinstance(value, str) else value for name, value in values.items()
    }
    return Refused(say(f"formats.collection_{word}", **told), path, line)


def shown(name: str, limit: int = 100) -> str:
    """A name out of a file as it may stand in a sentence: one short line of readable characters."""
    line = " ".join(name[: limit * 4].split())
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in line)[:limit]
