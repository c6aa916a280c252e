"""A Parquet file written while it is read: row group by row group, no file, no seeking."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

BATCH_ROWS = 1_000
GROUP_BYTES = 16 * 1024 * 1024
"""So many bytes of columns make a row group: what is held in memory at a time."""


class _Outbox:
    """Where the Parquet writer writes to; what it wrote is taken away as soon as it is there."""

    closed = False

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._written = 0

    def write(self, data: Any) -> int:
        chunk = bytes(data)
        self._chunks.append(chunk)
        self._written += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        self.closed = True

    def take(self) -> bytes:
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


def parquet(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[bytes]:
    """The batches as one file. Its directory is its last part, so one that broke off does not open."""
    outbox = _Outbox()
    with pq.ParquetWriter(outbox, schema, compression="zstd") as writer:
        waiting: list[pa.RecordBatch] = []
        for batch in batches:
            waiting.append(batch)
            if sum(one.nbytes for one in waiting) >= GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(waiting, schema))
                waiting.clear()
                yield outbox.take()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, schema))
    yield outbox.take()


def batched(
    rows: Iterable[dict[str, Any]], schema: pa.Schema, size: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Rows by the names of their columns as batches of that many."""
    waiting: list[dict[str, Any]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= size:
            yield pa.RecordBatch.from_pylist(waiting, schema)
            waiting.clear()
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema)
