"""What passages are made of: the share of each tag, one row an outlet, an author, an article or a week."""

import altair as alt
import pandas as pd

from charts.figures import grouped, percent
from charts.palette import Mode
from charts.stacked import Pick, Stack, rows_in_words, stacked
from words import say


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    head: str = "",
    names: str = "above",
    in_order: bool = False,
    selection: str | None = None,
    picked: Pick | None = None,
) -> alt.LayerChart:
    """Bars of one length, the row with most passages first; how many they are stands at the end.

    Columns: `row` (an id, as text), `name`, `tag`, `letter`, `colour` (a key of the palette),
    `position` (of the tag in its set), `passages`, `total` (of the row). `head` is the word for a
    row, `names` where they stand, `in_order` keeps the rows as the frame has them. `selection` and
    `picked`: see `charts.stacked`.
    """
    words = Stack(head, say("charts.share_of_passages"), names=names, whole=1.0)
    laid, description = _as_stack(frame, in_order), describe(frame, in_order=in_order)
    return stacked(
        laid, words, mode=mode, description=description, selection=selection, picked=picked
    )


def describe(frame: pd.DataFrame, *, in_order: bool = False) -> str:
    """The chart in words, with its numbers."""
    if frame["passages"].sum() == 0:
        return say("charts.none")
    rows, n = rows_in_words(_as_stack(frame, in_order)), frame["row"].nunique()
    return say("charts.composition", n=n, rows=rows)


def _as_stack(frame: pd.DataFrame, in_order: bool) -> pd.DataFrame:
    laid = frame.copy()
    laid["value"] = laid["passages"] / laid["total"]
    laid["figure"] = laid["value"].map(percent)
    laid["total_figure"] = laid["total"].map(grouped)
    if in_order:
        places = {row: -place for place, row in enumerate(dict.fromkeys(laid["row"]))}
        laid["total"] = laid["row"].map(places)
    return laid
