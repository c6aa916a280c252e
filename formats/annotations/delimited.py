"""Cells as delimited text after RFC 4180, in chunks of bounded size."""

import csv
from collections.abc import Iterable, Iterator, Sequence

CHUNK_CHARACTERS = 64 * 1024
_QUOTES_BOTH_LINE_ENDS = "\r\n"


class _Lines:
    """A file for `csv.writer` that gives each written row the line end we want.

    The writer quotes a cell for the characters of its own line end only: told CRLF it quotes a
    lone CR and a lone LF too, which a reader would otherwise take for the end of the row.
    """

    def __init__(self, line_end: str) -> None:
        self.line_end = line_end
        self.parts: list[str] = []
        self.characters = 0

    def write(self, row: str) -> None:
        part = row.removesuffix(_QUOTES_BOTH_LINE_ENDS) + self.line_end
        self.parts.append(part)
        self.characters += len(part)

    def take(self) -> bytes:
        text = "".join(self.parts)
        self.parts.clear()
        self.characters = 0
        return text.encode("utf-8")


def delimited(
    rows: Iterable[Sequence[str]], delimiter: str = ",", line_end: str = "\n"
) -> Iterator[bytes]:
    """The rows as UTF-8 without BOM; line ends inside a cell are kept as they are."""
    lines = _Lines(line_end)
    writer = csv.writer(lines, delimiter=delimiter, lineterminator=_QUOTES_BOTH_LINE_ENDS)
    for row in rows:
        writer.writerow(row)
        if lines.characters >= CHUNK_CHARACTERS:
            yield lines.take()
    if lines.parts:
        yield lines.take()
