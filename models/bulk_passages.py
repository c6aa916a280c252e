"""Many passages at once, with their evidence, readings and cleared sentences, as an import stores them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.assignment import Assignment
from models.base import Base
from models.bulk_articles import require_importer
from models.bulk_insert import BulkInsert, Row
from models.cleared import ClearedSentence
from models.event import Event, event_row
from models.frozen import FrozenReading, freeze_all
from models.revision import Revision

_TABLES = Base.metadata.tables
_ANNOTATION = _TABLES[Annotation.__tablename__]
_EVIDENCE = _TABLES[Evidence.__tablename__]
_ASSIGNMENT = _TABLES[Assignment.__tablename__]
_CLEARED = _TABLES[ClearedSentence.__tablename__]
_EVENT = _TABLES[Event.__tablename__]
_FROZEN = _TABLES[FrozenReading.__tablename__]
_REVISION = _TABLES[Revision.__tablename__]
Values = dict[str, Any]

PASSAGE = (
    "id", "revision_id", "text_length", "reviewer_id", "tag_id", "start", "end", "quote", "prefix",
    "suffix", "sentence", "paragraph", "note", "confidence", "origin", "created_at", "updated_at",
    "guideline_version", "version", "project_id", "after_submission",
)  # fmt: skip
"""The columns of a passage, in the order in which `store_passages` takes them but the last three."""
EVIDENCE = ("annotation_id", "position", "url", "citation", "quote", "stance")
CLEARED = ("revision_id", "reviewer_id", "position", "cleared_at")
READING = (
    "article_id", "reviewer_id", "status", "assigned_at", "started_at", "submitted_at",
    "submitted_revision_id", "active_seconds",
)  # fmt: skip


def store_passages(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> int:
    """Store passages, and tell how many; one whose id is there already is left as it is.

    Those that come to a reading which was submitted before are marked so.
    """
    require_importer(session, asker, project_id)
    insert = BulkInsert(session, _ANNOTATION, PASSAGE)
    late = _submitted_before(session, {row[_REVISION_AT] for row in rows})
    marked = ((row, (row[_REVISION_AT], row[_REVIEWER_AT]) in late) for row in rows)
    return insert.run([(*row, 1, project_id, is_late) for row, is_late in marked])


def take_passages(
    session: Session, asker: int | None, project_id: int, source: str, values: Values
) -> int:
    """The same by a SELECT of all columns of PASSAGE (`BulkInsert.take`)."""
    require_importer(session, asker, project_id)
    return BulkInsert(session, _ANNOTATION, PASSAGE).take(source, values)


def take_evidence(
    session: Session, asker: int | None, project_id: int, source: str, values: Values
) -> int:
    """Store evidence by a SELECT of EVIDENCE; how many there were."""
    require_importer(session, asker, project_id)
    return BulkInsert(session, _EVIDENCE, EVIDENCE).take(source, values)


def take_cleared(
    session: Session, asker: int | None, project_id: int, source: str, values: Values
) -> int:
    """Store cleared sentences by a SELECT of CLEARED; how many there were."""
    require_importer(session, asker, project_id)
    return BulkInsert(session, _CLEARED, CLEARED).take(source, values)


def store_evidence(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> None:
    """Store the evidence (EVIDENCE) of passages that were stored in this transaction."""
    require_importer(session, asker, project_id)
    BulkInsert(session, _EVIDENCE, EVIDENCE).run(rows)


def store_readings(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Values]
) -> None:
    """Store readings, by column; whoever has one of the article already keeps it, unless it is only
    assigned and this one was begun.
    """
    require_importer(session, asker, project_id)
    waiting = _only_assigned(session, rows)
    insert = BulkInsert(session, _ASSIGNMENT, READING)
    insert.run([[row[name] for name in READING] for row in rows])
    for row in rows:
        if row["status"] != "assigned" and (row["article_id"], row["reviewer_id"]) in waiting:
            _begin(session, row)


def store_cleared(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> None:
    """Store which sentences were cleared (CLEARED)."""
    require_importer(session, asker, project_id)
    BulkInsert(session, _CLEARED, CLEARED).run(rows)


def record_imports(
    session: Session,
    asker: int | None,
    project_id: int,
    at: datetime,
    imports: Sequence[tuple[str, int, Values]],
) -> None:
    """One event an article: the action, the article, and what came to it."""
    require_importer(session, asker, project_id)
    rows = [
        event_row(asker, project_id, action, "article", article_id, None, told, at)
        for action, article_id, told in imports
    ]
    if rows:
        session.connection().execute(_EVENT.insert(), rows)


def freeze_imported(session: Session, asker: int | None, project_id: int) -> None:
    """Keep the readings that came in as submitted, as they came in."""
    require_importer(session, asker, project_id)
    freeze_all(session, project_id)


_REVISION_AT, _REVIEWER_AT = PASSAGE.index("revision_id"), PASSAGE.index("reviewer_id")


def _submitted_before(session: Session, revisions: set[int]) -> set[tuple[int, int]]:
    """Revision and reviewer of the readings of these revisions whose article was submitted once."""
    found = session.connection().execute(
        select(_REVISION.c.id, _FROZEN.c.reviewer_id)
        .join(_FROZEN, _FROZEN.c.article_id == _REVISION.c.article_id)
        .where(_REVISION.c.id.in_(revisions))
    )
    return {(row.id, row.reviewer_id) for row in found}


def _only_assigned(session: Session, rows: Sequence[Values]) -> set[tuple[int, int]]:
    found = session.connection().execute(
        select(_ASSIGNMENT.c.article_id, _ASSIGNMENT.c.reviewer_id).where(
            _ASSIGNMENT.c.article_id.in_({row["article_id"] for row in rows}),
            _ASSIGNMENT.c.status == "assigned",
        )
    )
    return {(row.article_id, row.reviewer_id) for row in found}


def _begin(session: Session, row: Values) -> None:
    values = {name: row[name] for name in row if name not in ("article_id", "reviewer_id")}
    session.execute(
        _ASSIGNMENT.update()
        .where(
            _ASSIGNMENT.c.article_id == row["article_id"],
            _ASSIGNMENT.c.reviewer_id == row["reviewer_id"],
            _ASSIGNMENT.c.status == "assigned",
        )
        .values(**values)
    )
