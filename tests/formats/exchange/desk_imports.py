"""Importing into a test's desk, and looking at what is there."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text

from formats.exchange.choices import Choices, NewProject
from formats.exchange.imports import Outcome, run_import
from formats.exchange.recognition import Formats
from models.database import Database
from models.tables import METADATA
from tests.builders import Desk
from tests.formats.exchange import tiny_lines

FORMATS = Formats(readers={"tiny": tiny_lines})  # type: ignore[dict-item]


def line(**told: Any) -> str:
    """One line of the small format."""
    return json.dumps({"tiny": 1, "spans": [], **told})


def write(path: Path, *lines: str) -> Path:
    """The lines as a file."""
    path.write_text("".join(f"{one}\n" for one in lines), "utf-8")
    return path


def bring(
    desk: Desk,
    *paths: Path,
    dry_run: bool = False,
    into: int | NewProject | None = None,
    **choices: Any,
) -> Outcome:
    """Import the files as the desk's editor."""
    where = desk.project_id if into is None else into
    return run_import(
        desk.database,
        desk.editor if isinstance(where, int) else None,
        where,
        [str(path) for path in paths],
        Choices(**choices),
        dry_run=dry_run,
        formats=FORMATS,
    )


def faults(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    """File, line and reason of what was refused."""
    return [
        (Path(file.path).name, fault.line, fault.reason)
        for file in outcome.plan.faulty
        for fault in file.faults
    ]


def everything(database: Database) -> dict[str, int]:
    """How many rows each table holds."""
    with database.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA.sorted_tables
        }


def spans(desk: Desk, project_id: int | None = None) -> list[tuple[Any, ...]]:
    """Title, extent, quote, tag and handle of every passage of the project."""
    with desk.database.read() as session:
        rows = session.execute(
            text(
                'SELECT article.title, annotation.start, annotation."end", annotation.quote,'
                " tag.name, reviewer.handle FROM annotation"
                " JOIN revision ON revision.id = annotation.revision_id"
                " JOIN article ON article.id = revision.article_id"
                " JOIN tag ON tag.id = annotation.tag_id"
                " JOIN reviewer ON reviewer.id = annotation.reviewer_id"
                " WHERE annotation.project_id = :project"
                " ORDER BY 1, 2, 3, 5, 6"
            ),
            {"project": project_id or desk.project_id},
        )
        return [tuple(row) for row in rows]
