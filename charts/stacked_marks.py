"""The marks of stacked bars, one function each: segments, their labels, totals, names, the pick."""

import json
from dataclasses import dataclass

import altair as alt
import pandas as pd

from charts.palette import PAGE, Mode, palette_of
from charts.theme import BAR, GAP
from words import say

LETTER_ROOM = 16
"""Pixels that one letter needs inside a bar, or two."""
FEW = 4
"""So many tags stand in a legend beside each other."""
LEGEND_ROOM = 28
"""Pixels of a legend's column beside its name."""
LEGEND_LIMIT = 136
"""Pixels for a tag's name in a legend; what is longer ends in an ellipsis."""
CHARACTER_ROOM = 7.0
"""Pixels that each character of a longer label needs."""
NAME_ROOM = 128
"""Pixels for names at the left; what is longer ends in an ellipsis."""


@dataclass(frozen=True)
class Ground:
    """What every mark of one chart shares."""

    mode: Mode
    longest: float
    room: str
    """A Vega expression: the pixels across which `longest` stretches."""
    drop: int
    """Pixels by which bars lie below the middle of their row."""

    def across(self, field: str) -> alt.X:
        """A value's place across the chart."""
        scale = alt.Scale(domain=[0, self.longest], nice=False, range=[0, alt.expr(self.room)])
        return alt.X(f"{field}:Q", scale=scale, axis=None)


def bars(base: alt.Chart, ground: Ground, laid: pd.DataFrame, heads: tuple[str, str]) -> alt.Chart:
    """The segments, with page between them; each says in words what it is.

    `heads` are the words for a row and for its value.
    """
    page = PAGE[ground.mode].page
    marks = base.mark_bar(size=BAR + GAP, stroke=page, strokeWidth=GAP, yOffset=ground.drop)
    drawn: alt.Chart = marks.encode(
        x=ground.across("start"),
        x2="end:Q",
        color=_colours(laid, ground.mode),
        description="words:N",
        tooltip=[
            alt.Tooltip("name:N", title=heads[0]),
            alt.Tooltip("tag:N", title=say("charts.tag")),
            alt.Tooltip("figure:N", title=heads[1]),
        ],
    )
    return drawn


def listened_to(drawn: alt.Chart, selection: str | None) -> alt.Chart:
    """The segments as something to select one of, under a name that a page listens to."""
    if selection is None:
        return drawn
    fields = ["row", "tag"]
    return drawn.add_params(
        alt.selection_point(name=selection, fields=fields, on="click", clear=False)
    )


def _colours(laid: pd.DataFrame, mode: Mode) -> alt.Color:
    tags = laid.drop_duplicates("tag").sort_values("position")
    areas = [palette_of(colour).of(mode).area for colour in tags["colour"]]
    scale = alt.Scale(domain=list(tags["tag"]), range=areas)
    legend = alt.Legend(columns=alt.expr("width < 320 ? 2 : 4"))
    if len(tags) > FEW:
        legend = _legend_of_many(tags)
    return alt.Color("tag:N", scale=scale, legend=legend, title=None)


def _legend_of_many(tags: pd.DataFrame) -> alt.Legend:
    """Columns that are as wide as their names; the letters tell apart what shares a colour."""
    said = {
        tag: f"{letter}  {tag}" for tag, letter in zip(tags["tag"], tags["letter"], strict=True)
    }
    longest = max(map(len, said.values()))
    column = min(LEGEND_LIMIT, longest * CHARACTER_ROOM) + LEGEND_ROOM
    return alt.Legend(
        columns=alt.expr(f"max(1, floor(width / {column}))"),
        labelLimit=LEGEND_LIMIT,
        labelExpr=f"({json.dumps(said)})[datum.label]",
    )


def labels(base: alt.Chart, ground: Ground) -> alt.Chart:
    """Letter and figure in a segment, the letter alone where it is narrow, nothing in a sliver."""
    wide = f"datum.value / {ground.longest} * {ground.room}"
    fitting = (
        f"{wide} > length(datum.label) * {CHARACTER_ROOM} + 8 ? datum.label"
        f" : {wide} > {LETTER_ROOM} ? datum.letter : ''"
    )
    marks = base.transform_calculate(shown=fitting).mark_text(
        fontWeight=600, yOffset=ground.drop, aria=False
    )
    drawn: alt.Chart = marks.encode(
        x=ground.across("middle"), text="shown:N", color=alt.Color("on_area:N", scale=None)
    )
    return drawn


def totals(base: alt.Chart, ground: Ground) -> alt.Chart:
    """The row's number, at the end of its bar."""
    marks = base.transform_filter("datum.first").mark_text(
        align="left", dx=6, yOffset=ground.drop, fontSize=13, fontWeight=600, aria=False
    )
    drawn: alt.Chart = marks.encode(
        x=ground.across("bar_end"),
        text="total_figure:N",
        color=alt.value(PAGE[ground.mode].ink),
    )
    return drawn


def titles(base: alt.Chart, ground: Ground) -> alt.Chart:
    """Names above the bars, as long as the chart is wide."""
    marks = base.transform_filter("datum.first").mark_text(
        align="left", yOffset=-15, fontSize=14, limit=alt.expr("width")
    )
    drawn: alt.Chart = marks.encode(
        x=alt.value(0), text="name:N", color=alt.value(PAGE[ground.mode].ink)
    )
    return drawn


def row_names(laid: pd.DataFrame, mode: Mode) -> alt.Axis:
    """Names to the left of the bars, aligned left. Rows are ids, so namesakes stay two rows."""
    names = dict(zip(laid["row"], laid["name"], strict=True))
    room = min(NAME_ROOM, int(max(map(len, names.values())) * 7.2) + 4)
    return alt.Axis(
        labelExpr=f"({json.dumps(names)})[datum.value]",
        labelAlign="left",
        labelPadding=room + 12,
        labelLimit=room,
        labelFontSize=14,
        labelColor=PAGE[mode].ink,
    )


def frame_of_the_pick(base: alt.Chart, ground: Ground) -> alt.Chart:
    """An ink frame around the segment that the page is filtered by."""
    marks = base.transform_filter("datum.picked").mark_bar(
        size=BAR, fillOpacity=0, strokeWidth=2, yOffset=ground.drop, aria=False
    )
    drawn: alt.Chart = marks.encode(
        x=ground.across("start"), x2="end:Q", stroke=alt.value(PAGE[ground.mode].ink)
    )
    return drawn
