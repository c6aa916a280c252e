"""A source's bytes and its UTF-8 text, whole or line by line, never more than fits in memory."""

from collections.abc import Iterator

from formats.annotations.errors import FormatError
from formats.source import Source

MEGABYTE = 1024 * 1024
LIMIT_MB = 32
"""A standoff file is read whole, beside the text it is about: nobody's article is larger."""

LONGEST_LINE = MEGABYTE


def check_size(source: Source) -> None:
    """Raises FormatError for a file that is too large to be held in memory."""
    if source.size > LIMIT_MB * MEGABYTE:
        raise FormatError("too_large", limit=LIMIT_MB)


def whole(source: Source) -> bytes:
    """All the bytes. Raises FormatError where they are too many."""
    check_size(source)
    with source.open() as file:
        data = file.read(LIMIT_MB * MEGABYTE + 1)
    if len(data) > LIMIT_MB * MEGABYTE:
        raise FormatError("too_large", limit=LIMIT_MB)
    return data


def text(source: Source) -> str:
    """All of it as text, a byte order mark included. Raises FormatError with the line."""
    return decoded(whole(source))


def decoded(data: bytes) -> str:
    """UTF-8 as text. Raises FormatError with the line of the first byte that is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FormatError("encoding", data.count(b"\n", 0, error.start) + 1) from None


def lines(source: Source) -> Iterator[tuple[int, str]]:
    """Each line with its number, without its end and without a mark at the beginning.

    Only LF, with or without a CR before it, ends a line: other separators belong to the text.
    """
    with source.open() as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise FormatError("line_too_long", number)
            yield number, _line(line, number)


def head_lines(source: Source) -> list[str]:
    """The lines that the head holds whole, as well as they can be read: to tell a format by."""
    head = source.head()
    read = head.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    return [line.removesuffix("\r") for line in (read if len(head) == source.size else read[:-1])]


def _line(line: bytes, number: int) -> str:
    try:
        read = line.decode("utf-8")
    except UnicodeDecodeError:
        raise FormatError("encoding", number) from None
    if number == 1:
        read = read.removeprefix("\ufeff")
    return read.removesuffix("\n").removesuffix("\r")
