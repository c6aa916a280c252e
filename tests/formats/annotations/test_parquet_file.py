import io
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from formats.annotations import labelled_csv, parquet_file
from formats.annotations.cells import columns
from formats.annotations.rows import AnnotationRow
from tests.formats.annotations.contract import TEXTS, sample, written
from tests.formats.annotations.samples import ANNOTATION, MOMENT, OPTIONS, Sample, read_pandas
from words import say

SPANS = [(0, 1, "sourced", "ines"), (0, 1, "sourced", "bo"), (0, 1, "=filler", "bo")]


@dataclass
class Many:
    """So many rows, each made when it is asked for."""

    count: int

    def __iter__(self) -> Iterator[AnnotationRow]:
        return (replace(ANNOTATION, start=n, quote=f"{n}" * 200) for n in range(self.count))


def exported(dataset: Sample) -> pq.ParquetFile:
    return pq.ParquetFile(io.BytesIO(written(parquet_file, dataset)))


def test_it_has_the_labelled_csv_s_columns_with_real_types() -> None:
    file = exported(Sample(annotation_rows=[replace(ANNOTATION, is_gold=True, paragraph=None)]))
    assert file.schema_arrow.names == list(columns(AnnotationRow))
    assert file.schema_arrow.field("start").type == pa.int64()
    assert file.schema_arrow.field("created_at").type == pa.timestamp("us", tz="UTC")
    (row,) = file.read().to_pylist()
    assert row["is_gold"] is True
    assert row["paragraph"] is None
    assert row["note"] == ""
    assert row["created_at"] == MOMENT


def test_every_column_says_what_it_means() -> None:
    schema = exported(Sample()).schema_arrow
    for field in schema:
        assert field.metadata[b"description"].decode() == say(f"exporting.column_{field.name}")
    assert schema.metadata[b"offsets"] == b"code points"
    assert schema.metadata[b"project"] == b"Desk"


def test_it_says_what_the_labelled_csv_says() -> None:
    dataset = sample((text, SPANS) for text in TEXTS.values())
    table = exported(dataset).read().to_pandas()
    csv = read_pandas(written(labelled_csv, dataset))
    same = ["article_id", "start", "end", "quote", "tag", "reviewer", "n_agree", "is_gold"]
    pd.testing.assert_frame_equal(table[same], csv[same], check_dtype=False)


def test_passages_stand_where_they_say() -> None:
    texts = list(TEXTS.values())
    rows = exported(sample((text, SPANS) for text in texts)).read().to_pylist()
    assert len(rows) == len(SPANS) * len(texts)
    assert all(
        texts[row["article_id"] - 1][row["start"] : row["end"]] == row["quote"] for row in rows
    )


def test_nothing_tagged_is_a_table_without_rows() -> None:
    assert exported(Sample(annotation_rows=[])).metadata.num_rows == 0


def test_many_rows_come_in_groups_and_never_all_at_once() -> None:
    tracemalloc.start()
    chunks = list(parquet_file.write(Sample(annotation_rows=Many(30_000)), OPTIONS))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(chunks) > 1
    assert pq.ParquetFile(io.BytesIO(b"".join(chunks))).metadata.num_rows == 30_000
    assert peak < 12_000_000
