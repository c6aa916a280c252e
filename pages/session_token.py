"""The token with which the pages of one session save and send: minted once, renewed in time."""

from datetime import UTC, datetime

import streamlit as st

from models import database
from models.token import RENEW_BEFORE, Unauthorised, mint_session_token
from pages.frame import Visit
from pages.visitor import signed_out

_KEPT = "reader_token"


def session_token(visit: Visit) -> str:
    """This session's token: kept, renewed well before it ends, and ended with the sign-in."""
    whose = (visit.reviewer_id, visit.sign_in_id)
    kept = st.session_state.get(_KEPT)
    if kept and kept[0] == whose and kept[2] - datetime.now(UTC) > RENEW_BEFORE:
        return str(kept[1])
    try:
        with database.current().begin() as session:
            token, expires = mint_session_token(session, *whose)
    except Unauthorised:  # signed out between the page's first look and this one
        signed_out()
        raise
    st.session_state[_KEPT] = (whose, token, expires)
    return token


def forget_token() -> None:
    """The server refused it: the next page gets a new one."""
    st.session_state.pop(_KEPT, None)
