"""Presence: who has which article open just now, and for how long they were at work on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, bindparam, delete, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.assignment import Assignment
from models.base import Base

HERE_FOR = timedelta(seconds=40)
"""So long somebody counts as here who was not seen again: two times they could be written down."""
LONGEST_STRETCH = timedelta(seconds=40)
"""Between two signs of work that lie further apart nobody knows what was done: it is not counted."""
_FORGOTTEN_AFTER = timedelta(hours=1)


class Presence(Base):
    """When a person last had an article open in sight. It is no trail: after an hour it is gone."""

    __tablename__ = "presence"

    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id"), primary_key=True)
    seen_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person was seen with an article open: when last, and when last at work on it.

    `told` where others may know (see `models.queries.visible.presence_open_in`).
    """

    reviewer_id: int
    article_id: int
    seen_at: datetime
    active_at: datetime | None
    told: bool


_PRESENCE = Base.metadata.tables[Presence.__tablename__]
_ASSIGNMENT = Base.metadata.tables[Assignment.__tablename__]
_KEYS = ["article_id", "reviewer_id"]
_INSERT_LITE, _INSERT_POSTGRES = sqlite.insert(_PRESENCE), postgresql.insert(_PRESENCE)
_SEE = {
    "sqlite": _INSERT_LITE.on_conflict_do_update(
        index_elements=_KEYS, set_={"seen_at": _INSERT_LITE.excluded.seen_at}
    ),
    "postgresql": _INSERT_POSTGRES.on_conflict_do_update(
        index_elements=_KEYS, set_={"seen_at": _INSERT_POSTGRES.excluded.seen_at}
    ),
}
_WORKED = (
    update(_ASSIGNMENT)
    .where(
        _ASSIGNMENT.c.id == bindparam("assignment"),
        # Whoever has the article open in two windows works once.
        _ASSIGNMENT.c.active_at.is_not_distinct_from(bindparam("before")),
    )
    .values(
        active_at=bindparam("until"),
        active_seconds=_ASSIGNMENT.c.active_seconds + bindparam("seconds"),
    )
)


def keep_sightings(session: Session, sightings: Collection[Sighting]) -> None:
    """Write down who was seen, and add to each reading the time that its reviewer was at work.

    At most the time since they were last seen at work: a client cannot make hours of its own.
    """
    told = [one for one in sightings if one.told]
    if told:
        _keep_presence(session, told)
    active = {
        (one.article_id, one.reviewer_id): one.active_at
        for one in sightings
        if one.active_at is not None
    }
    if active:
        _count_work(session, active)


def _keep_presence(session: Session, sightings: Collection[Sighting]) -> None:
    moment = max(one.seen_at for one in sightings)
    session.execute(delete(_PRESENCE).where(_PRESENCE.c.seen_at < moment - _FORGOTTEN_AFTER))
    # In one order, so that two processes never wait for each other.
    rows = sorted((one.article_id, one.reviewer_id, one.seen_at) for one in sightings)
    names = (*_KEYS, "seen_at")
    session.execute(
        _SEE[session.get_bind().dialect.name], [dict(zip(names, row, strict=True)) for row in rows]
    )


def _count_work(session: Session, active: dict[tuple[int, int], datetime]) -> None:
    columns = _ASSIGNMENT.c
    rows = session.execute(
        select(columns.id, columns.article_id, columns.reviewer_id, columns.active_at)
        .where(
            tuple_(columns.article_id, columns.reviewer_id).in_(sorted(active)),
            columns.status != "submitted",
        )
        .order_by(columns.id)
    ).all()
    for row in rows:
        until = active[row.article_id, row.reviewer_id]
        if row.active_at is None or until - row.active_at > LONGEST_STRETCH:
            seconds = 0
        else:
            # Whole ones; the rest of the last is counted with the next.
            seconds = int((until - row.active_at).total_seconds())
            until = row.active_at + timedelta(seconds=seconds)
        if row.active_at is None or until > row.active_at:
            seen = {"assignment": row.id, "before": row.active_at}
            session.execute(_WORKED, {**seen, "until": until, "seconds": seconds})
