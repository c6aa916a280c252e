"""The stretches of days that agreement is followed over: weeks, or months where there are many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from agreement.reading import ReadText
from models.queries.frozen_texts import FrozenText

MOST_WEEKS = 26
"""What spans more is told by the month."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both included, in which the last reading of some articles was submitted."""

    since: date
    until: date


def last_day(text: FrozenText) -> date:
    """The day on which the last of a text's readings was submitted, in UTC."""
    return max(marks.submitted_at for marks in text.readings).date()


def spans_of(texts: Sequence[FrozenText]) -> dict[str, Span]:
    """Weeks, or months, in which a text's last reading was submitted."""
    return spans_over(last_day(text) for text in texts)


def spans_over(of_texts: Iterable[date]) -> dict[str, Span]:
    """Weeks, or months, from the first of these days to the latest; those without one left out."""
    days = sorted(set(of_texts))
    if not days:
        return {}
    weekly = (days[-1] - days[0]).days <= MOST_WEEKS * 7
    starts = sorted({_start(day, weekly=weekly) for day in days})
    return {
        f"from {start}": Span(start, _next(start, weekly=weekly) - timedelta(1)) for start in starts
    }


def _start(day: date, *, weekly: bool) -> date:
    return day - timedelta(day.weekday()) if weekly else day.replace(day=1)


def _next(start: date, *, weekly: bool) -> date:
    return start + timedelta(7) if weekly else (start + timedelta(32)).replace(day=1)


def by_span(
    rows: Sequence[FrozenText], texts: Sequence[ReadText], spans: Mapping[str, Span]
) -> dict[str, list[ReadText]]:
    """The texts by the stretch in which their last reading was submitted; none where there is one alone."""
    found: dict[str, list[ReadText]] = defaultdict(list)
    if len(spans) < 2:
        return found
    for row, text in zip(rows, texts, strict=True):
        day = last_day(row)
        name = next(name for name, span in spans.items() if span.since <= day <= span.until)
        found[name].append(text)
    return found


def of_version(texts: Sequence[FrozenText], version: int) -> list[FrozenText]:
    """The texts with the readings by these guidelines alone."""
    kept_readings = (
        replace(text, readings=[one for one in text.readings if one.version == version])
        for text in texts
    )
    return [text for text in kept_readings if text.readings]
