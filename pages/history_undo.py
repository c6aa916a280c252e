"""Putting a passage back from its history, and undoing that."""

from uuid import UUID

import streamlit as st

from models import database
from models.putting_back import PutBack, put_back
from models.queries.history import Entry
from pages.frame import Visit, telling_errors
from words import say

# What was put back last: the passage and what undoes it, or None where nothing had to be done.
_DONE = "history_put_back"


def put_passage_back(visit: Visit, entry: Entry) -> None:
    """The passage is again what it was before that entry."""
    if entry.passage is not None:
        _put_back(visit, entry.passage.id, PutBack(entry.id, entry.passage.version))


def tell_put_back(visit: Visit) -> None:
    """What was done last on this page, and its undoing."""
    if _DONE not in st.session_state:
        return
    whose, passage, undo = st.session_state[_DONE]
    if whose != visit.reviewer_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="history-done"):
        st.markdown(say("history.put_back_done" if undo else "history.put_back_same"))
        if undo and st.button(say("history.undo"), icon=":material/undo:"):
            _put_back(visit, passage, undo)


def _put_back(visit: Visit, passage: UUID, to: PutBack) -> None:
    st.session_state.pop(_DONE, None)
    with telling_errors():
        with database.current().begin() as session:
            undo = put_back(session, visit.reviewer_id, passage, to.event_id, to.version)
        st.session_state[_DONE] = (visit.reviewer_id, passage, undo)
        st.rerun()
