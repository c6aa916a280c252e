"""Readings against plan as rows to draw: what was submitted, what is due, and what lies ahead."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pandas as pd

from models.forecast import Forecast
from models.queries.desk_pace import Pace

MOST_DAYS = 366
COLUMNS = ["kind", "day", "readings", "low", "high"]
Row = tuple[str, str, float, float | None, float | None]


def plan_frame(found: Pace, ahead: Forecast | str, day: date) -> pd.DataFrame:
    """Columns kind (done, plan, ahead), day (ISO), readings (the sum by then), low, high."""
    if not found.submitted:
        return pd.DataFrame([], columns=COLUMNS)
    first, last = min(found.submitted), max(day, *found.submitted)
    rows: list[Row] = list(_sums("done", found.submitted, first - timedelta(days=1), last))
    if found.due:
        # The plan is a line from the first reading's day through what is due by when.
        rows.append(("plan", (first - timedelta(days=1)).isoformat(), 0, None, None))
        rows += _steps("plan", found.due)
    if isinstance(ahead, Forecast):
        now = float(found.total)
        rows.append(("ahead", last.isoformat(), now, now, now))
        for one in ahead.ahead:
            at = one.day.isoformat()
            rows.append(("ahead", at, now + one.middle, now + one.low, now + one.high))
    return pd.DataFrame(rows, columns=COLUMNS)


def _sums(kind: str, counts: Mapping[date, int], first: date, last: date) -> Iterator[Row]:
    """The sum on each day; of a long time, only of the days that change it."""
    if (last - first).days > MOST_DAYS:
        yield kind, first.isoformat(), 0, None, None
        yield from _steps(kind, counts)
        yield kind, last.isoformat(), sum(counts.values()), None, None
        return
    total = 0
    for number in range((last - first).days + 1):
        on = first + timedelta(days=number)
        total += counts.get(on, 0)
        yield kind, on.isoformat(), total, None, None


def _steps(kind: str, counts: Mapping[date, int]) -> Iterator[Row]:
    total = 0
    for on in sorted(counts):
        total += counts[on]
        yield kind, on.isoformat(), total, None, None
