"""The readings of a text as they were first submitted: what agreement is computed on."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.frozen import FrozenAnnotation, FrozenCleared, FrozenReading
from models.queries.texts import readable_project
from models.queries.visible import frozen_visible_to, hidden_from
from models.reviewer import Reviewer
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class FrozenPassage:
    """A passage as it stood then: [start, end) in code points, its tag by name and id."""

    annotation_id: UUID
    tag_id: int
    tag: str
    start: int
    end: int
    confidence: str | None


@dataclass(frozen=True, slots=True)
class Frozen:
    """One reviewer's first submission: passages by place, cleared sentences by number from 0."""

    reviewer_id: int
    reviewer: str
    submitted_at: datetime
    passages: Sequence[FrozenPassage]
    cleared: Sequence[int]


def frozen_readings(session: Session, asker: int, revision_id: int) -> list[Frozen]:
    """The readings that the asker may see, in the order of their submission; three statements.

    What was changed afterwards is not in them. NotFound for a text they may not read.
    """
    project_id = readable_project(session, asker, revision_id)
    eyes = hidden_from(session, asker, project_id)
    readings = session.execute(
        select(
            FrozenReading.id,
            FrozenReading.reviewer_id,
            Reviewer.handle,
            FrozenReading.submitted_at,
        )
        .join(Reviewer, Reviewer.id == FrozenReading.reviewer_id)
        .where(FrozenReading.revision_id == revision_id, frozen_visible_to(eyes))
        .order_by(FrozenReading.submitted_at, FrozenReading.id)
    ).all()
    ids = [row.id for row in readings]
    passages, cleared = _passages(session, ids), _cleared(session, ids)
    return [
        Frozen(
            row.reviewer_id,
            row.handle,
            row.submitted_at,
            passages.get(row.id, ()),
            cleared.get(row.id, ()),
        )
        for row in readings
    ]


def _passages(session: Session, readings: Sequence[int]) -> dict[int, list[FrozenPassage]]:
    passage = FrozenAnnotation
    rows = session.execute(
        select(
            passage.reading_id,
            passage.annotation_id,
            passage.tag_id,
            Tag.name,
            passage.start,
            passage.end,
            passage.confidence,
        )
        .join(Tag, Tag.id == passage.tag_id)
        .where(passage.reading_id.in_(readings))
        .order_by(passage.reading_id, passage.start, passage.end, passage.annotation_id)
    )
    found: dict[int, list[FrozenPassage]] = defaultdict(list)
    for row in rows:
        found[row.reading_id].append(FrozenPassage(*row[1:]))
    return found


def _cleared(session: Session, readings: Sequence[int]) -> dict[int, list[int]]:
    rows = session.execute(
        select(FrozenCleared.reading_id, FrozenCleared.position)
        .where(FrozenCleared.reading_id.in_(readings))
        .order_by(FrozenCleared.reading_id, FrozenCleared.position)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row.reading_id].append(row.position)
    return found
