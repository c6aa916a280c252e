"""One chart of the desk with what belongs to it: title, table, downloads, and selecting a bar."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from html import escape
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from charts import export
from charts.palette import Mode
from models.queries.desk_scope import DeskFilters, DeskPick
from pages.desk_address import write_address
from pages.frame import mode
from words import say

SELECTION = "pick"
TABLE_HEIGHT = 420
LOOKS = ["letter", "colour", "position"]
"""Columns that say how a tag is drawn; they are no numbers to take away."""


class Drawing(Protocol):
    """A module that draws a frame, and says in words what it drew."""

    @property
    def chart(self) -> Callable[..., Any]:
        """The frame as a chart, with its text alternative as the description."""


@dataclass(frozen=True)
class Panel:
    """A chart's place on the desk.

    `name` is that of its words, its key and its files; `drawing` one of the modules of `charts`,
    given `frame`; `picked` the bar that the page is narrowed down to, as the chart names it.
    """

    name: str
    unit: str
    """What is counted, in a sentence."""
    scope: str
    """The same for the page, with what else there is to know there."""
    frame: pd.DataFrame
    table: pd.DataFrame
    drawing: Drawing
    picked: Any = None


def draw(panel: Panel, filters: DeskFilters, view: str) -> None:
    """The panel, from its title to its chart; `view` says on its pictures what they are of."""
    title = say(f"dashboard.{panel.name}_title")
    with st.container(key=f"desk-panel-{panel.name}"):
        with st.container(horizontal=True, key=f"desk-head-{panel.name}"):
            st.html(f"<h2>{escape(title)}</h2><p>{escape(panel.scope)}</p>")
            _table(panel, title)
            _downloads(panel, view)
        drawn_for: Mode = "dark" if mode() == "dark" else "light"
        # A new pick is a new key: the chart forgets its own selection, the address has it.
        key = f"desk-chart-{panel.name}-{panel.picked}"
        st.altair_chart(
            panel.drawing.chart(
                panel.frame, mode=drawn_for, selection=SELECTION, picked=panel.picked
            ),
            theme=None,
            key=key,
            on_select=partial(_pick, key, filters),
            selection_mode=SELECTION,
        )


def _table(panel: Panel, title: str) -> None:
    with (
        st.popover(
            say("dashboard.table"),
            icon=":material/table_rows:",
            type="tertiary",
            key=f"desk-table-{panel.name}",
        ),
        st.container(key=f"desk-numbers-of-{panel.name}"),
    ):
        st.table(
            panel.table,
            border="horizontal",
            hide_index=True,
            height=TABLE_HEIGHT if len(panel.table) > 10 else "content",
            alt=say("dashboard.table_of", title=title),
        )


def _downloads(panel: Panel, view: str) -> None:
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "png": ("image/png", partial(_picture, export.png, panel, view)),
        "svg": ("image/svg+xml", partial(_picture, export.svg, panel, view)),
        "csv": ("text/csv", partial(export.csv, panel.frame.drop(columns=LOOKS, errors="ignore"))),
    }
    with st.popover(
        say("dashboard.download"),
        icon=":material/download:",
        type="tertiary",
        key=f"desk-files-{panel.name}",
    ):
        for ending, (kind, made) in files.items():
            st.download_button(
                say(f"dashboard.{ending}"),
                made,
                file_name=f"{panel.name.replace('_', '-')}.{ending}",
                mime=kind,
                on_click="ignore",
                type="tertiary",
                key=f"desk-{ending}-{panel.name}",
            )


def _picture(draw_as: Callable[..., bytes], panel: Panel, view: str) -> bytes:
    chart = panel.drawing.chart(panel.frame, mode="light", picked=panel.picked)
    title = say(f"dashboard.{panel.name}_title")
    return draw_as(chart, title=title, scope=(panel.unit, view))


def _pick(key: str, filters: DeskFilters) -> None:
    """A bar was selected: the address takes it, or lets go of it when it was the one."""
    bars = st.session_state[key]["selection"].get(SELECTION, [])
    if not bars:
        return
    found = _named(key, bars[0])
    write_address(replace(filters, pick=DeskPick() if found == filters.pick else found))


def _named(key: str, bar: dict[str, Any]) -> DeskPick:
    if "on" in bar:
        return DeskPick(day=date.fromisoformat(bar["on"]))
    number, tag = int(bar["row"]), str(bar["tag"])
    if key.startswith("desk-chart-by_reviewer"):
        return DeskPick(reviewer=number, tag=tag)
    return DeskPick(article=number, tag=tag)
