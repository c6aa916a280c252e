"""The live gold of one text, what was rejected, and where the guidelines are unclear: steps of queries."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.gold import GoldAnnotation, GoldSource
from models.gold_step import gold_json
from models.rejection import Rejection
from models.reviewer import Reviewer
from models.tag import Tag
from models.unclear_flag import UnclearFlag

Told = dict[str, Any]

_GOLD = GoldAnnotation.__table__


def gold_of_text(session: Session, revision_id: int) -> list[Told]:
    """Live gold by start, end and id, as the API tells it."""
    sources: dict[UUID, list[UUID]] = defaultdict(list)
    chosen = (
        select(GoldSource.gold_id, GoldSource.annotation_id)
        .join(GoldAnnotation, GoldAnnotation.id == GoldSource.gold_id)
        .where(GoldAnnotation.revision_id == revision_id)
    )
    for gold_id, annotation_id in session.execute(chosen):
        sources[gold_id].append(annotation_id)
    rows = session.execute(
        select(_GOLD, Tag.name.label("tag_name"), Reviewer.name.label("by_name"))
        .join(Tag, Tag.id == _GOLD.c.tag_id)
        .join(Reviewer, Reviewer.id == _GOLD.c.updated_by)
        .where(_GOLD.c.revision_id == revision_id, _GOLD.c.deleted_at.is_(None))
        .order_by(_GOLD.c.start, _GOLD.c.end, _GOLD.c.id)
    ).mappings()
    return [
        gold_json(dict(row), row["tag_name"], row["by_name"], sources[row["id"]]) for row in rows
    ]


def reopened_sources(
    session: Session, revision_id: int, readers: Collection[int]
) -> dict[str, str]:
    """Of live gold's sources whose reviewer is none of these `readers` any more, whose they were."""
    rows = session.execute(
        select(GoldSource.annotation_id, Reviewer.name)
        .join(GoldAnnotation, GoldAnnotation.id == GoldSource.gold_id)
        .join(Reviewer, Reviewer.id == GoldSource.reviewer_id)
        .where(
            GoldAnnotation.revision_id == revision_id,
            GoldAnnotation.deleted_at.is_(None),
            GoldSource.reviewer_id.not_in(readers),
        )
        .order_by(Reviewer.name, GoldSource.annotation_id)
    )
    return {str(row.annotation_id): row.name for row in rows}


def rejections_of_text(session: Session, revision_id: int) -> dict[UUID, Told]:
    """Why passages of the text were rejected, by passage."""
    rows = session.execute(
        select(Rejection.annotation_id, Rejection.reason, Rejection.note).where(
            Rejection.revision_id == revision_id
        )
    )
    return {row.annotation_id: {"reason": row.reason, "note": row.note} for row in rows}


def unclear_of_text(session: Session, revision_id: int) -> list[Told]:
    """Places of the text for which the guidelines do not say what to do, by place."""
    rows = session.execute(
        select(
            *(UnclearFlag.id, UnclearFlag.start, UnclearFlag.end, UnclearFlag.note),
            Reviewer.name,
        )
        .join(Reviewer, Reviewer.id == UnclearFlag.flagged_by)
        .where(UnclearFlag.revision_id == revision_id)
        .order_by(UnclearFlag.start, UnclearFlag.end, UnclearFlag.id)
    )
    return [
        {"id": str(row.id), "start": row.start, "end": row.end, "note": row.note, "by": row.name}
        for row in rows
    ]
