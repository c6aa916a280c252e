"""What the charts along a text share: its width, its headings or else its paragraphs, the pick."""

from collections.abc import Sequence
from itertools import pairwise

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode
from words import say

THIN = 0.005
"""Share of the text that the shortest mark takes, so that it can be seen and met."""

NAMES = 24
"""Pixels at the foot in which the headings' names stand."""
ROOM = 40
"""Pixels that a name needs until the next heading, to be written at all."""

Heading = tuple[int, str]
"""Where a heading begins, in code points, and its words."""

Pick = tuple[int, int, int]
"""Whose mark it is (a reviewer's number, or 0 for anybody's), and its sentences, first to last."""


def across(
    field: str, length: int, paragraphs: Sequence[int] | None = None, mode: Mode = "light"
) -> alt.X:
    """A place in the text, from edge to edge, so that charts under each other are aligned.

    One layer of a chart says where `paragraphs` begin; where it has none to say, nothing is ticked.
    """
    scale = alt.Scale(domain=[0, length], nice=False, zero=True)
    if paragraphs is not None and not paragraphs:
        return alt.X(f"{field}:Q", scale=scale, axis=None, title=None)
    if paragraphs is None:
        # What is not said here is said by the layer that has the ticks; None would take them away.
        return alt.X(f"{field}:Q", scale=scale, title=None)
    return alt.X(f"{field}:Q", scale=scale, axis=_paragraphs(paragraphs, mode), title=None)


def _paragraphs(starts: Sequence[int], mode: Mode) -> alt.Axis:
    """A tick where each paragraph begins, and its number where there is room."""
    sign = say("article.paragraph_sign")
    return alt.Axis(
        values=list(starts),
        ticks=True,
        tickSize=6,
        tickColor=PAGE[mode].outline,
        labelExpr=f"'{sign}' + (indexof({list(starts)}, datum.value) + 1)",
        labelAlign="left",
        labelOverlap="greedy",
        labelSeparation=8,
        labelPadding=4,
        labelFontSize=12,
        grid=False,
    )


def room_for_names(headings: Sequence[Heading]) -> int:
    """Pixels that a chart is higher by for the names of the text's headings."""
    return NAMES if headings else 0


def named(headings: Sequence[Heading], length: int, height: int, mode: Mode) -> list[alt.Chart]:
    """A tick at the foot where each heading stands, and its name, as far as there is room for it."""
    if not headings:
        return []
    page, starts = PAGE[mode], [start for start, _ in headings]
    marked = pd.DataFrame(
        {
            "start": starts,
            "name": [words for _, words in headings],
            "room": [end - start for start, end in pairwise([*starts, length])],
            "top": height - NAMES + 4,
            "foot": height,
            "at": height - NAMES / 2 + 3,
        }
    )
    room = f"datum.room / {length} * width"
    base = alt.Chart(marked)
    ticks = base.mark_rule(color=page.outline, aria=False).encode(
        x=across("start", length), y=down("top", height), y2="foot:Q"
    )
    names = (
        base.transform_calculate(told=f"{room} < {ROOM} ? '' : datum.name")
        .mark_text(
            align="left",
            dx=5,
            fontSize=12,
            color=page.ink_2,
            limit=alt.expr(f"max(1, {room} - 10)"),
            aria=False,
        )
        .encode(x=across("start", length), y=down("at", height), text="told:N")
    )
    return [ticks, names]


def down(field: str, height: int) -> alt.Y:
    """A place in pixels from the top."""
    scale = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=True)
    return alt.Y(f"{field}:Q", scale=scale, axis=None)


def widened(start: int, end: int, length: int) -> tuple[float, float]:
    """Where a mark is drawn from and to: a short one is made long enough to be seen."""
    least = length * THIN
    if end - start >= least:
        return float(start), float(end)
    begin = min(max(0.0, (start + end - least) / 2), max(0.0, length - least))
    return begin, begin + least


def frame_of_the_pick(
    start: int,
    end: int,
    height: int,
    length: int,
    mode: Mode,
    bands: Sequence[tuple[int, int]] = (),
) -> alt.Chart:
    """An ink frame around the place that the page is narrowed down to.

    It is as high as the chart, or one stands in each of the `bands` (pixels from the top).
    """
    first, last = widened(start, end, length)
    place = pd.DataFrame(bands or [(1, height - 1)], columns=["top", "foot"])
    place = place.assign(start=first, end=last)
    drawn: alt.Chart = (
        alt.Chart(place)
        .mark_rect(fillOpacity=0, stroke=PAGE[mode].ink, strokeWidth=2, aria=False)
        .encode(x=across("start", length), x2="end:Q", y=down("top", height), y2="foot:Q")
    )
    return drawn
