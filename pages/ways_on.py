"""The one button of an empty page: it leads on, where the visitor may go there."""

import streamlit as st

from models.membership import Role
from pages.frame import Visit
from words import say


def offer_import(visit: Visit, label: str = "") -> None:
    """The button to the import page, for those who may bring articles in."""
    if not visit.may(Role.EDITOR):
        return
    if st.button(label or say("queue.empty_button"), type="primary"):
        st.switch_page("import_page.py")
