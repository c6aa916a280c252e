"""The parts of a spaCy DocBin, gathered text by text, and the file that they make.

The file is one MessagePack mapping, compressed with zlib: the attributes of a token, all tokens of
all texts, how many each text has, whether a blank follows each, every string, and the span groups
and user data text by text (version 0.1 of the format, which spaCy 3 reads and writes).
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any
from zlib import compressobj

from formats.annotations.errors import FormatError
from formats.annotations.msgpack import LARGEST, binary_header, list_header, map_header, pack
from formats.annotations.spacy_strings import Strings

ORTH, ENT_IOB, ENT_TYPE = 65, 77, 78
"""The attributes of a token, by spaCy's numbers for them, in the order of its columns."""

_CHUNK = 256 * 1024


class Parts:
    """What was gathered so far; what each text adds waits in a file."""

    def __init__(
        self, tokens: IO[bytes], spaces: IO[bytes], groups: IO[bytes], user_data: IO[bytes]
    ) -> None:
        self.strings = Strings()
        self.lengths = array("i")
        self.tokens, self.spaces = tokens, spaces
        self.groups, self.user_data = groups, user_data

    def add(
        self,
        columns: Sequence[int],
        blanks: Sequence[bool],
        groups: Mapping[bytes, list[str]],
        about: Mapping[str, object],
    ) -> None:
        """One text: three numbers a token, whether blanks follow, its span groups, its data."""
        self.lengths.append(len(blanks))
        self.tokens.write(array("Q", columns).tobytes())
        self.spaces.write(bytes(blanks))
        self.groups.write(pack(pack(groups)))
        self.user_data.write(pack(pack(about)))

    def packed_group(self, name: str, attrs: Mapping[str, Any], spans: list[bytes]) -> bytes:
        """A span group as bytes."""
        return pack({"name": name, "attrs": attrs, "spans": spans})


@contextmanager
def gathering() -> Iterator[Parts]:
    """Parts whose files are gone afterwards."""
    with (
        TemporaryFile() as tokens,
        TemporaryFile() as spaces,
        TemporaryFile() as groups,
        TemporaryFile() as user_data,
    ):
        yield Parts(tokens, spaces, groups, user_data)


def docbin(parts: Parts) -> Iterator[bytes]:
    """The file, chunk by chunk."""
    squeeze = compressobj()
    for chunk in _message(parts):
        if ready := squeeze.compress(chunk):
            yield ready
    yield squeeze.flush()


def _message(parts: Parts) -> Iterator[bytes]:
    texts = len(parts.lengths)
    yield map_header(10)
    yield pack("version") + pack("0.1")
    yield pack("attrs") + pack([ORTH, ENT_IOB, ENT_TYPE])
    yield pack("tokens")
    yield from _binary(parts.tokens)
    yield pack("spaces")
    yield from _binary(parts.spaces)
    yield pack("lengths") + pack(parts.lengths.tobytes())
    yield pack("strings") + pack(parts.strings.all())
    yield pack("cats") + list_header(texts) + pack({}) * texts
    yield pack("flags") + list_header(texts) + pack({"has_unknown_spaces": False}) * texts
    for name, file in (("span_groups", parts.groups), ("user_data", parts.user_data)):
        yield pack(name) + list_header(texts)
        yield from _chunks(file)


def _binary(file: IO[bytes]) -> Iterator[bytes]:
    size = file.tell()
    if size > LARGEST:
        raise FormatError("docbin_too_large")
    yield binary_header(size)
    yield from _chunks(file)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk
