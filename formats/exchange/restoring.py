"""A bundle that becomes a project of its own again, exactly as it was exported."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from formats.annotations import registry
from formats.annotations.bundle import NAME as BUNDLE
from formats.annotations.bundle_files import bundle_files, is_bundle
from formats.annotations.bundle_tables import table_rows
from formats.annotations.errors import FormatError
from formats.annotations.record_rows import ProjectRow
from formats.exchange.found_files import is_address
from formats.exchange.project_restore import restore_project
from formats.source import FileSource, Source
from models.database import Database
from models.queries.import_matches import stored_articles


def bundled_project(source: Source) -> str:
    """The name of the project that an archive holds; blank for what is no archive of a whole one."""
    try:
        if not is_bundle(source):
            return ""
        with bundle_files(source) as files:
            rows = table_rows(files, "project", ProjectRow, _ignore)
            return next((row.project for _, row in rows), "")
    except FormatError:
        return ""


def _ignore(_table: str, _line: int, _why: str) -> None:
    """What is wrong is told when it is put back."""


def restore_bundle(
    database: Database,
    paths: Sequence[str],
    name: str,
    tell: Callable[[int, int], None],
) -> dict[str, Any] | None:
    """What was put back, as `workbench import --json` tells it; None where the path is no bundle."""
    if len(paths) != 1 or is_address(paths[0]) or not Path(paths[0]).is_file():
        return None
    path = Path(paths[0])
    source = FileSource(path.parent, path.name)
    reader = registry.recognise(source)
    if reader is None or reader.NAME != BUNDLE:
        return None
    report = restore_project(database, None, source, name, tell=tell)
    told = [
        {"path": f"{path}/{fault.table}", "line": fault.line, "reason": fault.reason}
        for fault in report.faults
    ]
    if report.project_id is None:
        return {"articles": [], "annotations": 0, "rejected": told}
    with database.read() as session:
        articles = stored_articles(session, None, report.project_id)
    return {
        "articles": [{**one, "path": str(path)} for one in articles],
        "annotations": report.stored.get("annotations", 0),
        "rejected": told,
    }
