"""Reviewers: how sure and how right one is, how steady and how fast; for oneself and for admins alone."""

import streamlit as st

from models.membership import Role
from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard
from pages.frame import open_page
from pages.reviewer_asked import choose_person, refuse_others
from pages.reviewer_numbers import reviewer_numbers
from pages.reviewer_parts import SLOTS
from words import say

REVIEWERS = Dashboard(
    name="reviewers",
    page="reviewers.py",
    title=say("reviewers.title"),
    method=say("reviewers.method"),
    numbers=reviewer_numbers,
    slots=SLOTS,
    behind=False,
    unasked=("reviewers", "statuses"),
)


def reviewers() -> None:
    """Draw the page."""
    visit = open_page()
    refuse_others(visit)
    asked = open_dashboard(REVIEWERS, visit)
    choose_person(asked)
    if visit.role.covers(Role.EDITOR):
        with st.container(key="board-way"):
            st.page_link("label_errors.py", label=say("reviewers.to_label_errors"))
    fill_dashboard(REVIEWERS, asked)


reviewers()
