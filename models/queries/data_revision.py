"""Which state of the data somebody looks at: as long as it is the same, so is every number."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.event import Event

LATE = 5_000
"""So many events back it is looked whether one came late."""


def data_revision(session: Session) -> tuple[int, int]:
    """The number of the last event, and how many of those before it are there by now.

    Every change writes an event. Numbers are given out before they are committed, so that a lower
    one may come after a higher one: the count tells it.
    """
    last = session.scalar(select(func.max(Event.id))) or 0
    near = session.scalar(select(func.count()).where(Event.id > last - LATE))
    return last, near or 0
