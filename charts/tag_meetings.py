"""Which tags meet which on the same words: a square a pair, the darker the more."""

import altair as alt
import pandas as pd

from charts.heat import grey
from charts.palette import PAGE, Mode
from charts.theme import blank, dressed, layered
from words import say

CELL = 44
NAME_ROOM = 110


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: tuple[str, str] | None = None,
) -> alt.LayerChart:
    """What of the row's tag meets the column's.

    Columns: `tag`, `other` (names, in the order to show), `share` (0 to 1 of the row's tag),
    `figure` (what stands in the square), `words` (the square in words). `selection` names the
    point selection (fields `tag` and `other`); `picked` is framed in ink.
    """
    if frame.empty:
        return blank(say("charts.no_tags_meet"), mode=mode)
    laid = frame.copy()
    page, most = PAGE[mode], max(float(laid["share"].max()), 1e-9)
    laid["shade"] = [grey(share / most, mode) if share else page.page for share in laid["share"]]
    pairs = zip(laid["tag"], laid["other"], strict=True)
    laid["edge"] = [page.ink if pair == picked else page.hairline for pair in pairs]
    base = alt.Chart(laid).encode(x=_columns(laid, mode), y=_rows(laid, mode))
    drawn = layered(_squares(base, selection), _figures(base, mode))
    tags = laid["tag"].nunique()
    drawn = drawn.properties(height=CELL * tags)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The pairs that meet, in words."""
    met = frame[frame["share"] > 0] if len(frame) else frame
    if not len(met):
        return say("charts.no_tags_meet")
    return say("charts.sentences").join(met["words"])


def _rows(laid: pd.DataFrame, mode: Mode) -> alt.Y:
    axis = alt.Axis(
        labelFontSize=14, labelColor=PAGE[mode].ink, labelLimit=NAME_ROOM, labelPadding=8
    )
    return alt.Y("tag:N", sort=list(dict.fromkeys(laid["tag"])), axis=axis, title=None)


def _columns(laid: pd.DataFrame, mode: Mode) -> alt.X:
    room = "floor(bandwidth('x') / 8)"
    axis = alt.Axis(
        labelFontSize=13,
        labelColor=PAGE[mode].ink,
        labelAngle=0,
        labelPadding=6,
        labelOverlap=False,
        # A name that its column has no room for is cut, and whole in the row of the same tag.
        labelExpr=f"length(datum.label) > {room} ? slice(datum.label, 0, max(2, {room} - 1)) + '…' : datum.label",
    )
    return alt.X("other:N", sort=list(dict.fromkeys(laid["tag"])), axis=axis, title=None)


def _squares(base: alt.Chart, selection: str | None) -> alt.Chart:
    drawn: alt.Chart = base.mark_rect(strokeWidth=1.5, cornerRadius=2).encode(
        fill=alt.Fill("shade:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        description="words:N",
        tooltip=[alt.Tooltip("words:N", title=say("charts.meeting"))],
    )
    if selection is None:
        return drawn
    fields = ["tag", "other"]
    return drawn.add_params(
        alt.selection_point(name=selection, fields=fields, on="click", clear=False)
    )


def _figures(base: alt.Chart, mode: Mode) -> alt.Chart:
    marks = base.mark_text(fontSize=13, fontWeight=600, color=PAGE[mode].ink, aria=False)
    drawn: alt.Chart = marks.encode(text="figure:N")
    return drawn
