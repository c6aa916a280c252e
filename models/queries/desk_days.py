"""How many passages were tagged on each day."""

from dataclasses import dataclass
from datetime import timedelta

import pandas as pd
from sqlalchemy.orm import Session

from models.queries.scope import Filters
from models.queries.tallies import passages_by_day

FEWEST_DAYS, MOST_DAYS = 14, 366


@dataclass(frozen=True, slots=True)
class Days:
    """Days without holes up to the last one with a passage: columns day (ISO text), passages.

    `earlier` counts the passages made before the first of them.
    """

    frame: pd.DataFrame
    earlier: int


def passages_a_day(session: Session, asker: int, project_id: int, filters: Filters) -> Days:
    """Passages by UTC day of their making: 14 days at least, the last 366 at most."""
    rows = session.execute(passages_by_day(session, asker, project_id, filters))
    counts = {when: int(count) for when, count in rows}
    if not counts:
        return Days(pd.DataFrame({"day": [], "passages": []}), 0)
    last, first = max(counts), min(counts)
    length = min(max((last - first).days + 1, FEWEST_DAYS), MOST_DAYS)
    days = [last - timedelta(days=back) for back in reversed(range(length))]
    frame = pd.DataFrame(
        {
            "day": [one.isoformat() for one in days],
            "passages": [counts.get(one, 0) for one in days],
        }
    )
    return Days(frame, sum(counts.values()) - int(frame["passages"].sum()))
