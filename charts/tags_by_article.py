"""Passages by tag in each article."""

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
    """Stacked bars, the article with most passages first.

    Columns: `article_id`, `article` (its title), `tag`, `letter`, `colour` (a key of the palette),
    `position` (of the tag in its set), `passages` (a count). `selection` and `picked`: see
    `charts.stacked`, where `row` is the article's id.
    """
    words = Stack(say("charts.article"), say("charts.passages"), names="above")
    laid, description = _as_stack(frame), describe(frame)
    return stacked(
        laid, words, mode=mode, description=description, selection=selection, picked=picked
    )


def describe(frame: pd.DataFrame) -> str:
    """The chart in words, with its numbers."""
    if frame["passages"].sum() == 0:
        return say("charts.none")
    rows, n = rows_in_words(_as_stack(frame)), frame["article_id"].nunique()
    return say("charts.by_article", n=n, rows=rows)


def _as_stack(frame: pd.DataFrame) -> pd.DataFrame:
    laid = frame.rename(columns={"article_id": "row", "article": "name", "passages": "value"})
    laid["total"] = laid.groupby("row")["value"].transform("sum")
    laid["figure"] = laid["value"].map(grouped)
    laid["total_figure"] = laid["total"].map(grouped)
    return laid
