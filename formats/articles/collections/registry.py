"""Which files hold many articles, told by their content, and the reading of any of them."""

from collections.abc import Iterator, Mapping
from typing import Protocol, cast

from formats.archive import gunzipped
from formats.archive_bounds import ArchiveError
from formats.articles.collections import (
    delimited,
    feed,
    json_lines,
    json_records,
    mailbox,
    web_archive,
    workbook,
    zipped,
)
from formats.articles.collections.collected import Collected, Found, Refused, Wanted
from formats.articles.collections.columns import Column, describe
from formats.articles.collections.rows import Table
from formats.articles.collections.text_stream import head_text
from formats.articles.collections.xml_prolog import read_prolog
from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError
from formats.articles.registry import read_article
from formats.source import Source


class Codec(Protocol):
    """A module that reads one kind of file. Its `read` raises ArticleError and ArchiveError."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, source: Source) -> bool:
        """Whether the file is of this kind; cheap, and never an error but ArchiveError."""

    def read(self, source: Source, wanted: Wanted) -> Found:
        """Its articles and refusals."""


class Tabular(Codec, Protocol):
    """A kind of file whose columns a person may map."""

    def tables(self, source: Source, wanted: Wanted) -> Iterator[Table]:
        """Its tables, each to be read before the next is asked for."""


TABULAR = cast("tuple[Tabular, ...]", (workbook, json_lines, json_records, delimited))
CODECS = cast(
    "tuple[Codec, ...]",
    (zipped, workbook, web_archive, mailbox, feed, json_lines, json_records, delimited),
)
"""In the order in which they are asked."""


def recognised(source: Source) -> str:
    """The name of the kind of file it is, blank for one that holds no articles but one, if any."""
    try:
        codec = _codec(gunzipped(source))
    except ArchiveError:
        return "zip"  # it is one, though it cannot be read: reading it says why
    return codec.NAME if codec else ""


def read_collection(
    source: Source,
    columns: Mapping[str, str] | None = None,
    *,
    encoding: str = "",
    format_name: str = "",
) -> Found:
    """Every article in the file, and every part that gives none, in order.

    `columns` are fields with the names or numbers of the columns they stand in; the others are
    guessed. `encoding` is what a person says the text is in, `format_name` which kind it is.
    Nothing is raised for what is in the file: one that cannot be read at all is one refusal.
    """
    wanted = Wanted(dict(columns or {}), encoding, _inside)
    try:
        unpacked = gunzipped(source)
        codec = _named(format_name) if format_name else _codec(unpacked)
        if codec is None:
            raise ArticleError("collection_unknown")
        if format_name and _is_other(codec, unpacked):
            raise ArticleError("other_kind", format=format_name)
        yield from codec.read(unpacked, wanted)
    except (ArticleError, ArchiveError) as error:
        yield Refused(str(error))


def columns_of(source: Source, *, encoding: str = "", format_name: str = "") -> tuple[Column, ...]:
    """The columns of the file's first table of articles, with samples and the guess for each.

    Nothing for a file that is no table. Raises ArticleError and ArchiveError.
    """
    unpacked = gunzipped(source)
    codec = _named(format_name) if format_name else _codec(unpacked)
    tabular = next((one for one in TABULAR if one is codec), None)
    if tabular is None:
        return ()
    first: tuple[Column, ...] = ()
    for table in tabular.tables(unpacked, Wanted({}, encoding, _inside)):
        columns = describe(table)
        if any(column.field == "text" for column in columns):
            return columns
        first = first or columns
    return first


def _inside(source: Source, wanted: Wanted) -> Found:
    """A file inside an archive: a collection, or one article."""
    try:
        unpacked = gunzipped(source)
        codec = _codec(unpacked)
        if codec is not None:
            yield from codec.read(unpacked, wanted)
            return
        with unpacked.open() as file:
            data = file.read(LIMIT + 1)
        yield Collected(read_article(data, name=unpacked.name, encoding=wanted.encoding))
    except (ArticleError, ArchiveError) as error:
        yield Refused(str(error))


def _is_other(codec: Codec, source: Source) -> bool:
    """Whether it cannot be what a person took it for, damaged or not."""
    if codec.NAME in (workbook.NAME, zipped.NAME):
        return not source.head().startswith(b"PK")
    if codec.NAME == feed.NAME:
        return read_prolog(head_text(source)) is None
    return codec.NAME in (web_archive.NAME, mailbox.NAME) and not codec.recognises(source)


def _named(name: str) -> Codec:
    try:
        return next(codec for codec in CODECS if name == codec.NAME)
    except StopIteration:
        known = ", ".join(codec.NAME for codec in CODECS)
        raise ArticleError("collection_format", name=name, known=known) from None


def _codec(source: Source) -> Codec | None:
    return next((codec for codec in CODECS if codec.recognises(source)), None)
