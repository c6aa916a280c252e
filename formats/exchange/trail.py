"""The trail as a file: every event on a line, as CSV or as JSON."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from formats.annotations.delimited import delimited
from formats.annotations.json_writing import compact
from formats.annotations.record_tables import record_cells
from formats.exchange.destination import dated_name, is_file, write_to
from models.database import Database
from models.project import project_by_name
from models.queries.export_stream import ExportError, take_snapshot
from models.queries.trail import require_trail, trail_rows
from words import say

MEDIA_TYPES = {
    "trail-csv": "text/csv; charset=utf-8",
    "trail-jsonl": "application/x-ndjson; charset=utf-8",
}
"""The forms of the trail, by the names that tickets know them by."""
_LINES_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One event: who (a handle; blank for the command line) did what to which row, before and after."""

    event: int
    at: datetime
    project: str
    actor: str
    action: str
    entity: str
    row: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def export_trail(
    session: Session, asker: int | None, project_id: int | None, form: str
) -> Iterator[bytes]:
    """The trail of a project, or of the whole desk, all of one moment.

    The session must not have read anything yet. ExportError for a form that there is not, NotFound
    and NotAllowed for whoever may not, here and now.
    """
    check_form(form)
    take_snapshot(session)
    require_trail(session, asker, project_id)
    rows = (TrailRow(**row) for row in trail_rows(session, asker, project_id))
    if form == "trail-csv":
        return delimited(record_cells(TrailRow, rows))
    return _lines(rows)


def trail_to_file(
    opened: Callable[[], Database], project_name: str | None, kind: str, path: Path
) -> tuple[str, bool]:
    """Write it as the command line asks; what is told of it, and whether it went into a file."""
    check_form(f"trail-{kind}")
    in_file = is_file(path)
    database = opened()
    number = None
    if project_name is not None:
        with database.read() as session:
            number = project_by_name(session, project_name).id
    with database.read() as session:
        size = write_to(path, lambda: export_trail(session, None, number, f"trail-{kind}"))
    return say("cli.exported", path=path, size=f"{size:,}"), in_file


def check_form(form: str) -> None:
    """Raises ExportError for a form that the trail is not written in."""
    if form not in MEDIA_TYPES:
        known = ", ".join(one.removeprefix("trail-") for one in MEDIA_TYPES)
        name = form.removeprefix("trail-")[:40]
        raise ExportError("exporting.unknown_format", name=name, known=known)


def trail_name(project: str, form: str) -> str:
    """What a download of it is called."""
    return dated_name(project, "trail", f".{form.removeprefix('trail-')}")


def _lines(rows: Iterable[TrailRow]) -> Iterator[bytes]:
    waiting: list[str] = []
    for row in rows:
        waiting.append(compact(asdict(row) | {"at": f"{row.at.astimezone(UTC).isoformat()[:-6]}Z"}))
        if len(waiting) >= _LINES_AT_A_TIME:
            yield _together(waiting)
            waiting = []
    if waiting:
        yield _together(waiting)


def _together(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode("utf-8")
