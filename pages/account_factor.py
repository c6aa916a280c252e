"""The second factor: turned on by a code of the app, turned off by the password."""

import base64
from io import BytesIO

import segno
import streamlit as st

from models import database
from models.account import Account
from models.one_time_code import app_address
from models.second_factor import (
    confirm_second_factor,
    propose_second_factor,
    recovery_codes_left,
    renew_recovery_codes,
    turn_off_second_factor,
)
from models.signing_in import confirm_password
from pages.frame import telling_errors
from pages.visitor import Visitor, place
from words import say

# Until the person says that they keep them; the database has only what cannot be read back.
_CODES = "recovery_codes_shown"
_PROPOSED = "second_factor_proposed"


def second_factor(here: Visitor) -> None:
    """Whether it is on, and the way to the other."""
    st.html(f"<h2>{say('account.factor_title')}</h2>")
    with database.current().read() as session:
        account = session.get(Account, here.person.id)
        left = recovery_codes_left(session, here.person.id)
    if st.session_state.get(_CODES):
        _show_codes()
    elif account is not None and account.asks_for_code:
        st.write(f"{say('account.factor_on')} {say('account.factor_codes_left', n=left)}")
        _change(here)
    elif _PROPOSED in st.session_state:
        _confirm(here, st.session_state[_PROPOSED])
    else:
        st.write(say("account.factor_off"))
        if st.button(say("account.factor_begin")):
            _propose(here)


def _propose(here: Visitor) -> None:
    with telling_errors():
        with database.current().begin() as session:
            st.session_state[_PROPOSED] = propose_second_factor(session, here.person.id)
        st.rerun()


def _confirm(here: Visitor, secret: str) -> None:
    st.write(say("account.factor_scan", secret=f"`{_in_fours(secret)}`"))
    st.html(_picture(app_address(secret, here.person.handle)))
    with st.form("account-factor", border=False):
        code = st.text_input(say("account.factor_code"), autocomplete="one-time-code", max_chars=12)
        if not st.form_submit_button(say("account.factor_confirm")):
            return
    with telling_errors():
        with database.current().begin() as session:
            st.session_state[_CODES] = confirm_second_factor(session, here.person.id, code)
        del st.session_state[_PROPOSED]
        st.rerun()


def _show_codes() -> None:
    st.write(say("account.factor_codes"))
    st.code("\n".join(st.session_state[_CODES]), language=None)
    if st.button(say("account.factor_kept")):
        del st.session_state[_CODES]
        st.rerun()


def _change(here: Visitor) -> None:
    with st.form("account-factor-off", border=False, clear_on_submit=True):
        typed = st.text_input(
            say("account.factor_password"), type="password", autocomplete="current-password"
        )
        with st.container(horizontal=True):
            drop = st.form_submit_button(say("account.factor_drop"))
            renew = st.form_submit_button(say("account.factor_renew"))
    if not drop and not renew:
        return
    with telling_errors():
        confirm_password(database.current(), here.person.id, typed, place())
        with database.current().begin() as session:
            if renew:
                st.session_state[_CODES] = renew_recovery_codes(session, here.person.id)
            else:
                turn_off_second_factor(session, here.person.id)
        st.rerun()


def _in_fours(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _picture(address: str) -> str:
    # Always dark on white, as cameras want it; as a picture, since a page's HTML is cleaned of SVG.
    drawn = BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=5, border=3, light="#fff")
    content = base64.b64encode(drawn.getvalue()).decode()
    alternative = say("account.factor_picture")
    return f'<img alt="{alternative}" width="220" src="data:image/svg+xml;base64,{content}">'
