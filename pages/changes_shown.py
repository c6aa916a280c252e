"""The changes between two texts, so many at a time."""

from collections.abc import Sequence

import streamlit as st

from pages.text_diff import Piece, diff_html
from words import say

CHANGES = 20


def draw_changes(found: Sequence[Piece], key: str) -> None:
    """Draw them; `key` says what is compared, so that another comparison begins at its beginning."""
    total = sum(not one.same for one in found)
    if not total:
        st.caption(say("corrections.no_changes"))
        return
    at = f"changes-from-{key}"
    first = min(int(st.session_state.get(at, 0)), (total - 1) // CHANGES * CHANGES)
    last = min(total, first + CHANGES)
    word = "changes" if total <= CHANGES else "changes_shown"
    told = say(f"corrections.{word}", n=total, first=first + 1, last=last)
    st.html(f'<h2 class="fcw-part">{told}</h2>{diff_html(found, first, CHANGES)}')
    with st.container(horizontal=True, key=f"ways-{key}"):
        for name, to, shown in (
            ("earlier", max(0, first - CHANGES), first > 0),
            ("later", last, last < total),
        ):
            if shown and st.button(say(f"corrections.{name}"), key=f"{name}-{key}"):
                st.session_state[at] = to
                st.rerun()
