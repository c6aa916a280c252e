"""Switches of a dashboard that are no filters: each keeps what is chosen in the address."""

from collections.abc import Sequence

import streamlit as st

from pages.dashboard_address import choice, choose
from words import say


def switch(area: str, name: str, known: Sequence[str]) -> None:
    """The choice among the known values, the first where none was made.

    `area` is that of its words: `{name}` for its label, `{name}_{value}` for each value.
    """
    key = f"switch-{area}-{name}"
    # The address is the one place where it is kept; the widget only shows it.
    st.session_state[key] = choice(name, known)

    def keep() -> None:
        chosen = str(st.session_state[key])
        choose(name, [] if chosen == known[0] else [chosen])

    st.segmented_control(
        say(f"{area}.{name}"),
        known,
        required=True,
        format_func=lambda value: say(f"{area}.{name}_{value}"),
        key=key,
        on_change=keep,
    )
