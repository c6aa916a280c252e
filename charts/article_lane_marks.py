"""The marks of the lanes of a text, a function each: runs, passages with letter and line, names."""

from collections.abc import Sequence
from typing import Literal

import altair as alt
import pandas as pd

from charts.article_track import across, down, widened
from charts.palette import PAGE, Mode
from words import say

LANE = 54
"""Pixels from one lane to the next."""
NAME_AT, TOP, FOOT, LINE_AT = 10, 22, 40, 45
"""Where name, blocks and pattern stand in a lane, from its top."""
NARROW = 560
"""Pixels of a chart in which there is room for a word or two beside a name."""
LETTER_ROOM = 13
"""Pixels that a letter needs inside a block."""
DASHES: dict[str, list[float]] = {"solid": [1, 0], "dashes": [7.5, 3.5], "dots": [0.1, 5]}
Cap = Literal["butt", "round"]
WAVES = 300
"""Half periods of a wave as long as the whole text."""


def framed(lanes: int) -> list[tuple[int, int]]:
    """From where to where a frame around a place stands in each lane."""
    return [(row * LANE + TOP - 3, row * LANE + LINE_AT + 6) for row in range(lanes)]


def lines(laid: pd.DataFrame, length: int, height: int, mode: Mode) -> alt.Chart:
    """A thin line through what was looked at."""
    looked = laid[laid["state"] == "cleared"].copy()
    middle = looked["row"] * LANE + (TOP + FOOT) / 2
    looked["top"], looked["foot"] = middle - 1.5, middle + 1.5
    thin: alt.Chart = _rects(looked, length, height).mark_rect(color=PAGE[mode].cleared, aria=False)
    return thin


def blocks(
    laid: pd.DataFrame,
    length: int,
    height: int,
    paragraphs: Sequence[int],
    selection: str | None,
    mode: Mode,
) -> alt.Chart:
    """Everything that can be selected: passages in their colour, and the runs beneath them."""
    pieces = laid[laid["state"] != "none"].copy()
    pieces["top"], pieces["foot"] = pieces["row"] * LANE + TOP, pieces["row"] * LANE + FOOT
    drawn: alt.Chart = (
        _rects(pieces, length, height)
        .mark_rect(cornerRadius=1, strokeWidth=1)
        .encode(
            x=across("drawn_from", length, paragraphs, mode),
            color=alt.Color("fill:N", scale=None),
            stroke=alt.Stroke("edge:N", scale=None),
            description="words:N",
            tooltip=alt.Tooltip("words:N", title=say("article.place")),
        )
    )
    if selection is None:
        return drawn
    fields = ["whose", "first", "last"]
    return drawn.add_params(
        alt.selection_point(name=selection, fields=fields, on="click", clear=False)
    )


def letters(laid: pd.DataFrame, length: int, height: int) -> alt.Chart:
    """The tag's letter in a block that has room for it."""
    tagged = laid[laid["state"] == "tagged"].copy()
    tagged["middle"] = (tagged["start"] + tagged["end"]) / 2
    tagged["at"] = tagged["row"] * LANE + (TOP + FOOT) / 2 + 1
    room = f"(datum.end - datum.start) / {length} * width > {LETTER_ROOM}"
    drawn: alt.Chart = (
        alt.Chart(tagged)
        .transform_calculate(shown=f"{room} ? datum.letter : ''")
        .mark_text(fontSize=12, fontWeight=700, aria=False)
        .encode(
            x=across("middle", length),
            y=down("at", height),
            text="shown:N",
            color=alt.Color("ink:N", scale=None),
        )
    )
    return drawn


def patterns(laid: pd.DataFrame, length: int, height: int) -> list[alt.Chart]:
    """Each passage's line under its block, in the pattern of its tag; a layer a pattern."""
    found = []
    for pattern, dash in DASHES.items():
        rows = laid[laid["pattern"] == pattern].copy()
        if rows.empty:
            continue
        rows["at"] = rows["row"] * LANE + LINE_AT
        cap: Cap = "round" if pattern == "dots" else "butt"
        base = alt.Chart(_widened(rows, length))
        marks = base.mark_rule(strokeDash=dash, strokeWidth=2.5, strokeCap=cap, aria=False)
        found.append(
            marks.encode(
                x=across("drawn_from", length),
                x2="drawn_to:Q",
                y=down("at", height),
                color=alt.Color("line:N", scale=None),
            )
        )
    return found


def waves(laid: pd.DataFrame, length: int, height: int) -> list[alt.Chart]:
    """The same for the pattern that no dash can draw."""
    rows = _widened(laid[laid["pattern"] == "wave"], length)
    points = [
        {"x": x, "at": row["row"] * LANE + LINE_AT + lift, "wave": one, "line": row["line"], "n": n}
        for one, row in enumerate(rows.to_dict("records"))
        for n, (x, lift) in enumerate(_wave(row["drawn_from"], row["drawn_to"], length))
    ]
    if not points:
        return []
    marks = alt.Chart(pd.DataFrame(points)).mark_line(
        interpolate="monotone", strokeWidth=1.7, aria=False
    )
    return [
        marks.encode(
            x=across("x", length),
            y=down("at", height),
            order="n:Q",
            detail="wave:N",
            color=alt.Color("line:N", scale=None),
        )
    ]


def names(laid: pd.DataFrame, height: int, mode: Mode) -> list[alt.Chart]:
    """Over each lane its name at the left, and how far the reading is at the right."""
    page = PAGE[mode]
    lanes = laid.drop_duplicates("lane").copy()
    lanes["at"] = lanes["row"] * LANE + NAME_AT
    lanes["name_ink"] = [page.gold if lane == "gold" else page.ink for lane in lanes["lane"]]
    base = alt.Chart(lanes).encode(y=down("at", height))
    named = base.mark_text(
        align="left", fontSize=14, fontWeight=600, limit=alt.expr("width * 0.45"), aria=False
    ).encode(x=alt.value(0), text="name:N", color=alt.Color("name_ink:N", scale=None))
    told = (
        base.transform_calculate(told=f"width < {NARROW} ? datum.brief : datum.said")
        .mark_text(
            align="right", fontSize=13, color=page.ink_2, limit=alt.expr("width * 0.53"), aria=False
        )
        .encode(x=alt.value(alt.expr("width")), text="told:N")
    )
    return [named, told]


def _rects(pieces: pd.DataFrame, length: int, height: int) -> alt.Chart:
    drawn: alt.Chart = alt.Chart(_widened(pieces, length)).encode(
        x=across("drawn_from", length),
        x2="drawn_to:Q",
        y=down("top", height),
        y2="foot:Q",
    )
    return drawn


def _widened(pieces: pd.DataFrame, length: int) -> pd.DataFrame:
    """With where each piece is drawn; only passages are made long enough to be seen."""
    drawn = pieces.copy()
    ends = [
        widened(start, end, length) if state == "tagged" else (float(start), float(end))
        for start, end, state in zip(drawn["start"], drawn["end"], drawn["state"], strict=True)
    ]
    drawn["drawn_from"] = [start for start, _ in ends]
    drawn["drawn_to"] = [end for _, end in ends]
    return drawn


def _wave(start: float, end: float, length: int) -> list[tuple[float, float]]:
    """Points of a wave from start to end, with how far each lies from the middle, in pixels."""
    halves = max(2, round((end - start) / length * WAVES))
    step = (end - start) / halves
    return [(start + step * number, 1.8 if number % 2 else -1.8) for number in range(halves + 1)]
