"""The passages of one revision that somebody may see, as the API tells them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.passage import passage_json
from models.queries.texts import readable_project
from models.queries.visible import visible_to
from models.reviewer import Reviewer
from models.tag import Tag


def passages(session: Session, asker: int, revision_id: int) -> list[dict[str, Any]]:
    """Live annotations that the asker may see, by start, end and id, with their evidence."""
    readable_project(session, asker, revision_id)
    rows = session.execute(
        select(
            *Annotation.__table__.columns,
            Tag.name.label("tag_name"),
            Reviewer.handle.label("reviewer_handle"),
            Reviewer.name.label("reviewer_name"),
        )
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .where(
            Annotation.revision_id == revision_id,
            Annotation.deleted_at.is_(None),
            visible_to(asker),
        )
        .order_by(Annotation.start, Annotation.end, Annotation.id)
    ).mappings()
    evidence = _evidence(session, revision_id)
    return [
        passage_json(
            dict(row),
            row["tag_name"],
            row["reviewer_handle"],
            row["reviewer_name"],
            evidence.get(row["id"], ()),
        )
        for row in rows
    ]


def _evidence(session: Session, revision_id: int) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    rows = session.execute(
        select(
            Evidence.annotation_id, Evidence.url, Evidence.citation, Evidence.quote, Evidence.stance
        )
        .join(Annotation, Annotation.id == Evidence.annotation_id)
        .where(Annotation.revision_id == revision_id, Annotation.deleted_at.is_(None))
        .order_by(Evidence.annotation_id, Evidence.position)
    ).mappings()
    for row in rows:
        found[row["annotation_id"]].append(dict(row))
    return found
