"""Which tags are taken for which: half a matrix, each pair of reviewers counted once."""

import json
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from charts.figures import grouped
from charts.heat import grey
from charts.palette import PAGE, Mode
from charts.theme import blank, dressed, layered
from words import say

ROW_HEIGHT = 50
NAME_ROOM = 110
"""Pixels for the tags' names; what is longer ends in an ellipsis."""
NAMED_FROM = 76
"""Pixels of a column from which its tag's name stands under it, and not its letter."""

Pick = tuple[str, str]
"""The ids, as text, of the row's tag and the column's."""


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: Pick | None = None,
) -> alt.LayerChart:
    """Cells in greys, darker the more; agreement is outlined on the diagonal.

    A row a pair of tags. Columns: `row`, `column` (ids as text), `row_tag`, `column_tag`,
    `row_letter`, `column_letter`, `row_position`, `column_position`, `units` (a number, with parts where a unit
    has several tags), `figure` (the same in words). `selection` names the point selection (fields `row` and `column`) that a page listens to.
    """
    if not frame["units"].sum():
        return blank(say("agreement.nothing_compared"), mode=mode)
    laid = _laid_out(frame, mode, picked)
    base = alt.Chart(laid).encode(x=_columns(laid, mode), y=_rows(laid, mode))
    layers = [_cells(base, mode, selection), _figures(base)]
    layers += [_frame_of_the_pick(base, mode)] if picked else []
    height = ROW_HEIGHT * laid["row"].nunique()
    drawn = layered(*layers).properties(height=height)
    return dressed(drawn, mode=mode, description=describe(frame))


def describe(frame: pd.DataFrame) -> str:
    """The matrix in words: how often the same, and what is most often taken for what."""
    if not frame["units"].sum():
        return say("agreement.nothing_compared")
    same = frame["row"] == frame["column"]
    apart = frame[~same & (frame["units"] > 0)].sort_values("units", ascending=False, kind="stable")
    pairs = [_words(cell) for cell in apart.head(6).to_dict("records")]
    agreed, total = round(frame.loc[same, "units"].sum()), round(frame["units"].sum())
    told = say("agreement.confusion_words", agreed=grouped(agreed), total=grouped(total))
    return say("charts.sentences").join([told, *pairs])


def _laid_out(frame: pd.DataFrame, mode: Mode, picked: Pick | None) -> pd.DataFrame:
    page, laid = PAGE[mode], frame.sort_values(["row_position", "column_position"]).copy()
    same = laid["row"] == laid["column"]
    most = max(1.0, float(laid.loc[~same, "units"].max())) if (~same).any() else 1.0
    shades = [grey(units / most, mode) if units else page.page for units in laid["units"]]
    laid["shade"] = [page.page if on else shade for on, shade in zip(same, shades, strict=True)]
    laid["edge"] = [page.outline if on else page.page for on in same]
    laid["edge_width"] = [1.5 if on else 3.0 for on in same]
    laid["figure_ink"] = [page.ink if units else page.ink_2 for units in laid["units"]]
    laid["picked"] = [pair == picked for pair in zip(laid["row"], laid["column"], strict=True)]
    laid["words"] = [_words(cell) for cell in laid.to_dict("records")]
    return laid


def _words(cell: Mapping[Any, Any]) -> str:
    one, other, units = cell["row_tag"], cell["column_tag"], cell["figure"]
    if cell["row"] == cell["column"]:
        return say("agreement.both", tag=one, units=units)
    return say("agreement.taken_for", a=one, b=other, units=units)


def _rows(laid: pd.DataFrame, mode: Mode) -> alt.Y:
    names = dict(zip(laid["row"], laid["row_tag"], strict=True))
    axis = alt.Axis(
        labelExpr=f"({json.dumps(names)})[datum.value]",
        labelFontSize=13,
        labelColor=PAGE[mode].ink,
        labelLimit=NAME_ROOM,
        labelPadding=8,
    )
    return alt.Y("row:N", sort=list(names), axis=axis, title=None, scale=_SCALE)


def _columns(laid: pd.DataFrame, mode: Mode) -> alt.X:
    columns = laid.sort_values("column_position").drop_duplicates("column")
    names = json.dumps(dict(zip(columns["column"], columns["column_tag"], strict=True)))
    letters = json.dumps(dict(zip(columns["column"], columns["column_letter"], strict=True)))
    axis = alt.Axis(
        orient="bottom",
        labelExpr=f"bandwidth('x') < {NAMED_FROM} ? ({letters})[datum.value] : ({names})[datum.value]",
        labelAngle=0,
        labelFontSize=13,
        labelColor=PAGE[mode].ink,
        labelLimit=NAMED_FROM + 10,
        labelOverlap=False,
        labelPadding=8,
    )
    return alt.X("column:N", sort=list(columns["column"]), axis=axis, title=None, scale=_SCALE)


_SCALE = alt.Scale(paddingInner=0.04, paddingOuter=0.02)


def _cells(base: alt.Chart, mode: Mode, selection: str | None) -> alt.Chart:
    drawn: alt.Chart = base.mark_bar(cornerRadius=2).encode(
        color=alt.Color("shade:N", scale=None),
        stroke=alt.Stroke("edge:N", scale=None),
        strokeWidth=alt.StrokeWidth("edge_width:Q", scale=None),
        description="words:N",
        tooltip=alt.Tooltip("words:N", title=say("agreement.cell")),
    )
    if selection is None:
        return drawn
    fields = ["row", "column"]
    return drawn.add_params(
        alt.selection_point(name=selection, fields=fields, on="click", clear=False)
    )


def _figures(base: alt.Chart) -> alt.Chart:
    marks = base.mark_text(fontSize=13, fontWeight=600, aria=False)
    drawn: alt.Chart = marks.encode(text="figure:N", color=alt.Color("figure_ink:N", scale=None))
    return drawn


def _frame_of_the_pick(base: alt.Chart, mode: Mode) -> alt.Chart:
    marks = base.transform_filter("datum.picked")
    framed: alt.Chart = marks.mark_bar(
        fillOpacity=0, stroke=PAGE[mode].ink, strokeWidth=2, cornerRadius=2, aria=False
    )
    return framed
