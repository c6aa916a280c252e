"""A text lying down, a lane a reviewer: tagged full, cleared a thin line, unread hollow; gold on top."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from charts.article_lane_marks import LANE, blocks, framed, letters, lines, names, patterns, waves
from charts.article_track import Heading, Pick, frame_of_the_pick, named, room_for_names
from charts.palette import PAGE, Mode, palette_of
from charts.theme import blank, dressed, layered
from words import say


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
) -> alt.LayerChart:
    """Lanes in the frame's order, one under another; the text's `length` is as wide as the chart.

    A row a piece of a lane. Columns: `lane` (an id as text; `gold` for the settled reading), `name`,
    `said` (how far the reading is, in words), `brief`
    (the same in few), `state` (`tagged`, `cleared`, `unread`; `none` where a
    lane has no piece), `tag`, `letter`, `colour` (a key of the palette), `start`, `end` (code
    points), `first`, `last` (its sentences), `whose` (what selecting it narrows down to: a reviewer's
    number, or 0), `words` (the piece in words). Pieces that come later lie on top. `selection` names
    the point selection (fields `whose`, `first`, `last`); `place` is what the page is narrowed down
    to, in code points. Headings are ticked and named; where there are none, paragraphs are.
    """
    if frame.empty:
        return blank(say("article.no_lanes"), mode=mode)
    laid = _laid_out(frame, mode, length)
    height = LANE * laid["lane"].nunique() + room_for_names(headings)
    ticked = () if headings else paragraphs
    layers = [
        lines(laid, length, height, mode),
        blocks(laid, length, height, ticked, selection, mode),
        *patterns(laid, length, height),
        *waves(laid, length, height),
        letters(laid, length, height),
        *names(laid, height, mode),
        *named(headings, length, height, mode),
    ]
    if place is not None:
        # Below the names, which a frame across all lanes would strike through.
        bands = framed(laid["lane"].nunique())
        layers.append(frame_of_the_pick(*place, height, length, mode, bands))
    drawn = layered(*layers).properties(height=height)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """Each lane in words."""
    if frame.empty:
        return say("article.no_lanes")
    lanes = frame.drop_duplicates("lane")
    told = [
        say("article.lane_words", name=name, said=said)
        for name, said in zip(lanes["name"], lanes["said"], strict=True)
    ]
    return say("charts.sentences").join(told)


def _laid_out(frame: pd.DataFrame, mode: Mode, length: int) -> pd.DataFrame:
    page = PAGE[mode]
    laid = frame.copy()
    order = {lane: place for place, lane in enumerate(laid["lane"].unique())}
    laid["row"] = laid["lane"].map(order)
    looks = [palette_of(key) if key else None for key in laid["colour"]]
    laid["fill"] = [look.of(mode).area if look else "transparent" for look in looks]
    laid["ink"] = [look.of(mode).on_area if look else page.ink for look in looks]
    laid["line"] = [look.of(mode).underline if look else page.ink for look in looks]
    laid["pattern"] = [look.pattern if look else "" for look in looks]
    laid["edge"] = [page.outline if state == "unread" else "transparent" for state in laid["state"]]
    laid.loc[laid["state"] == "tagged", "edge"] = page.page
    laid["length"] = length
    return laid
