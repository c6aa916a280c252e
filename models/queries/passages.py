"""The passages of one revision that somebody may see, as the API tells them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from models.annotation import Annotation, Evidence
from models.passage import passage_json
from models.queries.texts import readable_project
from models.queries.visible import others_seen_told, visible_to
from models.reviewer import Reviewer
from models.tag import Tag

# What passage_json tells of; a long article has thousands, so nothing else is fetched.
_TOLD = (
    Annotation.id,
    Annotation.revision_id,
    Annotation.start,
    Annotation.end,
    Annotation.quote,
    Annotation.note,
    Annotation.confidence,
    Annotation.origin,
    Annotation.version,
    Annotation.after_submission,
    Annotation.created_at,
    Annotation.updated_at,
    Annotation.deleted_at,
)

LIVE = Annotation.deleted_at.is_(None)


def passages(
    session: Session, asker: int, revision_id: int, which: ColumnElement[bool] = LIVE
) -> list[dict[str, Any]]:
    """Annotations that the asker may see, the live ones or those that `which` holds for, with evidence.

    By start, end and id.
    """
    readable_project(session, asker, revision_id)
    # Rows of the connection: a session would look at each of them twice.
    rows = session.connection().execute(
        select(
            *_TOLD,
            others_seen_told(asker).label("others_seen"),
            Tag.name.label("tag_name"),
            Reviewer.handle.label("reviewer_handle"),
            Reviewer.name.label("reviewer_name"),
        )
        .join(Tag, Tag.id == Annotation.tag_id)
        .join(Reviewer, Reviewer.id == Annotation.reviewer_id)
        .where(Annotation.revision_id == revision_id, which, visible_to(asker))
        .order_by(Annotation.start, Annotation.end, Annotation.id)
    )
    evidence = _evidence(session, revision_id, which)
    names = tuple(rows.keys())
    found = (dict(zip(names, row, strict=True)) for row in rows)
    return [
        passage_json(
            row,
            row["tag_name"],
            row["reviewer_handle"],
            row["reviewer_name"],
            evidence.get(row["id"], ()),
        )
        for row in found
    ]


def _evidence(
    session: Session, revision_id: int, which: ColumnElement[bool]
) -> dict[UUID, list[dict[str, Any]]]:
    found: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    rows = (
        session.connection()
        .execute(
            select(
                Evidence.annotation_id,
                Evidence.url,
                Evidence.citation,
                Evidence.quote,
                Evidence.stance,
            )
            .join(Annotation, Annotation.id == Evidence.annotation_id)
            .where(Annotation.revision_id == revision_id, which)
            .order_by(Evidence.annotation_id, Evidence.position)
        )
        .mappings()
    )
    for row in rows:
        found[row["annotation_id"]].append(dict(row))
    return found
