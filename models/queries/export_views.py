"""Saved views of the dashboards, as they leave."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.queries.export_stream import require_exporter, stream
from models.reviewer import Reviewer
from models.saved_view import SavedView
from models.view_address import readdressed


def saved_view_rows(
    session: Session, asker: int | None, project_id: int
) -> Iterator[dict[str, Any]]:
    """Those that are shared and the asker's own; all of them for the command line."""
    require_exporter(session, asker, project_id)
    # Whoever a view names reads in the project, or did.
    handles = {str(number): handle for number, handle in session.execute(select(Reviewer.id, Reviewer.handle))}  # fmt: skip
    statement = (
        select(
            Reviewer.handle.label("reviewer"),
            SavedView.dashboard,
            SavedView.name.label("view_name"),
            SavedView.query,
            SavedView.shared,
            SavedView.created_at.label("saved_at"),
        )
        .join(Reviewer, Reviewer.id == SavedView.reviewer_id)
        .where(SavedView.project_id == project_id, SavedView.deleted_at.is_(None))
        .order_by(SavedView.id)
    )
    if asker is not None:
        statement = statement.where(or_(SavedView.shared, SavedView.reviewer_id == asker))
    for row in stream(session, statement):
        told = dict(row._mapping)
        yield {**told, "query": readdressed(told["query"], handles.get, lambda number: number)}
