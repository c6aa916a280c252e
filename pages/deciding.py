"""Deciding upon what waits: done before the page is drawn, since its row may be gone by then."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from models import database
from models.errors import WorkbenchError
from pages.frame import Visit
from pages.refusal_notes import note_refusal
from pages.to_the_letter import plain

_TOLD = "deciding_told"


def decide(verb: Callable[..., object], visit: Visit, what: UUID, *how: object) -> None:
    """A button's callback. Another tab may have decided already: that is told on the page."""
    st.session_state.pop(_TOLD, None)
    try:
        with database.current().begin() as session:
            verb(session, visit.reviewer_id, what, *how)
    except WorkbenchError as error:
        note_refusal(error)
        st.session_state[_TOLD] = str(error)


def tell_decided() -> None:
    """Why the last decision was not taken, once."""
    told = st.session_state.pop(_TOLD, None)
    if told is not None:
        st.error(plain(told))
