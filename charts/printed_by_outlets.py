"""How the tagged text of each outlet divides among the tags."""

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
    """Stacked bars, each as wide as all tagged text of its outlet; most settled articles first.

    Columns: `outlet`, `articles`, `tag`, `letter`, `colour` (a key of the palette), `position` (of
    the tag in its set), `share` (0 to 1). `selection` and `picked`: see `charts.stacked`, where
    `row` is the outlet.
    """
    words = Stack(say("charts.outlet"), say("charts.share_of_tagged"), names="left", whole=1.0)
    laid, description = _as_stack(frame), describe(frame)
    return stacked(
        laid, words, mode=mode, description=description, selection=selection, picked=picked
    )


def describe(frame: pd.DataFrame) -> str:
    """The chart in words, with its numbers."""
    if frame.empty:
        return say("charts.none")
    n = frame["outlet"].nunique()
    return say("charts.printed_by_outlets", n=n, rows=rows_in_words(_as_stack(frame, heard=True)))


def _as_stack(frame: pd.DataFrame, *, heard: bool = False) -> pd.DataFrame:
    laid = frame.rename(columns={"outlet": "row", "share": "value", "articles": "total"})
    laid["name"] = [name or say("charts.no_outlet") for name in laid["row"]]
    laid["figure"] = laid["value"].map(percent)
    # Every bar ends where the others do: what could stand there is heard, and not seen.
    laid["total_figure"] = [
        say("charts.articles_of", n=int(n)) if heard else "" for n in laid["total"]
    ]
    return laid
