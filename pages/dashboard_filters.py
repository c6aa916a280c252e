"""The panel that sets a dashboard's filters."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from models.queries.choices import Choices
from models.queries.scope import Filters
from pages.dashboard_address import CHOSEN, STATUSES, write_address
from pages.dashboard_chips import called
from words import say


def filter_panel(
    prefix: str, filters: Filters, choices: Choices, unasked: Sequence[str] = ()
) -> None:
    """A button that opens the filters; each change goes into the address at once.

    `prefix` is the dashboard's, for the keys of its widgets; `unasked` are the filters left out.
    """
    # The address is the one place where filters are kept; the widgets only show it.
    for part in CHOSEN:
        st.session_state[f"{prefix}_{part}"] = list(getattr(filters, part))
    for side in ("since", "until"):
        st.session_state[f"{prefix}_{side}"] = getattr(filters, side)
    changed = partial(_keep, prefix, filters)
    with st.popover(say("dashboard.filters"), icon=":material/filter_list:", key="board-filters"):
        for part in CHOSEN:
            if part not in unasked and (options := _offered(part, choices)):
                st.multiselect(
                    say(f"dashboard.filter_{part}"),
                    options,
                    format_func=partial(called, part, choices),
                    placeholder=say("dashboard.filter_any"),
                    key=f"{prefix}_{part}",
                    on_change=changed,
                )
        for side, column in zip(("since", "until"), st.columns(2), strict=True):
            column.date_input(
                say(f"dashboard.filter_{side}"),
                value=None,
                format="YYYY-MM-DD",
                key=f"{prefix}_{side}",
                on_change=changed,
            )


def _offered(part: str, choices: Choices) -> list[Any]:
    return list(STATUSES) if part == "statuses" else list(getattr(choices, part))


def _keep(prefix: str, filters: Filters) -> None:
    state = st.session_state
    # A widget that offers nothing is not drawn, and has no say.
    chosen = {
        part: state[key]
        for part in (*CHOSEN, "since", "until")
        if (key := f"{prefix}_{part}") in state
    }
    write_address(replace(filters, **chosen))
