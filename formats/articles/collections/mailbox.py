"""Mailboxes (mbox): one message an article, as the reader of saved e-mails reads it."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from formats.articles.collections.collected import Collected, Found, Refused, Wanted
from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError
from formats.articles.registry import read_article
from formats.source import Source

NAME = "mbox"
SUFFIXES = (".mbox", ".mbx")

_LONGEST_LINE = 1024 * 1024
_SEPARATOR = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d\d:\d\d(?::\d\d)?[^\r\n]*\d{4}[^\r\n]*\r?\n"
)
_QUOTED = re.compile(rb"(?m)^>(>*From )")


def recognises(source: Source) -> bool:
    """What begins with the line that parts messages, and a header after it."""
    match = _SEPARATOR.match(source.head())
    return match is not None and re.match(rb"[\w-]+:", source.head()[match.end() :]) is not None


def read(source: Source, wanted: Wanted) -> Found:
    """One article a message, named by the line it begins on."""
    with source.open() as file:
        for line, data in messages(file):
            try:
                article = read_article(data, name=f"{source.name}.eml", encoding=wanted.encoding)
            except ArticleError as error:
                yield Refused(str(error), line=line)
            else:
                yield Collected(article, line=line)


def messages(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Each message and the line it begins on; of one that is too long, a little more than is read."""
    held: list[bytes] = []
    number, begins, length, after_blank = 0, 1, 0, True
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if after_blank and _SEPARATOR.fullmatch(line):
            if held:
                yield begins, _message(held)
            held, begins, length = [], number, 0
        elif length <= LIMIT:
            held.append(line)
            length += len(line)
        after_blank = not line.strip(b"\r\n")
    if held:
        yield begins, _message(held)


def _message(lines: list[bytes]) -> bytes:
    return _QUOTED.sub(rb"\1", b"".join(lines))
