"""What an editor settles an article from: its submitted readings side by side, and the gold so far."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.adjudication import Adjudication
from models.annotation import Annotation
from models.article import article_for
from models.assignment import Assignment
from models.base import iso
from models.cleared import ClearedSentence
from models.errors import NotAllowed, NotFound
from models.frozen import FrozenReading
from models.membership import Role
from models.passage_groups import Group, ReadPassage, group_passages
from models.queries.gold_of_text import (
    Told,
    gold_of_text,
    rejections_of_text,
    reopened_sources,
    unclear_of_text,
)
from models.queries.newest import is_newest
from models.queries.passages import passages
from models.queries.visible import blind_articles, cleared_visible_to, visible_to
from models.reviewer import Reviewer
from models.revision import Revision
from models.tag import Tag


@dataclass(frozen=True, slots=True)
class Reader:
    """Who submitted a reading of the text, and when."""

    id: int
    handle: str
    name: str
    submitted_at: datetime | None


def text_to_settle(session: Session, asker: int, revision_id: int) -> Revision:
    """The revision, for an editor who does not read its article blind; NotFound, NotAllowed else."""
    revision = session.get(Revision, revision_id) if 0 < revision_id < 2**31 else None
    if revision is None:
        raise NotFound("revision_unknown")
    try:
        article = article_for(session, asker, revision.article_id, Role.EDITOR)
    except NotFound as error:
        raise NotFound("revision_unknown") from error
    if blind_articles(session, asker, article.project_id, {article.id}):
        raise NotAllowed("reads_blind")
    return revision


def settling_readings(session: Session, asker: int, revision_id: int) -> Told:
    """All submitted readings of the text as they are now, its gold, and the groups, as the API tells."""
    revision = text_to_settle(session, asker, revision_id)
    readers = readers_of(session, revision_id)
    told = passages(session, asker, revision_id)
    rejected = rejections_of_text(session, revision_id)
    cleared = _cleared(session, asker, revision_id)
    return {
        "article_id": revision.article_id,
        "revision_id": revision_id,
        **_state(session, revision_id),
        "readings": [
            _reading(reader, told, rejected, cleared.get(reader.id, ())) for reader in readers
        ],
        "gold": gold_of_text(session, revision_id),
        "reopened_sources": reopened_sources(session, revision_id, [one.id for one in readers]),
        "unclear": unclear_of_text(session, revision_id),
        "groups": [_group(one) for one in groups_of(session, revision_id, readers, asker)],
    }


def readers_of(session: Session, revision_id: int) -> list[Reader]:
    """Who submitted this text, by name: a step of verbs and queries that asked.

    Of an earlier text, whose readings its correction opened again, it is who submitted it then.
    """
    who = select(Reviewer.id, Reviewer.handle, Reviewer.name)
    now = (
        who.add_columns(Assignment.submitted_at)
        .join(Assignment, Assignment.reviewer_id == Reviewer.id)
        .where(Assignment.submitted_revision_id == revision_id)
    )
    then = (
        who.add_columns(FrozenReading.submitted_at)
        .join(FrozenReading, FrozenReading.reviewer_id == Reviewer.id)
        .join(Revision, Revision.id == FrozenReading.revision_id)
        .where(Revision.id == revision_id, ~is_newest(Revision))
    )
    found = {row.id: Reader(*row) for row in [*session.execute(then), *session.execute(now)]}
    return sorted(found.values(), key=lambda one: (one.name, one.id))


def groups_of(
    session: Session, revision_id: int, readers: Sequence[Reader], eyes: int
) -> list[Group]:
    """The groups of these readers' live passages, by place, as far as `eyes` may see them."""
    rows = session.execute(
        select(*(Annotation.id, Annotation.reviewer_id, Annotation.start, Annotation.end, Tag.name))
        .join(Tag, Tag.id == Annotation.tag_id)
        .where(
            Annotation.revision_id == revision_id,
            Annotation.deleted_at.is_(None),
            Annotation.reviewer_id.in_([reader.id for reader in readers]),
            visible_to(eyes),
        )
    )
    found = (ReadPassage(*row) for row in rows)
    return group_passages(found, [reader.id for reader in readers])


def _state(session: Session, revision_id: int) -> Told:
    row = session.execute(
        select(Adjudication.settled_at, Adjudication.version, Reviewer.name)
        .outerjoin(Reviewer, Reviewer.id == Adjudication.settled_by)
        .where(Adjudication.revision_id == revision_id)
    ).one_or_none()
    settled_at = row.settled_at if row else None
    return {
        "state": "settled" if settled_at else "open",
        "version": row.version if row else 0,
        "settled_at": iso(settled_at) if settled_at else None,
        "settled_by": row.name if row else None,
    }


def _reading(
    reader: Reader,
    told: Iterable[Told],
    rejected: dict[UUID, Told],
    cleared: Sequence[int],
) -> Told:
    return {
        "reviewer": {"id": reader.id, "handle": reader.handle, "name": reader.name},
        "status": "submitted",
        "submitted_at": iso(reader.submitted_at) if reader.submitted_at else None,
        "annotations": [
            one | {"rejection": rejected.get(UUID(one["id"]))}
            for one in told
            if one["reviewer"] == reader.handle
        ],
        "cleared": number_runs(cleared),
    }


def _cleared(session: Session, asker: int, revision_id: int) -> dict[int, list[int]]:
    rows = session.execute(
        select(ClearedSentence.reviewer_id, ClearedSentence.position)
        .where(ClearedSentence.revision_id == revision_id, cleared_visible_to(asker))
        .order_by(ClearedSentence.reviewer_id, ClearedSentence.position)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for reviewer_id, position in rows:
        found[reviewer_id].append(position)
    return found


def number_runs(numbers: Iterable[int]) -> list[list[int]]:
    """Ascending numbers as [first, last] of each unbroken run."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def _group(group: Group) -> dict[str, Any]:
    return {
        "start": group.start,
        "end": group.end,
        "agreed": group.agreed,
        "annotations": [str(one.id) for one in group.passages],
    }
