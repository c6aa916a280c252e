"""What of an archive's rows is handed on to be stored."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from formats.annotations.cells import columns
from formats.annotations.record_rows import AssignmentRow
from models.restored_readings import RestoredReadings


def add_reading(readings: RestoredReadings, line: int, row: AssignmentRow) -> None:
    """A reading, with who gave it and who reopened it."""
    given = (
        *("status", "assigned_at", "started_at", "submitted_at", "due_on", "active_seconds"),
        *("reason", "reopened_at", "active_at"),
    )
    values = {**values_of(row, given), "priority": row.priority or 0}
    people = {"assigned_by": row.assigned_by, "reopened_by": row.reopened_by}
    place = (row.article_id, row.reviewer, row.submitted_revision)
    readings.add_reading(line, *place, values, people)


def add_on_text(add: Callable[..., None], line: int, row: Any) -> None:
    """A row that stands on a text: its place, then the rest of it."""
    names = [name for name in columns(type(row)) if name not in ("article_id", "revision")]
    add(line, (row.article_id, row.revision), values_of(row, names))


def add_said(add: Callable[..., None], line: int, row: Any) -> None:
    """A row of what was said."""
    add(line, values_of(row, columns(type(row))))


def values_of(row: object, names: Sequence[str]) -> dict[str, Any]:
    """These fields of a row, by name."""
    found = attrgetter(*names)(row)
    return dict(zip(names, found, strict=True))
