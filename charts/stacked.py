"""Bars of tags, one row an article or a reviewer: the shape that three charts share."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from charts.palette import Mode, palette_of
from charts.stacked_marks import (
    Ground,
    bars,
    frame_of_the_pick,
    labels,
    listened_to,
    row_names,
    titles,
    totals,
)
from charts.theme import blank, dressed, layered
from words import say

ROW_HEIGHT = {"left": 46, "above": 60}

Pick = tuple[str, str]
"""A row's id, as text, and a tag: one segment of one bar."""


@dataclass(frozen=True)
class Stack:
    """What the rows and values of one chart of this shape mean."""

    row_word: str
    value_word: str
    names: str
    """`left` of the bars, for names of people, or `above`, for titles as long as they come."""
    whole: float | None = None
    """The value that fills the width; None for the longest bar's."""


def stacked(
    frame: pd.DataFrame,
    stack: Stack,
    *,
    mode: Mode,
    description: str,
    selection: str | None = None,
    picked: Pick | None = None,
) -> alt.LayerChart:
    """The bars, longest row first, their segments in the order of the tag set.

    The frame has `row` (an id), `name`, `tag`, `letter`, `colour` (a key of the palette),
    `position` (of the tag in its set), `value`, `figure` (the value in words), `total` (what orders the rows)
    and `total_figure` (what stands at the end of a row). `selection` names the point selection
    (fields `row` and `tag`) that a page listens to; `picked` is framed in ink.
    """
    if not (frame["value"] > 0).any():
        return blank(say("charts.none"), mode=mode)
    laid = _laid_out(frame, mode, picked)
    end_room = int(laid["total_figure"].str.len().max() * 7.5) + 14
    longest = max(stack.whole or 0.0, float(laid["end"].max()))
    ground = Ground(
        mode, longest, f"(width - {end_room})", drop=11 if stack.names == "above" else 0
    )
    order = list(laid["row"].unique())
    axis = None if stack.names == "above" else row_names(laid, mode)
    base = alt.Chart(laid).encode(y=alt.Y("row:N", sort=order, axis=axis, title=None))
    layers = [
        listened_to(bars(base, ground, laid, (stack.row_word, stack.value_word)), selection),
        labels(base, ground),
        totals(base, ground),
    ]
    layers += [frame_of_the_pick(base, ground)] if picked else []
    layers += [titles(base, ground)] if stack.names == "above" else []
    chart = layered(*layers).properties(height=ROW_HEIGHT[stack.names] * len(order))
    return dressed(chart, mode=mode, description=description)


def _laid_out(frame: pd.DataFrame, mode: Mode, picked: Pick | None) -> pd.DataFrame:
    laid = frame[frame["value"] > 0].copy()
    laid["row"] = laid["row"].astype(str)
    by, ascending = ["total", "name", "row", "position"], [False, True, True, True]
    laid = laid.sort_values(by, ascending=ascending)
    laid["end"] = laid.groupby("row")["value"].cumsum()
    laid["start"] = laid["end"] - laid["value"]
    laid["middle"] = (laid["start"] + laid["end"]) / 2
    laid["bar_end"] = laid.groupby("row")["value"].transform("sum")
    laid["first"] = ~laid["row"].duplicated()
    laid["label"] = [
        say("charts.in_bar", letter=letter, figure=figure)
        for letter, figure in zip(laid["letter"], laid["figure"], strict=True)
    ]
    laid["on_area"] = [palette_of(colour).of(mode).on_area for colour in laid["colour"]]
    laid["picked"] = [pair == picked for pair in zip(laid["row"], laid["tag"], strict=True)]
    laid["words"] = [
        say("charts.mark", name=name, tag=tag, figure=figure)
        for name, tag, figure in zip(laid["name"], laid["tag"], laid["figure"], strict=True)
    ]
    return laid


def rows_in_words(frame: pd.DataFrame, *, at_most: int = 12) -> str:
    """The rows of such a frame as one line, longest first, for those who do not see the bars."""
    drawn = frame[frame["value"] > 0]
    rows = drawn.sort_values(["total", "name", "position"], ascending=[False, True, True])
    lines = [_row_in_words(row) for _, row in rows.groupby("row", sort=False)]
    if len(lines) > at_most:
        lines = [*lines[:at_most], say("charts.more_rows", n=len(lines) - at_most)]
    return say("charts.sentences").join(lines)


def _row_in_words(row: pd.DataFrame) -> str:
    parts = [
        say("charts.part", tag=tag, figure=figure)
        for tag, figure in zip(row["tag"], row["figure"], strict=True)
    ]
    first = row.iloc[0]
    total, joined = first["total_figure"], say("charts.joined").join(parts)
    return say("charts.row", name=first["name"], total=total, parts=joined)
