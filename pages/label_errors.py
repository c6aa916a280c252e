"""Label errors: the same words under different tags, and passages of an odd extent; for editors."""

import streamlit as st

from models.membership import Role
from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard
from pages.frame import open_page
from pages.label_error_parts import SLOTS
from words import say

LABEL_ERRORS = Dashboard(
    name="label-errors",
    page="label_errors.py",
    title=say("label_errors.title"),
    method=say("label_errors.method"),
    numbers=lambda session, asked: (),
    slots=SLOTS,
    behind=False,
)


def label_errors() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR)
    asked = open_dashboard(LABEL_ERRORS, visit)
    with st.container(key="board-way"):
        st.page_link("reviewers.py", label=say("label_errors.to_reviewers"))
    fill_dashboard(LABEL_ERRORS, asked)


label_errors()
