"""Values as MessagePack, and the beginnings of those whose content is written bit by bit."""

import struct
from collections.abc import Iterator, Mapping

LARGEST = 2**32 - 1
"""The most bytes, or entries, of one value."""


def pack(value: object) -> bytes:
    """The value: words, bytes, whole numbers, flags, nothing, and lists and mappings of these."""
    return b"".join(_parts(value))


def binary_header(size: int) -> bytes:
    """What comes before so many bytes."""
    return struct.pack(">BI", 0xC6, size)


def list_header(length: int) -> bytes:
    """What comes before so many entries."""
    return struct.pack(">BI", 0xDD, length)


def map_header(length: int) -> bytes:
    """What comes before so many keys, each with its value."""
    return struct.pack(">BI", 0xDF, length)


def _parts(value: object) -> Iterator[bytes]:
    if isinstance(value, str):
        data = value.encode("utf-8")
        yield struct.pack(">BI", 0xDB, len(data)) + data
    elif isinstance(value, bytes):
        yield binary_header(len(value)) + value
    elif isinstance(value, bool) or value is None:
        yield {None: b"\xc0", False: b"\xc2", True: b"\xc3"}[value]
    elif isinstance(value, int):
        yield struct.pack(">BQ", 0xCF, value) if value >= 0 else struct.pack(">Bq", 0xD3, value)
    elif isinstance(value, Mapping):
        yield map_header(len(value))
        for key, held in value.items():
            yield from _parts(key)
            yield from _parts(held)
    elif isinstance(value, list | tuple):
        yield list_header(len(value))
        for held in value:
            yield from _parts(held)
    else:
        raise TypeError(type(value))
