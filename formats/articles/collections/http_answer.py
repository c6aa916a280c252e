"""A server's answer as an archive keeps it: status, headers, and the body as it was sent."""

import zlib
from dataclasses import dataclass

from formats.articles.collections.collected import shown
from formats.articles.decoding import LIMIT
from formats.articles.errors import ArticleError

_LONGEST_HEADERS = 256 * 1024
_PACKED = {
    "gzip": zlib.MAX_WBITS | 16,
    "x-gzip": zlib.MAX_WBITS | 16,
    "deflate": zlib.MAX_WBITS,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent; header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """As the server called it."""
        return self.headers.get("content-type", "")

    @property
    def kind(self) -> str:
        """The media type alone, in lower case."""
        return self.content_type.split(";")[0].strip().lower()

    def unpacked(self) -> bytes:
        """The body as the page was before it was sent, LIMIT bytes and one at most.

        Raises ArticleError where it is damaged or packed in a way that is not read.
        """
        body = self.body
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            body = _joined(body)
        coding = self.headers.get("content-encoding", "identity").strip().lower()
        if coding in {"identity", "none", ""}:
            return body[: LIMIT + 1]
        if coding not in _PACKED:
            raise ArticleError("coding", coding=shown(coding))
        return _inflated(body, coding)


def read_answer(data: bytes) -> Answer | None:
    """The answer in a record's block; None for what is no answer of a web server."""
    end = data.find(b"\r\n\r\n", 0, _LONGEST_HEADERS)
    gap = 4
    if end < 0:
        end, gap = data.find(b"\n\n", 0, _LONGEST_HEADERS), 2
    if end < 0 or not data.startswith(b"HTTP/"):
        return None
    first, *lines = data[:end].decode("latin-1").splitlines()
    parts = first.split(None, 2)
    if len(parts) < 2 or not parts[1].isdecimal():
        return None
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return Answer(int(parts[1][:3]), headers, data[end + gap :])


def _joined(body: bytes) -> bytes:
    """A body sent in chunks; as it is where it merely says so, as some archives keep it."""
    chunks: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 100)
        try:
            length = int(body[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            length = -1
        if length < 0:
            return b"".join(chunks) if chunks else body
        if length == 0:
            return b"".join(chunks)
        chunks.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
        if at > len(body):
            return b"".join(chunks)


def _inflated(body: bytes, coding: str) -> bytes:
    for bits in (_PACKED[coding], -zlib.MAX_WBITS):
        unpack = zlib.decompressobj(wbits=bits)
        try:
            return unpack.decompress(body, LIMIT + 1)
        except zlib.error:
            continue
    if body[:1] == b"<":  # unpacked when it was archived, with the header left as it was
        return body[: LIMIT + 1]
    raise ArticleError("coding_broken")
