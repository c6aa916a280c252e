"""The labelled CSV: one row per live annotation, byte-exact, for programs."""

from collections.abc import Iterator

from formats.annotations.cells import table
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.delimited import delimited
from formats.annotations.rows import AnnotationRow

NAME = "csv"
MEDIA_TYPE = "text/csv; charset=utf-8"
SUFFIX = ".csv"
CARRIES_NOT = ("texts", "untagged_articles", "evidence_details", "codebook")


def write(dataset: Dataset, options: WriteOptions) -> Iterator[bytes]:
    """UTF-8 without BOM, rows ending in LF, every cell exactly what was stored."""
    del options
    yield from delimited(table(AnnotationRow, dataset.annotations()))
