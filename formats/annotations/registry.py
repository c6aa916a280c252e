"""Which formats there are, by the name that the command line and the HTTP routes use."""

from collections.abc import Iterator
from typing import Protocol, cast

from formats.annotations import bundle, excel_csv, labelled_csv, sentences_csv
from formats.annotations.dataset import Dataset, WriteOptions
from words import say


class Codec(Protocol):
    """A module that writes one format.

    `CARRIES_NOT` names what the format loses; the sentence is the word `exporting.lacks_<name>`.
    """

    NAME: str
    MEDIA_TYPE: str
    SUFFIX: str
    CARRIES_NOT: tuple[str, ...]

    def write(self, dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
        """The dataset in this format, chunk by chunk."""


class UnknownFormatError(LookupError):
    """Nobody writes a format of that name; the message says which there are."""


CODECS: dict[str, Codec] = {
    codec.NAME: codec
    for codec in cast("tuple[Codec, ...]", (labelled_csv, excel_csv, sentences_csv, bundle))
}


def codec(name: str) -> Codec:
    """The codec of that name. Raises `UnknownFormatError`."""
    try:
        return CODECS[name]
    except KeyError:
        known = ", ".join(CODECS)
        raise UnknownFormatError(say("exporting.unknown_format", name=name, known=known)) from None
