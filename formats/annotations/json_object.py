"""A file that is one JSON object, read within limits."""

import json
from typing import Any

from formats.annotations.errors import FormatError
from formats.source import Source

LARGEST = 64 * 1024 * 1024
"""The most bytes of a file that is read as a whole."""


class _Twice(ValueError):
    """A key that stands twice in one object, so that one of its values would be lost."""


def read_object(source: Source, kind: str) -> dict[str, Any]:
    """The object; `kind` is what the file should be, for the sentence of the FormatError."""
    if source.size > LARGEST:
        raise FormatError("too_large", limit=LARGEST // 1024 // 1024)
    with source.open() as file:
        data = file.read(LARGEST)
    try:
        held = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FormatError("encoding", line) from None
    except RecursionError:
        raise FormatError("too_deep") from None
    except _Twice as error:
        raise FormatError("shape", format=kind, reason=error) from None
    except ValueError as error:
        raise FormatError("not_json", getattr(error, "lineno", None), reason=error) from None
    if not isinstance(held, dict):
        raise FormatError("shape", 1, format=kind, reason="no object")
    return held


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(f"{twice!a} stands twice")
    return held
