"""Readings as they were first submitted, as they leave."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from models.frozen import FrozenAnnotation, FrozenCleared, FrozenEvidence, FrozenReading
from models.queries.export_stream import require_exporter, stream
from models.queries.visible import frozen_visible_to, hidden_from
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

Rows = Iterator[dict[str, Any]]
_PLACE = (
    Revision.article_id,
    Revision.number.label("revision"),
    Reviewer.handle.label("reviewer"),
)
_ORDER = (Revision.article_id, Revision.number, Reviewer.id)


def frozen_reading_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Every frozen reading, by article, revision and reviewer."""
    statement = _frozen(session, asker, project_id, FrozenReading.submitted_at)
    return _told(session, statement.order_by(*_ORDER))


def frozen_passage_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Their passages, in the same order, then by place."""
    passage = FrozenAnnotation
    columns = (
        passage.annotation_id,
        *(passage.start, passage.end, Tag.name.label("tag")),
        func.coalesce(passage.note, "").label("note"),
        func.coalesce(passage.confidence, "").label("confidence"),
        *(passage.origin, passage.guideline_version, passage.version),
        *(passage.created_at, passage.updated_at),
    )
    statement = (
        _frozen(session, asker, project_id, *columns)
        .join(passage, passage.reading_id == FrozenReading.id)
        .join(Tag, Tag.id == passage.tag_id)
        .order_by(*_ORDER, passage.start, passage.end, passage.annotation_id)
    )
    rows = _told(session, statement)
    return ({**row, "annotation_id": str(row["annotation_id"])} for row in rows)


def frozen_evidence_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """What those passages rested on then, in the same order."""
    passage, item = FrozenAnnotation, FrozenEvidence
    columns = (item.annotation_id, item.position, item.url, item.citation, item.quote, item.stance)
    statement = (
        _frozen(session, asker, project_id, *columns, item.accessed_at)
        .join(passage, passage.reading_id == FrozenReading.id)
        .join(
            item,
            and_(
                item.reading_id == passage.reading_id, item.annotation_id == passage.annotation_id
            ),
        )
        .order_by(*_ORDER, passage.start, passage.end, passage.annotation_id, item.position)
    )
    rows = _told(session, statement)
    return ({**row, "annotation_id": str(row["annotation_id"])} for row in rows)


def frozen_cleared_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """Their cleared sentences, in the same order."""
    statement = (
        _frozen(session, asker, project_id, FrozenCleared.position.label("sentence"))
        .join(FrozenCleared, FrozenCleared.reading_id == FrozenReading.id)
        .order_by(*_ORDER, FrozenCleared.position)
    )
    return _told(session, statement)


def _frozen(session: Session, asker: int | None, project_id: int, *columns: Any) -> Select[Any]:
    require_exporter(session, asker, project_id)
    return (
        select(*_PLACE, *columns)
        .select_from(FrozenReading)
        .join(Revision, Revision.id == FrozenReading.revision_id)
        .join(Reviewer, Reviewer.id == FrozenReading.reviewer_id)
        .where(
            Revision.project_id == project_id,
            frozen_visible_to(hidden_from(session, asker, project_id)),
        )
    )


def _told(session: Session, statement: Select[Any]) -> Rows:
    return (dict(row._mapping) for row in stream(session, statement))
