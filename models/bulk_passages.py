"""Many passages at once, with their evidence, readings and cleared sentences, as an import stores them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.assignment import Assignment
from models.base import Base
from models.bulk_articles import require_importer
from models.cleared import ClearedSentence
from models.event import Event, event_row

_TABLES = Base.metadata.tables
_ANNOTATION = _TABLES[Annotation.__tablename__]
_EVIDENCE = _TABLES[Evidence.__tablename__]
_ASSIGNMENT = _TABLES[Assignment.__tablename__]
_CLEARED = _TABLES[ClearedSentence.__tablename__]
_EVENT = _TABLES[Event.__tablename__]
Row = dict[str, Any]


def store_passages(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> int:
    """Store passages, by column, and tell how many; one whose id is there is left as it is."""
    require_importer(session, asker, project_id)
    return _insert(session, _ANNOTATION, [{**row, "project_id": project_id} for row in rows])


def store_evidence(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> None:
    """Store the evidence of passages that were stored in this transaction."""
    require_importer(session, asker, project_id)
    _insert(session, _EVIDENCE, rows)


def store_readings(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> None:
    """Store readings, by column; whoever has one of the article already keeps it, unless it is only
    assigned and this one was begun.
    """
    require_importer(session, asker, project_id)
    waiting = _only_assigned(session, rows)
    _insert(session, _ASSIGNMENT, rows)
    for row in rows:
        if row["status"] != "assigned" and (row["article_id"], row["reviewer_id"]) in waiting:
            _begin(session, row)


def store_cleared(
    session: Session, asker: int | None, project_id: int, rows: Sequence[Row]
) -> None:
    """Store which sentences were cleared."""
    require_importer(session, asker, project_id)
    _insert(session, _CLEARED, rows)


def record_imports(
    session: Session,
    asker: int | None,
    project_id: int,
    at: datetime,
    imports: Sequence[tuple[str, int, Row]],
) -> None:
    """One event an article: the action, the article, and what came to it."""
    require_importer(session, asker, project_id)
    rows = [
        event_row(asker, project_id, action, "article", article_id, None, told, at)
        for action, article_id, told in imports
    ]
    if rows:
        session.connection().execute(_EVENT.insert(), rows)


def _only_assigned(session: Session, rows: Sequence[Row]) -> set[tuple[int, int]]:
    found = session.connection().execute(
        select(_ASSIGNMENT.c.article_id, _ASSIGNMENT.c.reviewer_id).where(
            _ASSIGNMENT.c.article_id.in_({row["article_id"] for row in rows}),
            _ASSIGNMENT.c.status == "assigned",
        )
    )
    return {(row.article_id, row.reviewer_id) for row in found}


def _begin(session: Session, row: Row) -> None:
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


def _insert(session: Session, table: Table, rows: Sequence[Row]) -> int:
    if not rows:
        return 0
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    made = dialect.insert(table).on_conflict_do_nothing()
    options = {"preserve_rowcount": True}
    return session.connection().execute(made, list(rows), execution_options=options).rowcount
