"""One part of a dashboard on the page: title, unit, table, downloads, and selecting a mark."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from charts import export
from charts.palette import Mode
from models.queries.scope import Filters, Pick
from pages.dashboard_address import write_address
from pages.dashboard_parts import Listing, Panel, Part
from pages.frame import mode
from words import say

SELECTION = "pick"
TABLE_HEIGHT = 420
LOOKS = ["letter", "colour", "position"]
"""Columns that say how a tag is drawn; they are no numbers to take away."""


def draw(part: Part, prefix: str, filters: Filters, view: str) -> None:
    """The part, from its title on; `view` says on its pictures what they are of.

    `prefix` is the dashboard's, for the keys.
    """
    key = f"{prefix}-{part.name}"
    with st.container(key=f"board-panel-{'wide-' if part.wide else ''}{key}"):
        scope = part.scope or part.unit if isinstance(part, Panel) else part.unit
        with st.container(horizontal=True, key=f"board-title-{key}"):
            st.html(f"<h2>{escape(part.title)}</h2><p>{escape(scope)}</p>")
            if isinstance(part, Panel):
                _table(part, key)
                _downloads(part, key, view)
            else:
                _aside(part)
        if isinstance(part, Panel):
            _chart(part, key, filters)
        else:
            _list(part, key)


def _chart(panel: Panel, key: str, filters: Filters) -> None:
    drawn_for: Mode = "dark" if mode() == "dark" else "light"
    # A new pick is a new key: the chart forgets its own selection, the address has it.
    key = f"board-chart-{key}-{panel.picked}"
    listens = {} if panel.picks is None else {"selection": SELECTION, "picked": panel.picked}
    chart = panel.drawing.chart(panel.frame, mode=drawn_for, **listens, **panel.options)
    if not listens or not isinstance(chart.params, list):
        # Where there is nothing to draw there is nothing to select either.
        st.altair_chart(chart, theme=None, key=key)
        return
    st.altair_chart(
        chart,
        theme=None,
        key=key,
        on_select=partial(_pick, key, panel, filters),
        selection_mode=SELECTION,
    )


def _list(listing: Listing, key: str) -> None:
    if listing.table.empty and listing.empty:
        st.html(f'<p class="board-none">{escape(listing.empty)}</p>')
    elif listing.draw is not None:
        listing.draw()
    else:
        with st.container(key=f"board-numbers-of-{key}"):
            _numbers(listing.table, listing.title)


def _aside(listing: Listing) -> None:
    if listing.way is not None:
        st.page_link(
            listing.way.page,
            label=listing.aside,
            icon=":material/chevron_right:",
            icon_position="right",
            query_params=listing.way.query,
        )
    elif listing.aside:
        st.html(f'<span class="board-aside">{escape(listing.aside)}</span>', width="content")


def _table(panel: Panel, key: str) -> None:
    with (
        st.popover(
            say("dashboard.table"),
            icon=":material/table_rows:",
            type="tertiary",
            key=f"board-table-{key}",
        ),
        st.container(key=f"board-numbers-of-{key}"),
    ):
        _numbers(panel.table, panel.title)


def _numbers(table: pd.DataFrame, title: str) -> None:
    st.table(
        table,
        border="horizontal",
        hide_index=True,
        height=TABLE_HEIGHT if len(table) > 10 else "content",
        alt=say("dashboard.table_of", title=title),
    )


def _downloads(panel: Panel, key: str, view: str) -> None:
    files: dict[str, tuple[str, Callable[[], bytes]]] = {
        "png": ("image/png", partial(_picture, export.png, panel, view)),
        "svg": ("image/svg+xml", partial(_picture, export.svg, panel, view)),
        "csv": ("text/csv", partial(export.csv, panel.frame.drop(columns=LOOKS, errors="ignore"))),
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


def _picture(draw_as: Callable[..., bytes], panel: Panel, view: str) -> bytes:
    picked = {"picked": panel.picked} if panel.picks is not None else {}
    chart = panel.drawing.chart(panel.frame, mode="light", **picked, **panel.options)
    return draw_as(chart, title=panel.title, scope=(panel.unit, view))


def _pick(key: str, panel: Panel, filters: Filters) -> None:
    """A mark was selected: the address takes it, or lets go of it when it was the one."""
    marks = st.session_state[key]["selection"].get(SELECTION, [])
    if not marks or panel.picks is None:
        return
    if panel.leads is not None:
        st.query_params.from_dict({name: list(one) for name, one in panel.leads(marks[0]).items()})
        return
    found = panel.picks(marks[0])
    write_address(replace(filters, pick=Pick() if found == filters.pick else found))
