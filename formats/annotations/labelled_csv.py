"""The labelled CSV: one row per live annotation, byte-exact, for programs.

Offsets are code points over the stored text, which it names by its SHA-256 and does not hold. It
is read as it is written, and as spreadsheets save it again. It cannot carry the texts, articles
without annotations, the evidence's details or the codebook.
"""

from collections import Counter
from collections.abc import Iterator

from formats.annotations.cells import table
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.errors import Fault
from formats.annotations.labelled import LabelledArticle
from formats.annotations.labelled_rows import PassageRow, labelled_columns, read_labelled
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import AnnotationRow
from formats.source import Source

NAME = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
SUFFIXES = (".csv", ".tsv", ".txt")
OFFSETS = "code points"
CARRIES_NOT = (
    "texts",
    "untagged_articles",
    "evidence_details",
    "codebook",
    *BESIDE_PASSAGES,
    "others_seen",
)


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8 without BOM, rows ending in LF, every cell exactly what was stored."""
    del options
    yield from delimited(table(AnnotationRow, dataset.annotations()))


def recognises(source: Source) -> bool:
    """Whether its columns are those of the labelled CSV, and not of the flavour for spreadsheets."""
    names = labelled_columns(source)
    return bool(names) and "truncated" not in names


def read(source: Source) -> Iterator[LabelledArticle | Fault]:
    """Its articles, without texts; FormatError where it is no such table or breaks off."""
    return read_labelled(source, _as_it_is)


def _as_it_is(row: PassageRow, dropped: Counter[str]) -> PassageRow:
    del dropped
    return row
