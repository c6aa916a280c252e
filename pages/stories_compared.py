"""Comparing the articles that came in at once: some at a time, with how far it is, until it is stopped."""

import streamlit as st

from models import database
from models.signing_texts import count_unsigned, sign_texts
from pages.frame import Visit
from words import say

_STOPPED = "stories_stopped"
FEW = 100
"""So many are compared without a word."""


def compare_the_rest(visit: Visit) -> int:
    """Compare what is not yet, and how many are left; what was done before a stop stays done."""
    asker = (visit.reviewer_id, visit.project_id)
    with database.current().read() as session:
        total = count_unsigned(session, *asker)
    if not total:
        return 0
    if st.session_state.get(_STOPPED) == visit.project_id:
        with st.container(horizontal=True, vertical_alignment="center", key="stories-stopped"):
            st.caption(say("stories.stopped", n=total), width="content")
            st.button(say("stories.go_on"), on_click=_stop, args=(None,))
        return total
    place = st.empty()
    if total > FEW:
        with place.container(horizontal=True, vertical_alignment="center"):
            told = st.empty()
            # The click ends this run of the page, and with it the work.
            st.button(say("stories.stop"), on_click=_stop, args=(visit.project_id,))
    done = 0
    while done < total:
        with database.current().begin() as session:
            signed = sign_texts(session, *asker)
        if not signed:
            break
        done += signed
        if total > FEW:
            told.caption(say("stories.comparing", done=min(done, total), total=total))
    place.empty()
    return 0


def _stop(project_id: int | None) -> None:
    st.session_state[_STOPPED] = project_id
