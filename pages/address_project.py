"""An address of a project that is not here, or that the visitor is not in: it is told, and corrected."""

from html import escape

import streamlit as st

from models import database
from models.errors import WorkbenchError
from models.membership import Role, require_role
from pages.frame import Visit
from pages.refusal_notes import note_refusal
from words import say

STRAYED = "project_asked_in_vain"


def tell_another_project(visit: Visit, page: str) -> None:
    """The line that stands over a page which shows another project than its address asked for.

    It stays as long as page and project do: the address is corrected at once, for it may be shared.
    """
    asked = st.query_params.get("project")
    if asked is not None and _number(asked) != visit.project_id:
        _note(visit, _number(asked))
        st.query_params["project"] = str(visit.project_id)
        st.session_state[STRAYED] = (page, visit.project_id)
    if st.session_state.get(STRAYED) == (page, visit.project_id):
        told = say("app.project_asked_in_vain", project=visit.project)
        with st.container(key="another-project"):
            st.html(f'<p class="fcw-archived">{escape(told)}</p>')
    else:
        st.session_state.pop(STRAYED, None)


def _note(visit: Visit, asked: int) -> None:
    """That somebody asked for a project of others is a matter of rights."""
    try:
        with database.current().read() as session:
            require_role(session, visit.reviewer_id, asked, Role.VIEWER)
    except WorkbenchError as error:
        note_refusal(error)


def _number(asked: str) -> int:
    # Larger than any id: the database would refuse the number itself.
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
