"""A chart's marks by name, for whoever cannot point at them: choosing one is selecting it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from words import say

Mark = tuple[str, Mapping[str, Any]]
"""A mark in words, and the fields of its selection."""


def choose_mark(
    marks: Sequence[Mark], key: str, picked: int | None, chosen: Callable[[Mapping[str, Any]], None]
) -> None:
    """The field; `picked` is the place of the mark that is selected."""
    if not marks:
        return

    def take() -> None:
        place = st.session_state[key]
        at = picked if place is None else place
        if at is not None:
            chosen(marks[at][1])

    st.selectbox(
        say("dashboard.passages_of"),
        range(len(marks)),
        index=picked,
        format_func=lambda place: marks[place][0],
        placeholder=say("dashboard.passages_of_none"),
        key=key,
        on_change=take,
    )
