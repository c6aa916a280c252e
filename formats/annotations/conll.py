"""CoNLL-2002 and CoNLL-2003: a token a line, its label in the last column.

Offsets are those of tokens: the text is put together of them, with a blank between two and a line
end between sentences, so a text that was written comes back with other white space. Read are two
to any number of columns in IO, IOB1, IOB2, BIOES and BILOU; what stands between the token and its
last label is counted. Written is IOB2 in two columns, a file a reviewer.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from formats.annotations import utf8
from formats.annotations.conll_reading import DOCUMENT_START, cells, is_comment, read_articles
from formats.annotations.conll_schemes import LABEL
from formats.annotations.conll_writing import lines, other_white_space
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.documents import documents
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.reviewer_files import work_of_reviewers
from formats.annotations.zip_stream import Member, stream_zip
from formats.source import Source

NAME = "conll"
MEDIA_TYPE = "application/zip"
SUFFIX = ".zip"
SUFFIXES = (".conll", ".bio", ".iob", ".txt")
OFFSETS = "tokens"
CARRIES_NOT = (
    "white_space",
    "overlaps",
    "sub_token",
    "exact_tags",
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

_LINES_TO_LOOK_AT = 50
_CHUNK = 64 * 1024
_ID = re.compile(r"\d+-\d+")


def recognises(source: Source) -> bool:
    """By its first lines: each a token with a label last, a comment or the begin of a document."""
    found = (line for line in utf8.head_lines(source) if line.strip())
    labelled = 0
    for line in islice(found, _LINES_TO_LOOK_AT):
        if line.startswith(DOCUMENT_START) or is_comment(line):
            continue
        row = cells(line)
        if len(row) < 2 or LABEL.fullmatch(row[-1]) is None or _ID.fullmatch(row[0]):
            return False
        labelled += 1
    return labelled > 0


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """An article at each -DOCSTART-, or the whole file as one."""
    yield from read_articles(utf8.lines(source), source.name)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """A zip: for each reviewer a file with every article that they marked something in."""
    with TemporaryDirectory() as folder:
        yield from stream_zip(_members(dataset, options, Path(folder)), options.made_at)


def _members(dataset: Dataset, options: WriteOptions, folder: Path) -> Iterator[Member]:
    """The reviewers' files, made side by side on the disk: an archive takes one after the other."""
    names: dict[str, Path] = {}
    for document in documents(dataset, with_sentences=True):
        options.lost["white_space"] += other_white_space(document)
        for name, rows in work_of_reviewers(document):
            path = names.setdefault(name, folder / str(len(names)))
            with path.open("ab") as file:
                file.write(lines(document, rows, options.lost))
    for name, path in names.items():
        yield f"{name}.conll", _chunks(path)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk
