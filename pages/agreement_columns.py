"""The readings of the Agreement dashboard as columns, where it looks at sentences."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from agreement.columns import UNTOLD, Columns, Ranges
from agreement.sentences import units_of_columns
from agreement.tally import Tally, Whole
from agreement.units import Units
from models.queries.frozen_columns import FrozenColumns
from pages.agreement_spans import Span


def columns_read(found: FrozenColumns, tags: Mapping[int, str]) -> Columns:
    """The readings with tags by name; articles and reviewers by their numbers."""
    none = np.empty(0, np.int64)
    number = np.full(max(tags, default=0) + 1, UNTOLD, np.int64)
    number[list(tags)] = np.arange(len(tags))
    return Columns(
        articles=[*map(str, found.articles)],
        counts=np.bincount(found.sentences[:, 0], minlength=len(found.articles)),
        starts=found.sentences[:, 1],
        ends=found.sentences[:, 2],
        text=found.text,
        reviewer=[*map(str, found.reviewers)],
        tagged=Ranges(*found.passages.T[:3]),
        tag=number[found.passages[:, 3]],
        tags=list(tags.values()),
        looked=Ranges(none, none, none),
        cleared=(found.cleared[:, 0], found.cleared[:, 1]),
    )


def last_days(found: FrozenColumns) -> list[date]:
    """Of each article the day on which the last of its readings was submitted, in UTC."""
    days: list[date] = [date.min] * len(found.articles)
    for text, moment in zip(found.text.tolist(), found.submitted_at, strict=True):
        days[text] = max(days[text], moment.date())
    return days


def parts_by_span(
    units: Units, found: FrozenColumns, spans: Mapping[str, Span]
) -> dict[str, Tally]:
    """The units by the stretch in which the last reading was submitted; none where there is one alone."""
    if len(spans) < 2:
        return {}
    days = list(zip(map(str, found.articles), last_days(found), strict=True))
    return {
        name: units.of_articles({one for one, day in days if span.since <= day <= span.until})
        for name, span in spans.items()
    }


def parts_by_version(columns: Columns, versions: Whole) -> dict[str, Tally]:
    """Readings by each version of the guidelines, apart; none where there is one alone."""
    different = np.unique(versions).tolist()
    if len(different) < 2:
        return {}
    return {
        f"version {one}": units_of_columns(columns.of_readings(versions == one))
        for one in different
    }
