"""WebAnno TSV, the tab-separated format of WebAnno and INCEpTION: one file an article and person.

Offsets are UTF-16 code units over the text that its `#Text=` lines make up; a unit's own words
stand beside them and are compared. Read are span layers of the versions 3 and 2; tokens' layers
(part of speech, lemma), relations, chains and slots are counted. Written is version 3.3 with the
layer that every INCEpTION project has, Named entity, whose `value` is the tag.
"""

from collections.abc import Iterator

from formats.annotations import utf8
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.reviewer_files import work_of_reviewers
from formats.annotations.webanno_tsv2_reading import FIRST_LINE, read_version_2
from formats.annotations.webanno_tsv_header import version
from formats.annotations.webanno_tsv_reading import read_version_3
from formats.annotations.webanno_tsv_writing import tsv
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "webanno-tsv"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".tsv",)
HAS_TYPES = True
OFFSETS = "UTF-16 code units"
CARRIES_NOT = (
    "article_details",
    "notes",
    "confidence",
    "evidence",
    "codebook",
    "times",
    "reading_states",
    "gold",
    *BESIDE_PASSAGES,
    "others_seen",
)

_ID = "#id="


def recognises(source: Source) -> bool:
    """By the version in its first line, or the layers there and a sentence's number after them."""
    first, *rest = utf8.head_lines(source) or [""]
    if version(first) is not None:
        return True
    second = next((line for line in rest if line.strip()), "")
    return FIRST_LINE.fullmatch(first) is not None and second.startswith(_ID)


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """The one article. Raises FormatError where the file is none of the versions 2 and 3."""
    utf8.check_size(source)
    first = next(iter(utf8.head_lines(source)), "")
    is_second = version(first) is None and FIRST_LINE.fullmatch(first) is not None
    read_version = read_version_2 if is_second else read_version_3
    yield read_version(utf8.lines(source), source.name)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: a folder a reviewer with a file for each article."""
    yield from stream_zip(_members(dataset), options.made_at)


def _members(dataset: Dataset) -> Iterator[Member]:
    for document in documents(dataset, with_sentences=True):
        for folder, rows in work_of_reviewers(document):
            yield f"{folder}/{document.name}.tsv", tsv(document, rows)
