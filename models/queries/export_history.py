"""What was deleted in a project, and everything that happened in it, as they leave."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.event import Event
from models.mentions import with_names
from models.queries.export_annotations import in_turn
from models.queries.export_stream import require_exporter, stream
from models.queries.visible import event_visible_to, hidden_from, others_seen_told, visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag

Rows = Iterator[dict[str, Any]]


def deleted_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """The deleted annotations, by article, revision and place."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    statement = _deleted(
        eyes,
        project_id,
        Annotation.id.label("annotation_id"),
        Revision.article_id,
        Revision.number.label("revision"),
        *(Annotation.start, Annotation.end),
        *(Annotation.quote, Annotation.prefix, Annotation.suffix),
        *(Annotation.paragraph, Annotation.sentence),
        Tag.name.label("tag"),
        func.coalesce(Annotation.note, "").label("note"),
        func.coalesce(Annotation.confidence, "").label("confidence"),
        Reviewer.handle.label("reviewer"),
        *(Annotation.origin, Annotation.guideline_version, Annotation.version),
        *(Annotation.after_submission, others_seen_told(eyes).label("others_seen")),
        *(Annotation.created_at, Annotation.updated_at, Annotation.deleted_at),
    )
    rows = in_turn(session, project_id, statement)
    return ({**row._mapping, "annotation_id": str(row.annotation_id)} for row in rows)


def deleted_evidence_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """The evidence of the deleted annotations, in their order."""
    require_exporter(session, asker, project_id)
    statement = _deleted(
        hidden_from(session, asker, project_id),
        project_id,
        Annotation.id.label("annotation_id"),
        *(Evidence.position, Evidence.url, Evidence.citation),
        *(Evidence.quote, Evidence.stance, Evidence.accessed_at),
    ).join(Evidence, Evidence.annotation_id == Annotation.id)
    rows = in_turn(session, project_id, statement, Evidence.position)
    return ({**row._mapping, "annotation_id": str(row.annotation_id)} for row in rows)


def event_rows(session: Session, asker: int | None, project_id: int) -> Rows:
    """What happened, in the order in which it was stored; a person's row is told by the handle."""
    require_exporter(session, asker, project_id)
    eyes = hidden_from(session, asker, project_id)
    handles = {
        str(number): handle
        for number, handle in session.execute(select(Reviewer.id, Reviewer.handle))
    }
    actor = func.coalesce(Reviewer.handle, "").label("actor")
    statement = (
        select(Event.at, actor, *_OF_EVENT)
        .outerjoin(Reviewer, Reviewer.id == Event.actor_id)
        .where(Event.project_id == project_id, event_visible_to(eyes))
        .order_by(Event.id)
    )
    for number, row in enumerate(stream(session, statement), start=1):
        told = {"event": number, **row._mapping}
        if told["entity"] == "membership":
            told["row"] = handles.get(told["row"], "")
        elif told["entity"] in ("thread", "comment"):
            told |= {state: _by_handles(told[state], handles) for state in ("before", "after")}
        yield told


def _by_handles(state: dict[str, Any] | None, handles: Mapping[str, str]) -> dict[str, Any] | None:
    """What an event tells of a talk, with people's handles: elsewhere their numbers are others'."""
    if state is None:
        return None
    named = {int(number): f"{{{handle}}}" for number, handle in handles.items()}
    told = dict(state)
    if "body" in told:
        told["body"] = with_names(told["body"], named)
    if told.get("with") is not None:
        told["with"] = handles.get(str(told["with"]), told["with"])
    return told


_OF_EVENT = (Event.action, Event.entity, Event.row, Event.before, Event.after)


def _deleted(eyes: int | None, project_id: int, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Annotation)
        .join(Revision, Revision.id == Annotation.revision_id)
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .where(
            Annotation.project_id == project_id,
            Annotation.deleted_at.is_not(None),
            visible_to(eyes),
        )
    )
