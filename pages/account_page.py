"""Your account: name, password, second factor, where one is signed in, tokens for programs."""

import streamlit as st

from models import database
from models.people import rename
from pages.account_devices import devices
from pages.account_factor import second_factor
from pages.account_password import password
from pages.account_tokens import tokens
from pages.frame import heading, telling_errors
from pages.history_address import history_href
from pages.visitor import Visitor, open_account
from settings import settings
from words import say

_FIELD = "account_name"
_SAVED = "account_name_saved"


def page() -> None:
    """Draw the page."""
    here = open_account()
    name, handle = here.person.name, here.person.handle
    heading(say("account.title"), say("account.sentence", name=name, handle=handle))
    with st.container(key="account"):
        _name(here)
        address = history_href(person=here.person.id)
        st.html(f'<p class="fcw-quiet"><a href="{address}">{say("history.own")}</a></p>')
        if settings().auth == "accounts":
            password(here)
            second_factor(here)
        else:
            st.caption(say("account.provider_sentence"))
        devices(here)
        tokens(here)


def _name(here: Visitor) -> None:
    st.html(f"<h2>{say('account.name_title')}</h2>")
    st.session_state.setdefault(_FIELD, here.person.name)
    with st.form("account-name", border=False):
        wanted = st.text_input(say("account.name"), key=_FIELD, max_chars=200, autocomplete="name")
        st.caption(say("account.name_caption"))
        if st.session_state.pop(_SAVED, False):
            st.markdown(say("account.name_saved"))
        if not st.form_submit_button(say("account.name_button")):
            return
    with telling_errors():
        with database.current().begin() as session:
            rename(session, here.person.id, wanted)
        # Once more, since the name stands in many places above.
        st.session_state[_SAVED] = True
        st.rerun()


page()
