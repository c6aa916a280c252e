"""What changed of a revision since somebody looked last: asked every second by whoever has it open.

Whether anything changed is told by a sum that the index holds: of the versions of all passages that
the asker may see, deleted ones too. Every change raises it, in whatever order transactions commit.
What changed is told by time, generously; and a check over everything that is there tells the client
whether it now has all of it. If not, as after a commit that took very long, it asks for everything.
Beside the work it is told that something was said (`models.queries.talk_pulse`), that the article has
a newer text, and to whoever settles it that something was decided (`models.queries.settling_pulse`).
"""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zlib import crc32

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, or_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.base import now
from models.errors import NotFound
from models.presence import HERE_FOR, Presence
from models.queries.passages import passages
from models.queries.settling_pulse import settling_mark
from models.queries.talk_pulse import article_pulses, aside_of
from models.queries.visible import presence_open_in, text_open_to, visible_to
from models.reviewer import Reviewer
from models.standing import Standing, standing

# Longer than a save takes, and than the clocks of two machines differ.
OVERLAP = timedelta(seconds=10)
# Of more, as an import brings, the client is better off with everything at once.
MOST = 500
NAMES = 20

_REVISION: BindParameter[int] = bindparam("revision")
_ASKER: BindParameter[int] = bindparam("asker")
_OPEN = select(text_open_to(_ASKER, _REVISION)).scalar_subquery()
# Built once: asked by every reader every second.
_SUM = select(
    _OPEN.label("open"),
    select(presence_open_in(bindparam("project"))).scalar_subquery().label("company"),
    func.count().label("passages"),
    func.coalesce(func.sum(Annotation.version), 0).label("versions"),
).where(Annotation.revision_id == _REVISION, or_(Annotation.reviewer_id == _ASKER, _OPEN))
_HERE = (
    select(Reviewer.name)
    .join(Presence, Presence.reviewer_id == Reviewer.id)
    .where(
        Presence.article_id == bindparam("article"),
        Presence.seen_at > bindparam("since"),
        Reviewer.id != _ASKER,
        Reviewer.departed_at.is_(None),
        presence_open_in(bindparam("project")),
    )
    .order_by(Reviewer.name, Reviewer.id)
    .limit(NAMES)
)


_PULSES = (
    select(Annotation.revision_id, func.count(), func.sum(Annotation.version))
    .where(Annotation.revision_id.in_(bindparam("revisions", expanding=True)))
    .group_by(Annotation.revision_id)
)


Pulse = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """A revision as it stands for whoever follows it; `told` is None where nothing is new to them.

    `company`: others may know that the asker is here. `closed`: the project is archived.
    """

    article_id: int
    company: bool
    closed: bool
    told: dict[str, Any] | None


def changes(
    session: Session, asker: int, revision_id: int, since: str = "", *, settling: bool = False
) -> Followed:
    """What is new to the asker since the cursor `since` was told; one that is none is the first.

    NotFound where they may not read the revision; where they ask as somebody `settling` it, NotAllowed
    for who may not.
    """
    at = now()
    stands = _stands(session, asker, revision_id)
    article_id, project_id, _ = stands.stored
    given = {"asker": asker, "revision": revision_id, "project": project_id}
    row = session.connection().execute(_SUM, given).one()
    here = _here(session, asker, article_id, project_id, at) if row.company else []
    status = stands.reading or "assigned"
    beside = aside_of(session, asker, article_id, revision_id)
    settled = settling_mark(session, asker, revision_id) if settling else ""
    work = f"{int(bool(row.open))}.{row.passages}.{row.versions}"
    aside = f"{crc32(json.dumps([here, status, *beside, settled]).encode()):08x}"
    former, known = _cursor(since)
    told = None
    if former != [work, aside]:
        told = {
            "cursor": f"{work}-{aside}-{int(at.timestamp() * 1000)}",
            "status": status,
            "here": here,
            "talk": beside.talk,
            "superseded": beside.superseded,
        }
        if settling:
            told["settling"] = settled
        if former[:1] != [work]:
            told |= _work(session, asker, revision_id, known)
    return Followed(article_id, bool(row.company), stands.closed, told)


def pulses(session: Session, revisions: Collection[int]) -> dict[int, Pulse]:
    """What grows with every change of a revision's passages and of its article, whoever may see them.

    For the process alone, to know when to look again: it is told to nobody.
    """
    found = article_pulses(session, revisions)
    rows = session.connection().execute(_PULSES, {"revisions": sorted(revisions)})
    work = {revision: (int(count), int(versions)) for revision, count, versions in rows}
    return {one: (*work.get(one, ()), *beside) for one, beside in found.items()}


def _stands(session: Session, asker: int, revision_id: int) -> Standing:
    in_range = 0 < revision_id < 2**31
    found = standing(session.connection(), asker, revision_id) if in_range else None
    if found is None or found.role is None:
        raise NotFound("revision_unknown")
    return found


def _here(
    session: Session, asker: int, article_id: int, project_id: int, at: datetime
) -> Sequence[str]:
    """The names of those who have the article open beside the asker."""
    given = {"asker": asker, "article": article_id, "project": project_id, "since": at - HERE_FOR}
    return list(session.connection().execute(_HERE, given).scalars())


def _cursor(since: str) -> tuple[list[str], datetime | None]:
    """What a cursor tells of the work and of what is beside it, and when it was told."""
    *former, milliseconds = since.split("-")
    is_one = len(former) == 2 and len(milliseconds) < 15
    if not is_one or not milliseconds.isascii() or not milliseconds.isdigit():
        return [], None
    return former, datetime.fromtimestamp(int(milliseconds) / 1000, UTC)


def _work(session: Session, asker: int, revision_id: int, known: datetime | None) -> dict[str, Any]:
    """The passages that changed, those that are gone, and the check of all that are there."""
    rows: list[dict[str, Any]] = []
    if known is not None:
        recent = Annotation.updated_at >= known - OVERLAP
        if _count(session, revision_id, recent) <= MOST:
            rows = passages(session, asker, revision_id, recent)
    return {
        "changed": [row for row in rows if "deleted_at" not in row],
        "gone": [
            {"id": row["id"], "version": row["version"]} for row in rows if "deleted_at" in row
        ],
        "check": _check(session, asker, revision_id),
    }


def _count(session: Session, revision_id: int, which: ColumnElement[bool]) -> int:
    counted = select(func.count(Annotation.id)).where(Annotation.revision_id == revision_id, which)
    return session.scalar(counted) or 0


def _check(session: Session, asker: int, revision_id: int) -> str:
    live = select(Annotation.id, Annotation.version).where(
        Annotation.revision_id == revision_id, Annotation.deleted_at.is_(None), visible_to(asker)
    )
    return check_of((row.id, row.version) for row in session.connection().execute(live))


def check_of(rows: Iterable[tuple[UUID, int]]) -> str:
    """How many passages there are, and a sum over their ids and versions; core/changes.ts has its like."""
    count = total = 0
    for passage, version in rows:
        count += 1
        total += (passage.int & 0xFFFFFFFF) * (version & 0xFFFFF)
    return f"{count}.{total % 2**32}"
