"""A long list of passages a page at a time, so that each of them can be reached."""

from collections.abc import Hashable

import streamlit as st

from words import say

PAGE = 50
TURNED = "list_turned"


def skipped(of: Hashable) -> int:
    """How many stand on the pages before the one that is open; none in a list not looked at yet."""
    kept = st.session_state.get(TURNED)
    return kept[1] if kept is not None and kept[0] == of else 0


def turn_pages(of: Hashable, more: bool) -> None:
    """The way to the page before, and to the next one if there is `more`."""
    skip = skipped(of)
    if not skip and not more:
        return
    with st.container(horizontal=True, key="board-pages"):
        for name, to, there in (
            ("earlier", skip - PAGE, skip > 0),
            ("later", skip + PAGE, more),
        ):
            st.button(
                say(f"dashboard.pages_{name}", n=PAGE),
                disabled=not there,
                on_click=_turn,
                args=(of, to),
                key=f"board-pages-{name}",
            )


def _turn(of: Hashable, skip: int) -> None:
    st.session_state[TURNED] = (of, max(0, skip))
