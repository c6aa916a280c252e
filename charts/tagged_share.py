"""How much of each article's text is tagged, and with what."""

import altair as alt
import pandas as pd

from charts.figures import percent
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
    """Stacked bars against the whole width as the whole text, the most tagged article first.

    Columns: `article_id`, `article` (its title), `tag`, `letter`, `colour` (a key of the palette),
    `position` (of the tag in its set), `share` (0 to 1, of the text's code points under at least
    one passage of the tag) and `tagged` (0 to 1, under a passage of any tag). Text under two tags
    counts in both segments and once in `tagged`, so that a bar may be longer than the number at
    its end. `selection` and `picked`: see `charts.stacked`, where `row` is the article's id.
    """
    words = Stack(say("charts.article"), say("charts.share"), names="above", whole=1.0)
    laid, description = _as_stack(frame), describe(frame)
    return stacked(
        laid, words, mode=mode, description=description, selection=selection, picked=picked
    )


def describe(frame: pd.DataFrame) -> str:
    """The chart in words, with its numbers."""
    if frame["share"].sum() == 0:
        return say("charts.none")
    rows, n = rows_in_words(_as_stack(frame)), frame["article_id"].nunique()
    return say("charts.tagged_share", n=n, rows=rows)


def _as_stack(frame: pd.DataFrame) -> pd.DataFrame:
    laid = frame.rename(columns={"article_id": "row", "article": "name", "share": "value"})
    laid["total"] = laid["tagged"]
    laid["figure"] = laid["value"].map(percent)
    laid["total_figure"] = laid["tagged"].map(percent)
    return laid
