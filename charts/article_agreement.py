"""Agreement along a text, sentence by sentence, as steps over the same width as its lanes."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from charts.article_track import (
    Heading,
    Pick,
    across,
    down,
    frame_of_the_pick,
    named,
    room_for_names,
    widened,
)
from charts.figures import percent
from charts.palette import PAGE, Mode
from charts.theme import blank, dressed, layered
from words import say

TOP, BASE, HEIGHT = 22, 92, 96
"""Where all and none of the readers agree, in pixels from the top."""
UNREAD = 10
"""Height of what stands where fewer than two looked."""


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: Pick | None = None,
    length: int = 1,
    paragraphs: Sequence[int] = (),
    headings: Sequence[Heading] = (),
    place: tuple[int, int] | None = None,
    undefined: str = "",
) -> alt.LayerChart:
    """A step for each stretch of sentences, as high as the share of pairs of readings that agree.

    Columns: `start`, `end` (code points), `first`, `last` (sentences), `whose` (0), `readers` (how
    many looked), `agreed` (0 to 1, missing where fewer than two did: a hollow box stands there),
    `words` (the stretch in words). `undefined` is the sentence that stands where no stretch has a value. The
    rest is as for `charts.article_lanes`.
    """
    if frame["agreed"].notna().sum() == 0:
        return blank(undefined or say("article.undefined"), mode=mode)
    laid, height = _laid_out(frame, mode, length), HEIGHT + room_for_names(headings)
    layers = [
        _edges(length, height, mode),
        _steps(laid, length, height),
        _tops(laid, length, height, mode),
        _words(height, mode),
        _grounds(laid, length, height, selection, () if headings else paragraphs, mode),
        *named(headings, length, height, mode),
    ]
    if place is not None:
        band = (TOP - 3, BASE + 3)
        layers.append(frame_of_the_pick(*place, height, length, mode, [band]))
    drawn = layered(*layers).properties(height=height)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """How many sentences were compared and agreed on, and where agreement is least."""
    known = frame[frame["agreed"].notna()]
    if known.empty:
        return say("article.undefined")
    sizes = known["last"] - known["first"] + 1
    compared, agreed = int(sizes.sum()), int(sizes[known["agreed"] == 1].sum())
    told = say("article.along_words", n=compared, agreed=agreed)
    least = known[known["agreed"] < 1].sort_values("agreed", kind="stable").head(5)
    return say("charts.sentences").join([told, *least["words"]])


def step_in_words(first: int, last: int, readers: int, agreed: float | None) -> str:
    """A stretch of sentences, how many looked, and how far they agree."""
    where = say("dashboard.part_sentences", n=last - first + 1, first=first + 1, last=last + 1)
    if agreed is None:
        return say("article.step_undefined", where=where, why=say("article.looked", n=readers))
    return say("article.step", where=where, share=percent(agreed), n=readers)


def _laid_out(frame: pd.DataFrame, mode: Mode, length: int) -> pd.DataFrame:
    page, laid = PAGE[mode], frame.copy()
    known = laid["agreed"].notna()
    laid["foot"] = BASE
    high = TOP + (BASE - TOP) * (1 - laid["agreed"].fillna(0))
    laid["top"] = high.where(known, BASE - UNREAD)
    laid["fill"] = [page.selection if one else "transparent" for one in known]
    laid["edge"] = ["transparent" if one else page.outline for one in known]
    ends = [widened(*bounds, length) for bounds in zip(laid["start"], laid["end"], strict=True)]
    laid["drawn_from"] = [start for start, _ in ends]
    laid["drawn_to"] = [end for _, end in ends]
    return laid


def _edges(length: int, height: int, mode: Mode) -> alt.Chart:
    rows: list[dict[str, Any]] = [{"a": 0, "b": length, "at": at} for at in (TOP, BASE)]
    marks = alt.Chart(pd.DataFrame(rows)).mark_rule(color=PAGE[mode].hairline, aria=False)
    drawn: alt.Chart = marks.encode(x=across("a", length), x2="b:Q", y=down("at", height))
    return drawn


def _steps(laid: pd.DataFrame, length: int, height: int) -> alt.Chart:
    marks = alt.Chart(laid).mark_rect(strokeWidth=1, aria=False)
    drawn: alt.Chart = marks.encode(
        x=across("drawn_from", length),
        x2="drawn_to:Q",
        y=down("top", height),
        y2="foot:Q",
        color=alt.Color("fill:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
    )
    return drawn


def _grounds(
    laid: pd.DataFrame,
    length: int,
    height: int,
    selection: str | None,
    paragraphs: Sequence[int],
    mode: Mode,
) -> alt.Chart:
    """What is selected: the whole height of a step, since one that nobody agrees on has none."""
    grounds = laid.assign(top=TOP, foot=BASE)
    drawn: alt.Chart = (
        alt.Chart(grounds)
        .mark_rect(color="transparent")
        .encode(
            x=across("drawn_from", length, paragraphs, mode),
            x2="drawn_to:Q",
            y=down("top", height),
            y2="foot:Q",
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


def _tops(laid: pd.DataFrame, length: int, height: int, mode: Mode) -> alt.Chart:
    """The steps' upper edge, which tells them apart from what is hollow."""
    known = laid[laid["agreed"].notna()]
    marks = alt.Chart(known).mark_rule(color=PAGE[mode].ink, strokeWidth=2.5, aria=False)
    drawn: alt.Chart = marks.encode(
        x=across("drawn_from", length), x2="drawn_to:Q", y=down("top", height)
    )
    return drawn


def _words(height: int, mode: Mode) -> alt.Chart:
    told = pd.DataFrame({"told": [say("article.all_agree")], "at": [TOP - 10]})
    marks = alt.Chart(told).mark_text(align="left", fontSize=13, color=PAGE[mode].ink_2, aria=False)
    drawn: alt.Chart = marks.encode(x=alt.value(0), y=down("at", height), text="told:N")
    return drawn
