"""JSON Lines: one article a line, each an object."""

import json
from collections.abc import Iterator
from typing import TextIO

from formats.articles.collections.collected import Found, Refused, Wanted, refused
from formats.articles.collections.json_cells import JsonError, decoder, row_of
from formats.articles.collections.objects import table_of_rows
from formats.articles.collections.rows import LONGEST_ROW, Row, Table
from formats.articles.collections.tabular import read_tables
from formats.articles.collections.text_stream import find_encoding, head_text, open_text
from formats.source import Source

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")

_WHITE = " \t\r\n\ufeff"


def recognises(source: Source) -> bool:
    """A first line that is a whole object, and another object after it; or the name says so."""
    sample = head_text(source).lstrip(_WHITE)
    if not sample.startswith("{"):
        return False
    if source.name.lower().endswith(SUFFIXES):
        return True
    first, end, rest = sample.partition("\n")
    if not end:
        return False
    return _is_object(first) and rest.lstrip(_WHITE).startswith("{")


def read(source: Source, wanted: Wanted) -> Found:
    """One article a line; a line that is no object is refused by its number."""
    yield from read_tables(tables(source, wanted), source.name, wanted)


def tables(source: Source, wanted: Wanted) -> Iterator[Table]:
    """The file's one table, whose columns are the fields of its first objects."""
    encoding = find_encoding(source, chosen=wanted.encoding)
    with open_text(source, encoding) as text:
        yield table_of_rows(_rows(text), encoding)


def _rows(text: TextIO) -> Iterator[Row | Refused]:
    parse = decoder().decode
    number = 0
    while line := text.readline(LONGEST_ROW + 1):
        number += 1
        if len(line) > LONGEST_ROW:
            yield refused("row_long", line=number, limit=LONGEST_ROW // 1024 // 1024)
            return
        stripped = line.strip(_WHITE)
        if not stripped:
            continue
        try:
            yield row_of(parse(stripped), number)
        except JsonError as error:
            yield error.refusal(number)
        except json.JSONDecodeError as error:
            yield refused("json_broken", line=number, column=error.colno)
        except RecursionError:
            yield refused("json_deep", line=number)


def _is_object(line: str) -> bool:
    try:
        return isinstance(decoder().decode(line.strip(_WHITE)), dict)
    except (ValueError, RecursionError):
        return False
