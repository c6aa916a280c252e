"""Parquet: one row a live annotation, the labelled CSV's columns with real types.

Writes only. Whole numbers are int64, flags booleans, times timestamps in UTC; a missing number is
null, a missing word the empty string as it is stored. What each column means is in its metadata.

Offsets count code points, half-open, from 0.
"""

from collections.abc import Iterator
from operator import attrgetter

from formats.annotations.cells import columns, utc
from formats.annotations.dataset import Dataset, WriteOptions
from formats.annotations.losses import BESIDE_PASSAGES
from formats.annotations.rows import AnnotationRow

NAME = "parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
SUFFIX = ".parquet"
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
    """The file, row group by row group."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load)

    from formats.annotations.arrow_columns import fields_of  # noqa: PLC0415
    from formats.annotations.parquet_stream import batched, parquet  # noqa: PLC0415

    names = columns(AnnotationRow)
    values = attrgetter(*names)
    about = {"project": dataset.project, "made_at": utc(options.made_at), "offsets": OFFSETS}
    schema = pa.schema(fields_of(AnnotationRow, names), metadata=about)
    rows = (dict(zip(names, values(row), strict=True)) for row in dataset.annotations())
    yield from parquet(batched(rows, schema), schema)
