"""Passages by tag of each reviewer."""

import altair as alt
import pandas as pd

from charts.figures import grouped
from charts.palette import Mode
from charts.stacked import Pick, Stack, rows_in_words, stacked
from words import say


def chart(
    frame: pd.DataFrame,
    *,
    mode: Mode,
    selection: str | None = None,
    picked: Pick | None = None,
) -> alt.LayerChart:
    """Stacked bars, the reviewer with most passages first; two people of one name are two rows.

    Columns: `reviewer_id`, `reviewer` (the name to show), `tag`, `letter`, `colour` (a key of the
    palette), `position` (of the tag in its set), `passages` (a count). `selection` and `picked`:
    see `charts.stacked`, where `row` is the reviewer's id.
    """
    words = Stack(say("charts.reviewer"), say("charts.passages"), names="left")
    laid, description = _as_stack(frame), describe(frame)
    return stacked(
        laid, words, mode=mode, description=description, selection=selection, picked=picked
    )


def describe(frame: pd.DataFrame) -> str:
    """The chart in words, with its numbers."""
    if frame["passages"].sum() == 0:
        return say("charts.none")
    rows, n = rows_in_words(_as_stack(frame)), frame["reviewer_id"].nunique()
    return say("charts.by_reviewer", n=n, rows=rows)


def _as_stack(frame: pd.DataFrame) -> pd.DataFrame:
    laid = frame.rename(columns={"reviewer_id": "row", "reviewer": "name", "passages": "value"})
    laid["total"] = laid.groupby("row")["value"].transform("sum")
    laid["figure"] = laid["value"].map(grouped)
    laid["total_figure"] = laid["total"].map(grouped)
    return laid
