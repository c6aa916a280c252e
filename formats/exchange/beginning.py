"""How an export begins: the format itself over a project's first texts, so that a page can show it."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath
from typing import Any

from sqlalchemy.orm import Session

from formats.annotations import spacy_docbin
from formats.annotations.dataset import WriteOptions
from formats.exchange.export import ProjectDataset, find_codec, keeps_gold
from models.queries.export_filters import ExportFilters
from models.queries.export_preview import first_revisions
from words import say

ROWS, LINES, WIDEST, MOST = 20, 40, 600, 6_000
PDF = "report-pdf"
"""Of which one page is shown, and every text takes seconds."""
LARGEST = 8_000_000
"""Bytes: what the first texts make more of is not shown."""

_MAIN = (".ann", ".labels", ".jsonld", ".csv", ".xmi", ".tsv", ".conll", ".parquet", ".json")
"""The endings of what an archive is there for, before what lies beside."""
_BESIDE = ("metadata.json", "datapackage.json")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What can be shown of a file; of an archive also which `files` it has, and of which one this is.

    A table is its `columns` and `rows`, a web page is a `page`, any other text its first lines. A
    `picture` is the first page of a PDF, as a PNG. Of a file that only a program opens the table is
    what that finds in it, and `opened_with` how. Nothing of them: it cannot be shown.
    """

    files: Sequence[str] = ()
    name: str = ""
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    text: str = ""
    page: str = ""
    picture: bytes = b""
    opened_with: str = ""


def beginning(
    session: Session,
    asker: int,
    project_id: int,
    format_name: str,
    filters: ExportFilters,
    options: WriteOptions,
) -> Beginning | None:
    """The first texts in that format; None where there is no text short enough to be shown."""
    only = first_revisions(session, asker, project_id, filters)
    if not only:
        return None
    if format_name == PDF:
        only = only[:1]
    codec = find_codec(format_name)
    dataset = ProjectDataset(session, asker, project_id, filters, only, with_gold=keeps_gold(codec))
    if format_name == spacy_docbin.NAME:
        table = _table(spacy_docbin.OPENED, spacy_docbin.opened(dataset))
        return replace(table, opened_with=say("exporting.opened_spacy"))
    parts: list[bytes] = []
    size = 0
    for chunk in codec.write(dataset, options):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            return None
    return shown(f"export{codec.SUFFIX}", b"".join(parts), options.delimiter)


def shown(name: str, data: bytes, delimiter: str = ",") -> Beginning:
    """What can be shown of a file of this name."""
    kind = PurePath(name).suffix
    if kind in _PACKED:
        return _PACKED[kind](data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Beginning()
    if kind == ".csv":
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        return _table(next(rows, []), rows)
    return Beginning(page=text) if kind == ".html" else Beginning(text=_first_lines(text))


def _of_archive(data: bytes) -> Beginning:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        main = min(names, key=_rank, default="")
        inside = shown(PurePath(main).name, archive.read(main)) if main else Beginning()
    return Beginning(
        names, main, inside.columns, inside.rows, inside.text, inside.page, inside.picture
    )


def _rank(name: str) -> int:
    path = PurePath(name)
    known = path.suffix in _MAIN and path.name not in _BESIDE
    return _MAIN.index(path.suffix) if known else len(_MAIN)


def _of_workbook(data: bytes) -> Beginning:
    import openpyxl  # noqa: PLC0415 (slow to load)

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    first = book[book.sheetnames[0]]
    rows = ([_cell(one) for one in row] for row in first.iter_rows(values_only=True))
    return _table(next(rows, []), rows, book.sheetnames)


def _of_parquet(data: bytes) -> Beginning:
    import pyarrow.parquet as pq  # noqa: PLC0415 (slow to load)

    found = pq.read_table(io.BytesIO(data)).slice(0, ROWS)
    rows = ([_cell(one) for one in row.values()] for row in found.to_pylist())
    return _table(found.column_names, rows)


def _of_pdf(data: bytes) -> Beginning:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 (slow to load)

    document = pypdfium2.PdfDocument(data)
    try:
        picture = io.BytesIO()
        document[0].render(scale=1.5).to_pil().save(picture, "PNG")
        return Beginning(picture=picture.getvalue())
    finally:
        document.close()


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], files: Sequence[str] = ()
) -> Beginning:
    kept = [[_short(cell) for cell in row] for row in islice(rows, ROWS)]
    return Beginning(files, files[0] if files else "", columns, kept)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _first_lines(text: str) -> str:
    lines = text.split("\n")[:LINES]
    # A file of one long line is worth as much of it as others are of theirs.
    return "\n".join(_short(line, max(WIDEST, MOST // len(lines))) for line in lines).rstrip()


def _short(text: str, most: int = WIDEST) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


_PACKED: dict[str, Callable[[bytes], Beginning]] = {
    ".zip": _of_archive,
    ".xlsx": _of_workbook,
    ".parquet": _of_parquet,
    ".pdf": _of_pdf,
}
