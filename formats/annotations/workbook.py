"""An XLSX workbook with a constant amount in memory: each sheet's rows pass by once.

It waits in a temporary file, since a zip that spreadsheets surely open has each part's size before
it. A sheet that is full goes on as another of its name with a number.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from tempfile import TemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from formats.annotations import workbook_parts
from formats.annotations.sheet_cells import HEADER, Value, column_letters, row_xml
from words import say

MOST_ROWS = 2**20
MOST_CHARACTERS = 2**29
"""A sheet has at most so many rows, by the standard, and so many characters of XML of ours."""

_CHUNK_ROWS = 200
_CHUNK_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name and width in characters, and the format of a word in it."""

    name: str
    width: int
    format_of: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its header; a row has a value for each column."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def workbook(
    sheets: Iterable[Sheet], tags: Sequence[workbook_parts.Colours], made_at: datetime
) -> Iterator[bytes]:
    """The workbook; empty chunks come while it grows, so that whoever writes can stop."""
    names: list[str] = []
    with TemporaryFile() as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            for sheet in sheets:
                rows = _Rows(sheet)
                while rows.more:
                    names.append(_name(sheet.name, rows.parts))
                    yield from _write(
                        archive, f"xl/worksheets/sheet{len(names)}.xml", rows, made_at
                    )
            for name, text in workbook_parts.parts(names, tags):
                archive.writestr(_info(name, made_at), text)
        file.seek(0)
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


class _Rows:
    """A sheet's rows as XML, as many at a time as one part of the workbook holds."""

    def __init__(self, sheet: Sheet) -> None:
        self.columns = sheet.columns
        self.parts = 0
        self.more = True
        """Whether there is another part; an empty sheet has one with a header alone."""
        self._rows = iter(sheet.rows)

    def part(self) -> Iterator[str]:
        """The XML of the next part, chunk by chunk."""
        self.parts += 1
        yield workbook_parts.sheet_begin([one.width for one in self.columns])
        names = [one.name for one in self.columns]
        yield row_xml(1, names, [HEADER] * len(names))
        last, characters = 1, 0
        while last < MOST_ROWS and characters < MOST_CHARACTERS:
            rows = list(islice(self._rows, min(_CHUNK_ROWS, MOST_ROWS - last)))
            xml = "".join(self._row(number, row) for number, row in enumerate(rows, last + 1))
            last, characters = last + len(rows), characters + len(xml)
            yield xml
            if not rows:
                break
        yield workbook_parts.sheet_end(f"A1:{column_letters(len(names))[-1]}{last}")
        ahead = list(islice(self._rows, 1))
        self._rows = chain(ahead, self._rows)
        self.more = bool(ahead)

    def _row(self, number: int, values: Sequence[Value]) -> str:
        pairs = zip(self.columns, values, strict=True)
        formats = [one.format_of(value) if isinstance(value, str) else 0 for one, value in pairs]
        return row_xml(number, values, formats)


def _write(archive: ZipFile, name: str, rows: _Rows, made_at: datetime) -> Iterator[bytes]:
    with archive.open(_info(name, made_at), "w") as member:
        for chunk in rows.part():
            member.write(chunk.encode("utf-8"))
            yield b""


def _info(name: str, made_at: datetime) -> ZipInfo:
    info = ZipInfo(name, made_at.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    return info


def _name(name: str, before: int) -> str:
    return say("spreadsheet.sheet_further", name=name, number=before + 1) if before else name
