"""Closing a project and opening it again: one button each, and either takes the other back."""

import streamlit as st

from models import database
from models.project_settings import archive_project, bring_back_project
from pages.frame import Visit, telling_errors
from words import say


def archive(visit: Visit) -> None:
    """The button that archives the visitor's project, and what that means."""
    st.caption(say("projects.archive_how"))
    if st.button(say("projects.archive"), icon=":material/inventory_2:"):
        with telling_errors():
            with database.current().begin() as session:
                archive_project(session, visit.reviewer_id, visit.project_id)
            st.rerun()


def bring_back(visit: Visit, project_id: int, *, primary: bool = False) -> None:
    """The button that opens an archived project again."""
    if st.button(
        say("projects.bring_back"),
        key=f"bring-back-{project_id}",
        type="primary" if primary else "secondary",
    ):
        with telling_errors():
            with database.current().begin() as session:
                bring_back_project(session, visit.reviewer_id, project_id)
            st.rerun()
