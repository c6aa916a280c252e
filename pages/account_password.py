"""Another password, by who knows the present one."""

import streamlit as st

from models import database
from models.passwords import SHORTEST
from models.signing_in import change_password
from pages.frame import telling_errors
from pages.visitor import Visitor, place
from words import say


def password(here: Visitor) -> None:
    """The form, and what became of it."""
    st.html(f"<h2>{say('account.password_title')}</h2>")
    with st.form("account-password", border=False, clear_on_submit=True):
        former = st.text_input(
            say("account.password_former"), type="password", autocomplete="current-password"
        )
        wanted = st.text_input(
            say("account.password_new"),
            type="password",
            autocomplete="new-password",
            help=say("sign_in.password_hint", shortest=SHORTEST),
        )
        st.caption(say("account.password_caption"))
        told = st.empty()
        if not st.form_submit_button(say("account.password_button")):
            return
    with telling_errors():
        change_password(
            database.current(), here.person.id, former, wanted, here.sign_in_id or 0, place()
        )
        told.markdown(say("account.password_saved"))
