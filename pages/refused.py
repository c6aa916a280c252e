"""What stands where a page is not for the visitor's role: one sentence, and a way on."""

import streamlit as st

from models.errors import NotAllowed
from models.membership import Role
from pages.frame import Visit, heading
from pages.refusal_notes import note_refusal
from words import say


def refuse_page(visit: Visit, needed: Role) -> None:
    """Say whom the page is for and what the visitor's role is; it goes into the trail.

    Where the role suffices, it is the project that takes no changes.
    """
    if visit.role.covers(needed):
        heading(say("app.archived_title"), say("errors.project_closed"))
        if st.button(say("app.to_desk"), type="primary"):
            st.switch_page("desk.py")
        return
    error = NotAllowed("role_too_small", role=visit.role.value, needed=needed.value)
    error.project_id = visit.project_id
    note_refusal(error)
    whom = say(f"app.for_{needed.value}")
    role = say(f"app.role_{visit.role.value}")
    heading(whom, say("app.role_here", role=role, project=visit.project))
    if st.button(say("app.to_desk"), type="primary"):
        st.switch_page("desk.py")


def tell_archived(visit: Visit) -> None:
    """The line that stands over every page of an archived project."""
    if not visit.archived:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="archived"):
        st.html(f'<p class="fcw-archived">{say("app.archived")}</p>')
        if visit.role.covers(Role.ADMIN):
            st.page_link("project_page.py", label=say("app.archived_bring_back"))
