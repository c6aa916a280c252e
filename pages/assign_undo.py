"""What was last changed on the page Assign, why a press was refused, and the button that undoes it."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.errors import WorkbenchError
from pages.frame import Visit
from pages.refusal_notes import note_refusal
from pages.to_the_letter import plain
from words import say

Undo = Callable[[Session, int, int], str]
"""What undoes a change for whoever asks in a project, and the sentence about it."""
_LAST, _REFUSED = "assign_last", "assign_refused"


def act(deed: Callable[..., None], *how: object) -> None:
    """A button's callback: the deed is done before the page is drawn.

    What was pressed, or chosen for it, may not be on the page any more once somebody else changed
    something. A refusal is told on the page.
    """
    st.session_state.pop(_REFUSED, None)
    if _LAST in st.session_state and st.session_state[_LAST][-1] is None:
        del st.session_state[_LAST]  # only told, and told long enough
    try:
        deed(*how)
    except WorkbenchError as error:
        note_refusal(error)
        st.session_state[_REFUSED] = str(error)


def tell_refused() -> None:
    """Why the last press was refused, once."""
    refused = st.session_state.pop(_REFUSED, None)
    if refused is not None:
        st.error(plain(refused))


def remember(visit: Visit, told: str, undo: Undo | None = None) -> None:
    """Say what was done, and keep what undoes it, until the next change."""
    st.session_state[_LAST] = (visit.project_id, told, undo)


def offer_undo(visit: Visit) -> None:
    """The sentence about the last change, with its undo; nothing if there was none here."""
    project_id, told, undo = st.session_state.get(_LAST, (0, "", None))
    # There from the start: what came in above the tabs would open the first of them again.
    place = st.container(key="assign-said")
    with place:
        tell_refused()
    if project_id != visit.project_id:
        return
    with place, st.container(horizontal=True, vertical_alignment="center", key="assign-last"):
        st.markdown(told, width="content")
        if undo is not None:
            st.button(
                say("assign.undo"), icon=":material/undo:", key="assign-undo",
                on_click=act, args=(_undo, visit, undo),
            )  # fmt: skip


def _undo(visit: Visit, undo: Undo) -> None:
    with database.current().begin() as session:
        told = undo(session, visit.reviewer_id, visit.project_id)
    remember(visit, told)
