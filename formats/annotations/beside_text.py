"""The text that lies beside a file of passages, known by its SHA-256."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from formats.annotations.errors import Fault, fault
from formats.annotations.offsets import TextMap
from formats.source import Source

LONGEST_TEXT = 20 * 1024 * 1024
"""The most bytes of one text."""

_NAME = re.compile(r"[^/\\\x00-\x1f\ud800-\udfff]+")
_LONGEST_NAME = 255
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Found:
    """The text, or why it is not used; neither where nothing lies there."""

    text: TextMap | None = None
    fault: Fault | None = None


def text_beside(source: Source, names: Sequence[str], sha256: str, line: int) -> Found:
    """The first of these files with that SHA-256; a blank one is not compared.

    A file that lies there and is another text is a fault, and so is one that cannot be read.
    """
    refused: Fault | None = None
    for name in names:
        beside = source.beside(name)
        if beside is None:
            continue
        held = _read(beside, sha256, line)
        if isinstance(held, TextMap):
            return Found(held)
        refused = refused or held
    return Found(fault=refused)


def is_sha256(value: str) -> bool:
    """Whether it is a SHA-256 as hexadecimal digits, and so safe in a file's name."""
    return _SHA256.fullmatch(value) is not None


def is_file_name(value: str) -> bool:
    """Whether it is one name without a folder, in no way a path elsewhere."""
    short = len(value.encode("utf-8", "replace")) <= _LONGEST_NAME
    return short and _NAME.fullmatch(value) is not None and value not in (".", "..")


def _read(beside: Source, sha256: str, line: int) -> TextMap | Fault:
    if beside.size > LONGEST_TEXT:
        return fault("text_too_large", line, name=beside.name, limit=LONGEST_TEXT // 1024 // 1024)
    with beside.open() as file:
        data = file.read(LONGEST_TEXT)
    if sha256 and hashlib.sha256(data).hexdigest() != sha256:
        return fault("text_differs", line, name=beside.name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return fault("text_encoding", line, name=beside.name)
    if "\x00" in text or not text.strip():
        return fault("text_encoding", line, name=beside.name)
    return TextMap(text)
