"""What a history is narrowed down to, as fields; the address keeps it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from models.queries.history_scope import KINDS, HistoryFilter
from pages.history_address import narrow
from words import say


def choose(wanted: HistoryFilter, people: Mapping[int, str]) -> None:
    """The fields; each of them changes the address. `people` are those who may have done it."""
    st.session_state["history_by"] = wanted.by if wanted.by in people else None
    st.session_state["history_kinds"] = list(wanted.kinds)
    for name in ("since", "until"):
        st.session_state[f"history_{name}"] = getattr(wanted, name)
    with st.container(horizontal=True, vertical_alignment="bottom", key="history-filters"):
        if wanted.passage is None:
            st.multiselect(
                say("history.kind"),
                list(KINDS),
                format_func=lambda kind: say(f"history.kind_{kind}"),
                placeholder=say("history.kind_any"),
                key="history_kinds",
                on_change=_keep,
                args=(wanted,),
            )
        if wanted.person_id is None:
            st.selectbox(
                say("history.by"),
                list(people),
                index=None,
                format_func=people.__getitem__,
                placeholder=say("history.by_anybody"),
                key="history_by",
                on_change=_keep,
                args=(wanted,),
            )
        for name in ("since", "until"):
            st.date_input(
                say(f"history.{name}"),
                value=None,
                format="YYYY-MM-DD",
                help=say("history.days_help"),
                min_value=date(2000, 1, 1),
                key=f"history_{name}",
                on_change=_keep,
                args=(wanted,),
            )


def _keep(wanted: HistoryFilter) -> None:
    state = st.session_state
    narrow(
        replace(
            wanted,
            kinds=tuple(state.get("history_kinds", wanted.kinds)),
            by=state.get("history_by", wanted.by),
            since=state["history_since"],
            until=state["history_until"],
            before=None,
        )
    )
