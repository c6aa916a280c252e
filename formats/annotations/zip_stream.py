"""A zip archive written while it is read: no file, no seeking, one chunk in memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Member = tuple[str, Iterable[bytes]]


class _Outbox:
    """Where the archive writes to; what it wrote is taken away as soon as it is there.

    It cannot be sought or told a place in, so that sizes follow each member instead of preceding.
    """

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def take(self) -> bytes:
        taken = b"".join(self._chunks)
        self._chunks.clear()
        return taken


def stream_zip(members: Iterable[Member], made_at: datetime) -> Iterator[bytes]:
    """The archive of the members (name, chunks), compressed; members are drawn one by one.

    The directory of an archive is its last part, so one that broke off does not open.
    """
    outbox = _Outbox()
    archive = ZipFile(cast(IO[bytes], outbox), "w", ZIP_DEFLATED)
    for name, chunks in members:
        info = ZipInfo(name, made_at.timetuple()[:6])
        info.compress_type = ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        with archive.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                if ready := outbox.take():
                    yield ready
    archive.close()
    yield outbox.take()
