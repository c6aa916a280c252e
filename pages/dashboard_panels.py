"""One part of a dashboard on the page: title, unit, table, downloads, and selecting a mark."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

import streamlit as st

from charts.palette import Mode
from models.queries.scope import Filters, Pick
from pages.dashboard_address import write_address
from pages.dashboard_downloads import downloads
from pages.dashboard_parts import Listing, Panel, Part
from pages.drawn_table import draw_table
from pages.frame import mode
from pages.mark_choice import choose_mark
from words import say

SELECTION = "pick"


def draw(part: Part, prefix: str, filters: Filters, view: str) -> None:
    """The part, from its title on; `view` says on its pictures what they are of.

    `prefix` is the dashboard's, for the keys.
    """
    key = f"{prefix}-{part.name}"
    with st.container(key=f"board-panel-{'wide-' if part.wide else ''}{key}"):
        scope = part.scope or part.unit
        if isinstance(part, Panel):
            chart, listens = _drawn(part)
            # Where there is nothing to draw there is nothing to select either.
            scope = part.scope if part.scope and (listens or part.picks is None) else part.unit
        with st.container(horizontal=True, key=f"board-title-{key}"):
            st.html(f"<h2>{escape(part.title)}</h2><p>{escape(scope)}</p>")
            if isinstance(part, Panel):
                _table(part, key, filters)
                downloads(part, key, view)
            else:
                _aside(part)
        if isinstance(part, Panel):
            _chart(part, chart, key, filters, listens=listens)
        else:
            _list(part, key)


def _drawn(panel: Panel) -> tuple[Any, bool]:
    """The chart, and whether a mark of it can be selected."""
    drawn_for: Mode = "dark" if mode() == "dark" else "light"
    listens = {} if panel.picks is None else {"selection": SELECTION, "picked": panel.picked}
    chart = panel.drawing.chart(panel.frame, mode=drawn_for, **listens, **panel.options)
    undefined = "value" in panel.frame and bool(panel.frame["value"].isna().all())
    return chart, bool(listens) and isinstance(chart.params, list) and not undefined


def _chart(panel: Panel, chart: Any, key: str, filters: Filters, *, listens: bool) -> None:
    # A new pick is a new key: the chart forgets its own selection, the address has it.
    key = f"board-chart-{key}-{panel.picked}"
    if not listens:
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
            draw_table(listing.table, listing.title)


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


def _table(panel: Panel, key: str, filters: Filters) -> None:
    with (
        st.popover(
            say("dashboard.table"),
            icon=":material/table_rows:",
            type="tertiary",
            key=f"board-table-{key}",
        ),
        st.container(key=f"board-numbers-of-{key}"),
    ):
        if panel.picks is not None:
            choose_mark(
                panel.marks,
                f"board-marks-{key}-{panel.picked}",
                _picked_place(panel, filters),
                partial(_select, panel, filters),
            )
        draw_table(panel.table, panel.title)


def _picked_place(panel: Panel, filters: Filters) -> int | None:
    """The place of the selected mark among those that there are."""
    if panel.picks is None or panel.picked is None:
        return None
    picks = panel.picks
    found = (place for place, (_, mark) in enumerate(panel.marks) if picks(mark) == filters.pick)
    return next(found, None)


def _pick(key: str, panel: Panel, filters: Filters) -> None:
    """A mark was selected: the address takes it, or lets go of it when it was the one."""
    marks = st.session_state[key]["selection"].get(SELECTION, [])
    if marks:
        _select(panel, filters, marks[0])


def _select(panel: Panel, filters: Filters, mark: Mapping[str, Any]) -> None:
    if panel.picks is None:
        return
    if panel.leads is not None:
        st.query_params.from_dict({name: list(one) for name, one in panel.leads(mark).items()})
        return
    found = panel.picks(mark)
    write_address(replace(filters, pick=Pick() if found == filters.pick else found))
