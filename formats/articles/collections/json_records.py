"""JSON in one piece: an array of articles, one article, or an object around several of them.

An array is read object by object, however long it is; an object has to fit into memory.
"""

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import TextIO

from formats.articles.collections.collected import Found, Refused, Wanted, refused
from formats.articles.collections.column_names import name_rank
from formats.articles.collections.json_cells import JsonError, decoder, row_of
from formats.articles.collections.objects import table_of_rows
from formats.articles.collections.rows import LONGEST_ROW, Row, Table
from formats.articles.collections.tabular import read_tables
from formats.articles.collections.text_stream import find_encoding, head_text, open_text
from formats.articles.errors import ArticleError
from formats.source import Source

NAME = "json"
SUFFIXES = (".json",)

AROUND = ("articles", "items", "data", "results", "documents", "docs", "records", "entries",
          "rows", "stories", "posts", "news", "response")  # fmt: skip
"""What programs call the list of articles, where an object lies around it."""

_WHITE = " \t\r\n\ufeff"
_CHUNK = 64 * 1024
_LONGEST_MARK = 16
"""No number's, escape's or word's first part that still may go on is longer."""


def recognises(source: Source) -> bool:
    """What begins as an array of objects or as an object does, an empty one too; any array in a file
    named as JSON."""
    sample = head_text(source).lstrip(_WHITE)
    if sample.startswith("["):
        if PurePath(source.name).suffix.lower() in SUFFIXES:
            return True
        return sample[1:].lstrip(_WHITE).startswith("{")
    return sample.startswith("{") and sample[1:].lstrip(_WHITE).startswith(('"', "}"))


def read(source: Source, wanted: Wanted) -> Found:
    """One article an object."""
    yield from read_tables(tables(source, wanted), source.name, wanted)


def tables(source: Source, wanted: Wanted) -> Iterator[Table]:
    """The file's one table. Raises ArticleError where it holds no list of objects."""
    encoding = find_encoding(source, chosen=wanted.encoding)
    with open_text(source, encoding) as text:
        yield table_of_rows(_rows(_Values(text)), encoding)


class _Values:
    """The values of a JSON text, one after the other; `line` is where the next one begins."""

    def __init__(self, text: TextIO) -> None:
        self.line = 1
        self._text = text
        self._ahead = ""
        self._at = 0
        self._decoder = decoder()

    def next_mark(self) -> str:
        """The next character that is no white space, which stays; blank at the end."""
        while True:
            while self._at < len(self._ahead):
                if self._ahead[self._at] not in _WHITE:
                    return self._ahead[self._at]
                self.skip()
            if not self._more(_CHUNK):
                return ""

    def skip(self) -> None:
        """Pass over one character."""
        self.line += self._ahead[self._at] == "\n"
        self._at += 1

    def take(self) -> object:
        """The value that begins here. Raises JsonError or RecursionError where it is none."""
        wish = _CHUNK
        while True:
            begins = self._at
            try:
                value, end = self._decoder.raw_decode(self._ahead, self._at)
            except json.JSONDecodeError as error:
                if _is_cut(error) and self._more(wish):
                    wish *= 2  # what is only begun is parsed anew: ever seldomer
                    continue
                line = self.line + error.doc.count("\n", begins, error.pos)
                raise JsonError("json_broken_off", line) from error
            if end == len(self._ahead) and self._more(wish):
                continue  # a number may go on
            self.line += self._ahead.count("\n", self._at, end)
            self._at = end
            return value

    def _more(self, characters: int) -> bool:
        self._ahead = self._ahead[self._at :]
        self._at = 0
        if len(self._ahead) > LONGEST_ROW:
            raise JsonError("row_long", self.line, limit=LONGEST_ROW // 1024 // 1024)
        more = self._text.read(characters)
        self._ahead += more
        return bool(more)


def _is_cut(error: json.JSONDecodeError) -> bool:
    """Whether the fault may lie only in that the rest was not read yet."""
    return (
        error.msg.startswith("Unterminated string") or error.pos >= len(error.doc) - _LONGEST_MARK
    )


def _rows(values: _Values) -> Iterator[Row | Refused]:
    line = 1
    try:
        if values.next_mark() != "[":
            yield from _around(values)
            return
        values.skip()
        while values.next_mark() != "]":
            line = values.line
            yield row_of(values.take(), line)
            if values.next_mark() == ",":
                values.skip()
            elif values.next_mark() != "]":
                yield refused("json_broken_off", line=values.line)
                return
    except JsonError as error:
        yield error.refusal(line)
    except RecursionError:
        yield refused("json_deep", line=line)


def _around(values: _Values) -> Iterator[Row | Refused]:
    """The article that an object is, or those in a list inside it, or those that it has by their names."""
    line = values.line
    value = values.take()
    if not isinstance(value, dict):
        raise ArticleError("json_list")
    if not _has_text(value):
        if value and all(isinstance(one, dict) and _has_text(one) for one in value.values()):
            yield from (row_of(one, line) for one in value.values())
            return
        for inside in (value, *(one for one in value.values() if isinstance(one, dict))):
            for key in AROUND:
                held = inside.get(key)
                if isinstance(held, list) and held:
                    yield from (row_of(one, line) for one in held)
                    return
    yield row_of(value, line)


def _has_text(value: dict[str, object]) -> bool:
    return any(name_rank("text", key) is not None and isinstance(value[key], str) for key in value)
