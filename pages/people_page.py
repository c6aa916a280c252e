"""People: an admin invites, hands out ways back in, lets go and takes back."""

import streamlit as st

from models import database
from models.admission import invite
from models.membership import Role
from models.queries.people_list import people_list
from pages.frame import heading, telling_errors
from pages.people_links import keep_link, show_link
from pages.people_rows import person_row
from pages.to_the_letter import plain
from pages.visitor import Visitor, open_account
from settings import settings
from words import say


def page() -> None:
    """Draw the page."""
    here = open_account()
    rows = None
    with telling_errors(), database.current().read() as session:
        rows = people_list(session, here.person.id)
    if rows is None:
        return
    heading(
        say("people.title"),
        say("people.sentence", n=sum(row.state not in ("left", "removed") for row in rows)),
    )
    _invite(here)
    show_link()
    with st.container(key="people-rows"):
        for row in rows:
            person_row(here, row)


def _invite(here: Visitor) -> None:
    with st.form("people-invite", border=False, clear_on_submit=True):
        st.html(f"<h2>{say('people.invite_title')}</h2>")
        name_field, email_field, role_field = st.columns([3, 3, 2])
        name = name_field.text_input(say("people.invite_name"), max_chars=200)
        email = email_field.text_input(say("people.invite_email"), max_chars=254)
        role = role_field.selectbox(
            say("people.invite_role"),
            [role.value for role in Role],
            index=1,
            format_func=lambda role: say(f"app.role_{role}"),
        )
        if not st.form_submit_button(say("people.invite_button"), type="primary"):
            return
    with telling_errors():
        with database.current().begin() as session:
            made = invite(session, here.person.id, name, email, role)
        if settings().auth == "oidc":
            st.success(plain(say("people.added_oidc", name=made.name)))
            return
        keep_link("invitation", made)
        st.rerun()


page()
