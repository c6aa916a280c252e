"""Which formats of labelled data there are, by the name that the command line and the routes use.

A new format is one more module in MODULES: what it has tells whether it is read, written or both.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import Protocol, cast

from formats.annotations import (
    brat,
    bundle,
    claimreview,
    conll,
    doccano,
    excel_csv,
    goodly,
    huggingface,
    hypothesis_api,
    inception_project,
    jsonl,
    label_studio,
    labelled_csv,
    parquet_file,
    ptc,
    recogito,
    report_html,
    report_pdf,
    sentences_csv,
    spacy_docbin,
    tagworks,
    uima_json,
    uima_xmi,
    w3c,
    webanno_tsv,
    xlsx,
)
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle
from formats.source import Source
from words import say

MODULES: tuple[ModuleType, ...] = (
    labelled_csv,
    excel_csv,
    sentences_csv,
    bundle,
    jsonl,
    doccano,
    label_studio,
    inception_project,
    webanno_tsv,
    uima_xmi,
    uima_json,
    brat,
    conll,
    ptc,
    w3c,
    hypothesis_api,
    recogito,
    goodly,
    tagworks,
    parquet_file,
    huggingface,
    spacy_docbin,
    xlsx,
    claimreview,
    report_html,
    report_pdf,
)
"""In the order in which they are asked whether a file is theirs, and in which they are listed."""


class Writes(Protocol):
    """A module that writes one format.

    `CARRIES_NOT` names what the format loses; the sentence is the word `exporting.lacks_<name>`.
    A module may say OFFSETS too: on what basis the format counts.
    """

    NAME: str
    MEDIA_TYPE: str
    SUFFIX: str
    CARRIES_NOT: tuple[str, ...]

    def write(self, dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
        """The dataset in this format, chunk by chunk."""


class Reads(Protocol):
    """A module that reads one format.

    A module may say COMPANIONS too: patterns of paths (`*.conf`, `texts/*.txt`), from the folder of
    a file of the format on, of files that it reads itself or that hold no article. HAS_TYPES says
    that type systems of UIMA come with such files.
    """

    NAME: str
    SUFFIXES: tuple[str, ...]

    def recognises(self, source: Source) -> bool:
        """Whether the file is of this format, by what is in it."""

    def read(self, source: Source) -> Iterator[LabelledArticle | Fault]:
        """The articles with their passages; FormatError where the file as a whole is none."""


class UnknownFormatError(LookupError):
    """Nobody writes a format of that name; the message says which there are."""


def _having(function: str) -> Iterable[ModuleType]:
    return (module for module in MODULES if hasattr(module, function))


CODECS: dict[str, Writes] = {one.NAME: cast("Writes", one) for one in _having("write")}
"""What is written, by name."""

READERS: dict[str, Reads] = {one.NAME: cast("Reads", one) for one in _having("read")}
"""What is read, by name."""


def codec(name: str) -> Writes:
    """The codec that writes the format of that name. Raises `UnknownFormatError`."""
    try:
        return CODECS[name]
    except KeyError:
        known = ", ".join(CODECS)
        raise UnknownFormatError(say("exporting.unknown_format", name=name, known=known)) from None


def recognise(source: Source, readers: Mapping[str, Reads] = READERS) -> Reads | None:
    """Whose file this is, by its content; None for what holds no labelled data that we read."""
    return next((one for one in readers.values() if one.recognises(source)), None)
