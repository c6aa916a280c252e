"""Web archives (WARC): the article of each page that was answered with HTML.

The page's own date counts, not the day it was captured. Records are read one after the other,
with everything in them bounded; what a crawl also keeps (pictures, scripts, redirections, pages
that were not found) is passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from formats.articles.collections.collected import Collected, Found, Refused, Wanted, refused, shown
from formats.articles.collections.http_answer import read_answer
from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError
from formats.articles.registry import read_article
from formats.source import Source

NAME = "warc"
SUFFIXES = (".warc",)

_MARK = b"WARC/"
_LONGEST_LINE = 64 * 1024
_LONGEST_ADDRESS = 2_000
_MOST_HEADERS = 200
_CHUNK = 1024 * 1024
_PAGES = ("text/html", "application/xhtml")


def recognises(source: Source) -> bool:
    """What begins with a record."""
    return re.match(rb"WARC/\d\.\d+\r?\n", source.head()) is not None


def read(source: Source, wanted: Wanted) -> Found:
    """One article a page, `path` being its address; a page without one is refused by it."""
    pages = 0
    try:
        with source.open() as file:
            for record in _records(file):
                if record.headers.get("warc-type") != "response":
                    continue
                for found in _page(record, source.name, wanted):
                    pages += 1
                    yield found
    except _BrokenError:
        pages += 1
        yield refused("record_broken")
    if not pages:
        raise ArticleError("warc_empty")


class _BrokenError(Exception):
    """The file is no chain of records from here on."""


@dataclass(slots=True)
class _Record:
    """One record's headers, names in lower case, and its block on the way out of the file."""

    file: BinaryIO
    left: int
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """What was asked for."""
        return self.headers.get("warc-target-uri", "").strip("<> ")

    def take(self, limit: int) -> bytes:
        """The block's next bytes, `limit` at most. Raises _BrokenError where the file ends before."""
        wanted = min(limit, self.left)
        data = self.file.read(wanted)
        self.left -= len(data)
        if len(data) < wanted:
            raise _BrokenError
        return data

    def pass_over(self) -> None:
        """To the end of the block."""
        while self.left:
            self.take(_CHUNK)


def _page(record: _Record, source: str, wanted: Wanted) -> Iterator[Collected | Refused]:
    """The page's article; nothing for what is no page."""
    address = shown(record.address, _LONGEST_ADDRESS)
    try:
        answer = read_answer(record.take(_CHUNK))
        if answer is None or answer.status != 200 or not answer.kind.startswith(_PAGES):
            return
        answer = replace(answer, body=answer.body + record.take(2 * LIMIT))
        url = address if address.lower().startswith(("http://", "https://")) else ""
        article = read_article(
            answer.unpacked(),
            name=source,
            url=url,
            content_type=answer.content_type,
            encoding=wanted.encoding,
        )
    except ArticleError as error:
        yield Refused(str(error), address)
    else:
        yield Collected(article, address)


def _records(file: BinaryIO) -> Iterator[_Record]:
    while mark := _line(file):
        if not mark.strip():
            continue
        if not mark.startswith(_MARK):
            raise _BrokenError
        headers = _headers(file)
        length = headers.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            raise _BrokenError
        record = _Record(file, int(length), headers)
        yield record
        record.pass_over()


def _headers(file: BinaryIO) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = _line(file)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    raise _BrokenError


def _line(file: BinaryIO) -> bytes:
    line = file.readline(_LONGEST_LINE)
    if len(line) == _LONGEST_LINE:
        raise _BrokenError
    return line
