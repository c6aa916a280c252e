"""Switches of a dashboard that are no filters: each keeps what is chosen in the address."""

from collections.abc import Callable, Sequence

import streamlit as st

from pages.dashboard_address import choice, choose


def switch(
    prefix: str, name: str, known: Sequence[str], label: str, called: Callable[[str], str]
) -> None:
    """The choice among the known values, the first where none was made.

    `name` is that in the address, `prefix` the dashboard's, for the key.
    """
    key = f"switch-{prefix}-{name}"
    # The address is the one place where it is kept; the widget only shows it.
    st.session_state[key] = choice(name, known)

    def keep() -> None:
        chosen = str(st.session_state[key])
        choose(name, [] if chosen == known[0] else [chosen])

    st.segmented_control(label, known, required=True, format_func=called, key=key, on_change=keep)
