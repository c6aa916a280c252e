"""Tokens for programs: made here, shown once, revoked here."""

from html import escape

import streamlit as st

from models import database
from models.token import ApiToken, make_own_token, personal_tokens, revoke_personal_token
from pages.account_devices import moment_in_words
from pages.frame import telling_errors
from pages.visitor import Visitor
from words import say

_MADE = "token_made"


def tokens(here: Visitor) -> None:
    """The good ones, and the form for another."""
    st.html(f"<h2>{say('account.tokens_title')}</h2>")
    st.caption(say("account.tokens_caption"))
    with database.current().read() as session:
        found = personal_tokens(session, here.person.id)
    with st.container(key="account-tokens"):
        for one in found:
            _token(here, one)
    made = st.session_state.pop(_MADE, None)
    if made:
        st.write(say("account.token_made"))
        st.code(made, language=None)
    with st.form("account-token", border=False, clear_on_submit=True):
        name = st.text_input(say("account.token_name"), max_chars=200)
        if not st.form_submit_button(say("account.token_button")):
            return
    with telling_errors():
        with database.current().begin() as session:
            st.session_state[_MADE] = make_own_token(session, here.person.id, name)
        st.rerun()


def _token(here: Visitor, one: ApiToken) -> None:
    row = say("account.token_row", since=moment_in_words(one.created_at))
    name = one.name or say("account.token_unnamed")
    with st.container(horizontal=True, vertical_alignment="center", key=f"token-{one.id}"):
        st.html(f'<b>{escape(name)}</b><div class="fcw-quiet">{escape(row)}</div>')
        if st.button(say("account.token_revoke"), key=f"token_revoke_{one.id}"):
            with database.current().begin() as session:
                revoke_personal_token(session, here.person.id, one.id)
            st.rerun()
