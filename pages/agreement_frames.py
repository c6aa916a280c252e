"""The numbers of the Agreement dashboard as the frames that its charts draw, and their tables."""

from collections.abc import Iterable, Mapping

import pandas as pd

from agreement.figure import Figure
from charts.figures import grouped, long_day
from pages.agreement_spans import Span
from pages.agreement_words import row_words, shown, under
from pages.mark_choice import Mark
from pages.to_the_letter import plain
from words import say

Named = tuple[str, str, Figure, str]
"""A row's id, its name, its figure, and a key of the palette, blank for ink."""


def rows_frame(
    rows: Iterable[Named], floor: float | None = None, *, of_tags: bool = False
) -> pd.DataFrame:
    """What `charts.intervals` draws; `of_tags`: each row is of one tag."""
    columns = ["row", "name", "value", "low", "high", "figure", "words", "colour", "floor"]
    found = [
        (
            *(row, name, figure.value, *(figure.interval or (None, None))),
            *(shown(figure, of_tag=of_tags), row_words(name, figure, of_tag=of_tags)),
            *(colour, floor),
        )
        for row, name, figure, colour in rows
    ]
    frame = pd.DataFrame(found, columns=columns)
    numbers = ["value", "low", "high", "floor"]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def marks_of(rows: Iterable[Named], field: str = "row", *, of_tags: bool = False) -> list[Mark]:
    """The points in words; what is undefined has none. `field` is that of their selection."""
    return [
        (row_words(name, figure, of_tag=of_tags), {field: row})
        for row, name, figure, _ in rows
        if figure.value is not None
    ]


def rows_table(head: str, rows: Iterable[Named], *, of_tags: bool = False) -> pd.DataFrame:
    """The same as a table, with what each figure is made of."""
    columns = [head, *(say(f"agreement.column_{name}") for name in _COLUMNS)]
    found = [(plain(name), *_cells(figure, of_tag=of_tags)) for _, name, figure, _ in rows]
    return pd.DataFrame(found, columns=columns)


_COLUMNS = ("value", "interval", "units", "reviewers", "articles", "left_out")


def _cells(figure: Figure, *, of_tag: bool) -> tuple[str, ...]:
    return (
        shown(figure, of_tag=of_tag),
        "" if figure.undefined else under(figure),
        grouped(figure.units),
        grouped(figure.reviewers),
        grouped(figure.articles),
        grouped(sum(figure.dropped.values())),
    )


def spans_frame(spans: Mapping[str, Span], figures: Mapping[str, Figure]) -> pd.DataFrame:
    """What `charts.agreement_over_time` draws."""
    rows = []
    for name, span in spans.items():
        figure = figures[name]
        low, high = figure.interval or (None, None)
        rows.append(
            {
                "since": span.since.isoformat(),
                "until": span.until.isoformat(),
                "value": figure.value,
                "low": low,
                "high": high,
                "articles": figure.articles,
                "words": row_words(days_in_words(span), figure),
            }
        )
    columns = ["since", "until", "value", "low", "high", "articles", "words"]
    frame = pd.DataFrame(rows, columns=columns)
    numbers = ["value", "low", "high"]
    frame[numbers] = frame[numbers].astype(float)
    return frame


def days_in_words(span: Span) -> str:
    """A stretch of days."""
    return say("dashboard.range", first=long_day(span.since), last=long_day(span.until))


def short_names(reviewers: Mapping[int, str]) -> dict[int, str]:
    """People by the last word of their name, where that is nobody else's."""
    last = {
        number: name.split()[-1] if name.split() else name for number, name in reviewers.items()
    }
    words = list(last.values())
    return {
        number: last[number] if words.count(last[number]) == 1 else name
        for number, name in reviewers.items()
    }
