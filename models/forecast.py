"""When a desk will be done, going by its last weeks: a bootstrap over whole weeks, or why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

MOST_WEEKS, FEWEST_WEEKS = 8, 3
"""So many whole weeks back are looked at, and so many it takes."""
DRAWS, HORIZON = 2_000, 104
"""Possible futures, and the weeks of each."""
LOW, MIDDLE, HIGH = 10, 50, 90
"""Of the futures: the range holds eight in ten."""

Undefined = Literal["done", "too_little", "standstill"]


@dataclass(frozen=True, slots=True)
class Ahead:
    """How many readings come in by that day: the middle of the futures, and their range."""

    day: date
    low: float
    middle: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The day by which nothing is left; `latest` is None where it may take longer than two years."""

    done: date
    earliest: date
    latest: date | None
    ahead: list[Ahead]


def weeks_before(submitted: Mapping[date, int], day: date) -> list[int]:
    """Readings of the whole weeks that end with the day before, the last first; since the first one."""
    if not submitted:
        return []
    whole = (day - min(submitted)).days // 7
    return [
        sum(
            count
            for on, count in submitted.items()
            if day - timedelta(days=7 * (back + 1)) <= on < day - timedelta(days=7 * back)
        )
        for back in range(min(whole, MOST_WEEKS))
    ]


def forecast(submitted: Mapping[date, int], left: int, day: date) -> Forecast | Undefined:
    """By which day `left` readings come in, if the coming weeks are like those before `day`.

    Each future draws its weeks, with replacement, from the last whole ones. What changes the pace,
    a holiday or a new reader, it does not know. The same numbers give the same answer.
    """
    if left <= 0:
        return "done"
    weeks = weeks_before(submitted, day)
    if len(weeks) < FEWEST_WEEKS:
        return "too_little"
    if not any(weeks):
        return "standstill"
    drawn = np.random.default_rng(0).choice(weeks, (DRAWS, HORIZON))
    sums = drawn.cumsum(axis=1)
    days = _days_until(drawn, sums, left)
    low, middle, high = (_percentile(days, share) for share in (LOW, MIDDLE, HIGH))
    if low is None or middle is None:
        return "standstill"
    shown = (middle if high is None else high) // 7 + 1
    return Forecast(
        done=day + timedelta(days=middle),
        earliest=day + timedelta(days=low),
        latest=None if high is None else day + timedelta(days=high),
        ahead=[
            Ahead(
                day + timedelta(days=7 * (week + 1)),
                *(
                    float(min(left, np.percentile(sums[:, week], share)))
                    for share in (LOW, MIDDLE, HIGH)
                ),
            )
            for week in range(min(shown, HORIZON))
        ],
    )


def _days_until(drawn: np.ndarray, sums: np.ndarray, left: int) -> np.ndarray:
    """After how many days each future has them all; infinity where it never has."""
    enough = sums >= left
    week = enough.argmax(axis=1)
    at = np.arange(len(week))
    before = sums[at, week] - drawn[at, week]
    within = (left - before) / np.maximum(drawn[at, week], 1)
    return np.where(enough.any(axis=1), np.ceil(7 * (week + within)), np.inf)


def _percentile(days: np.ndarray, share: int) -> int | None:
    found = float(np.percentile(days, share, method="higher"))
    return None if np.isinf(found) else int(found)
