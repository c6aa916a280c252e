"""A long text file read piece by piece, in the encoding that `decode` finds for a short one."""

import codecs
import io
from dataclasses import dataclass

from formats.articles.decoding import MARKS, decode
from formats.articles.errors import ArticleError
from formats.articles.kinds import foreign_kind
from formats.source import Source

CHUNK = 1024 * 1024
_SAMPLE = 256 * 1024
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file are read: the codec, its name as people write it, its mark's bytes.

    `guessed` is whether only the look of the text tells; `sound` whether every byte fits.
    """

    codec: str
    shown: str
    mark: int = 0
    guessed: bool = False
    sound: bool = False


def find_encoding(source: Source, *, chosen: str = "", declared: str = "") -> Encoding:
    """The encoding of the whole file, which is read through where its head does not tell.

    Raises ArticleError where it is no text.
    """
    head = source.head()
    for mark, name in MARKS:
        if head.startswith(mark) and (not chosen or chosen.lower().startswith("utf")):
            return Encoding(name, decode(head).encoding, len(mark))
    if chosen:
        told = decode(head.replace(b"\x00", b""), chosen=chosen)
        return Encoding(_codec(told.encoding), told.encoding, guessed=True)
    if wide := _wide(head):
        return wide
    is_utf8, sample = _scan(source)
    if is_utf8:
        decode(sample.replace(b"\x00", b""))  # a file of control characters is no text
        return Encoding("utf-8", "UTF-8", sound=True)
    told = decode(sample.replace(b"\x00", b""), declared=declared)
    return Encoding(_codec(told.encoding), told.encoding, guessed=told.guessed)


def head_text(source: Source) -> str:
    """The beginning of the file as text that is good enough to recognise a format by.

    Blank where it is none.
    """
    head = source.head()
    if foreign_kind(head):
        return ""
    for mark, name in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(name, "replace")
    try:
        wide = _wide(head)
    except ArticleError:
        return ""
    return head.decode(wide.codec if wide else "utf-8", "replace")


def open_text(source: Source, encoding: Encoding) -> io.TextIOWrapper:
    """The file as text without its mark; line ends as they are, U+FFFD for what cannot be read."""
    file = source.open()
    file.read(encoding.mark)
    return io.TextIOWrapper(file, encoding.codec, errors="replace", newline="")


class Utf8(io.RawIOBase):
    """A text as UTF-8 bytes again, for parsers that read bytes."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__()
        self._text = text

    def read(self, size: int = -1) -> bytes:
        """About `size` bytes; none at the end alone."""
        return self._text.read(size).encode("utf-8", "replace")


def _codec(shown: str) -> str:
    name = codecs.lookup(shown.replace("windows-", "cp")).name
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(name, name)


def _wide(head: bytes) -> Encoding | None:
    """UTF-16 or UTF-32 without a mark, which shows in its zero bytes."""
    if head.count(0) * 8 < len(head):
        return None
    told = decode(head[: len(head) // 4 * 4] or head)
    for name in _WIDE:
        try:
            if head[: len(head) // 4 * 4].decode(name) == told.text:
                return Encoding(name, told.encoding)
        except UnicodeDecodeError:
            continue
    return None


def _scan(source: Source) -> tuple[bool, bytes]:
    """Whether all of it is UTF-8; and its beginning with those lines that are not plain ASCII."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    sample = bytearray(_first_lines(source.head()))
    odd = 0
    is_utf8 = True
    with source.open() as file:
        while piece := file.readline(CHUNK):
            if piece.isascii() and not decoder.getstate()[0]:
                continue
            is_utf8 = is_utf8 and _fits(decoder, piece)
            if odd < _SAMPLE:
                sample += piece
                odd += len(piece)
            elif not is_utf8:
                break
    return is_utf8 and _fits(decoder, b"", final=True), bytes(sample)


def _first_lines(head: bytes) -> bytes:
    return head[: head.rfind(b"\n") + 1] or head


def _fits(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True
