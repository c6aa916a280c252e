"""A chart to take away: as a picture, as a drawing, and its numbers."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from charts import export
from formats.annotations.excel_csv import guard
from pages.dashboard_parts import Panel
from words import say

LOOKS = ["letter", "colour", "position"]
"""Columns that say how a tag is drawn; they are no numbers to take away."""


def downloads(panel: Panel, key: str, view: str) -> None:
    """A button behind which they are taken; `view` says on its pictures what they are of."""
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "png": ("image/png", partial(_picture, export.png, panel, view)),
        "svg": ("image/svg+xml", partial(_picture, export.svg, panel, view)),
        "csv": ("text/csv", partial(numbers_of, panel.frame)),
    }
    with st.popover(
        say("dashboard.download"),
        icon=":material/download:",
        type="tertiary",
        key=f"board-files-{key}",
    ):
        for ending, (kind, made) in files.items():
            st.download_button(
                say(f"dashboard.{ending}"),
                made,
                file_name=f"{panel.name.replace('_', '-')}.{ending}",
                mime=kind,
                on_click="ignore",
                type="tertiary",
                key=f"board-{ending}-{key}",
            )


def numbers_of(frame: pd.DataFrame) -> bytes:
    """The numbers as CSV for a spreadsheet: a name that would be a formula there is text."""
    numbers = frame.drop(columns=LOOKS, errors="ignore")
    texts = numbers.map(lambda cell: guard(cell) if isinstance(cell, str) else cell)
    return export.csv(texts)


def _picture(draw_as: Callable[..., bytes], panel: Panel, view: str) -> bytes:
    picked = {"picked": panel.picked} if panel.picks is not None else {}
    chart = panel.drawing.chart(panel.frame, mode="light", **picked, **panel.options)
    return draw_as(chart, title=panel.title, scope=(panel.unit, view))
