"""Archives of projects for tests: made, taken apart, changed, and compared with one another."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from formats.annotations.dataset import WriteOptions
from formats.exchange.export import export_project
from formats.source import MemorySource
from models.database import Database
from models.queries.export_filters import ExportFilters
from models.restored_passages import RestoredIds
from tests.formats.annotations.samples import MOMENT

Table = list[dict[str, str]]
FOLDER = "second_readings/1/"
"""Where in an archive the first person's second readings lie."""


def archive_of(
    database: Database,
    project_id: int,
    filters: ExportFilters | None = None,
    asker: int | None = None,
) -> bytes:
    """The project as a bundle."""
    with database.read() as session:
        options = WriteOptions(made_at=MOMENT)
        wanted = filters or ExportFilters()
        return b"".join(export_project(session, asker, project_id, "bundle", wanted, options))


def members(data: bytes) -> dict[str, bytes]:
    """The files of an archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes]) -> MemorySource:
    """Files as an archive."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return MemorySource("archive.zip", whole.getvalue())


def changed(data: bytes, name: str, change: Callable[[Table], object]) -> MemorySource:
    """The archive with the rows of one of its tables changed."""
    files = members(data)
    rows = table(files[name])
    change(rows)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(table_header(files[name])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return zipped({**files, name: text.getvalue().encode()})


def table(held: bytes) -> Table:
    """The rows of a table."""
    return list(csv.DictReader(io.StringIO(held.decode(), newline="")))


def table_header(held: bytes) -> list[str]:
    """The columns of a table."""
    return next(csv.reader(io.StringIO(held.decode(), newline="")))


def tables(data: bytes, folder: str = "") -> dict[str, Table]:
    """Every table of an archive, or of the one that lies in a folder of it."""
    return {
        name.removeprefix(folder).removesuffix(".csv"): table(held)
        for name, held in members(data).items()
        if name.startswith(folder) and name.endswith(".csv") and "/" not in name[len(folder) :]
    }


def as_before(
    original: dict[str, Table],
    restored: dict[str, Table],
    project_id: int,
    *,
    moved: bool,
    is_told: bool = True,
) -> dict[str, Table]:
    """The restored tables with the ids that the original ones have, sorted as those are.

    `moved`: the annotations' own ids were taken, as they are where the original still is. `is_told`:
    that it was restored is its last event.
    """
    names = {
        "article_id": _paired(
            restored["article_records"], original["article_records"], "article_id"
        ),
        "revision_id": _paired(restored["revisions"], original["revisions"], "revision_id"),
        "annotation_id": {},
        "gold_id": {},
        "flag_id": {},
    }
    if moved:
        new = RestoredIds(None, project_id).moved  # type: ignore[arg-type]
        for column, of in (
            ("annotation_id", original["annotations"] + original["deleted_annotations"]),
            ("gold_id", original["gold"]),
            ("flag_id", original["unclear_flags"]),
            ("thread_id", original["threads"]),
            ("comment_id", original["comments"]),
        ):
            names[column] = {str(new(UUID(one[column]))): one[column] for one in of}
        names["annotation_id"] |= names["gold_id"]
    names["moved_to"] = names["annotation_id"]
    names["other_article_id"] = names["article_id"]
    told = {
        name: [_renamed(row, names, original["project"][0]["project"]) for row in rows]
        for name, rows in restored.items()
    }
    if is_told:
        last = told["events"].pop()
        assert (last["action"], last["entity"]) == ("restore", "project")
    told["events"] = [_event(row, names) for row in told["events"]]
    return told


def in_order(found: dict[str, Table]) -> dict[str, list[tuple[tuple[str, str], ...]]]:
    """Tables to compare: equal spans stand in the order of their ids, which may have changed."""
    return {
        name: [tuple(row.items()) for row in rows]
        if name == "events"
        else sorted(tuple(row.items()) for row in rows)
        for name, rows in found.items()
    }


def without_rows_of_projects(found: dict[str, Table]) -> dict[str, Table]:
    """The same where the numbers of project and tag set, which no table tells, do not count."""
    events = [
        {**row, "row": ""} if row["entity"] in ("project", "tag_set") else row
        for row in found["events"]
    ]
    return {**found, "events": events}


def _paired(new: Table, old: Table, column: str) -> dict[str, str]:
    return {a[column]: b[column] for a, b in zip(new, old, strict=True)}


def _renamed(row: dict[str, str], names: dict[str, dict[str, str]], project: str) -> dict[str, str]:
    told = {column: names.get(column, {}).get(value, value) for column, value in row.items()}
    if "chosen_from" in told:
        chosen = [names["annotation_id"].get(one, one) for one in json.loads(row["chosen_from"])]
        told["chosen_from"] = json.dumps(sorted(chosen), separators=(",", ":"))
    return {**told, "project": project} if "project" in row else told


def _event(row: dict[str, str], names: dict[str, dict[str, str]]) -> dict[str, str]:
    column = {
        "article": "article_id",
        "reading": "article_id",
        "story": "article_id",
        "cleared_sentence": "revision_id",
        "annotation": "annotation_id",
        "thread": "thread_id",
        "comment": "comment_id",
        "rejection": "annotation_id",
        "gold": "gold_id",
        "unclear_flag": "flag_id",
        "adjudication": "revision_id",
    }.get(row["entity"], "")
    told = {**row, "row": names.get(column, {}).get(row["row"], row["row"])}
    if row["entity"] in ("unclear_flag", "saved_view"):
        # One that was taken back is known by no id of a row that is here; nor is a view.
        told["row"] = told["row"].removeprefix("restored ")
    for state in ("before", "after"):
        if row[state]:
            known: dict[str, Any] = json.loads(row[state])
            for key, kind in (
                ("id", "gold_id" if row["entity"] == "gold" else "annotation_id"),
                ("article", "article_id"),
                ("revision_id", "revision_id"),
                ("revision", "revision_id"),
            ):
                if key in known:
                    value = str(known[key])
                    known[key] = type(known[key])(names[kind].get(value, value))
            if row["entity"] == "story":
                articles = known["with"].items()
                known["with"] = {names["article_id"].get(one, one): is_ for one, is_ in articles}
            if "sources" in known:
                sources = known["sources"]
                known["sources"] = sorted(names["annotation_id"].get(one, one) for one in sources)
            told[state] = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return told
