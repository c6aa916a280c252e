"""The token with which the pages of one session save and send: minted once, renewed in time."""

from datetime import UTC, datetime

import streamlit as st

from models import database
from models.token import RENEW_BEFORE, mint_session_token

_KEPT = "reader_token"


def session_token(reviewer_id: int) -> str:
    """This session's token: kept, and renewed well before it ends."""
    kept = st.session_state.get(_KEPT)
    if kept and kept[0] == reviewer_id and kept[2] - datetime.now(UTC) > RENEW_BEFORE:
        return str(kept[1])
    with database.current().begin() as session:
        token, expires = mint_session_token(session, reviewer_id)
    st.session_state[_KEPT] = (reviewer_id, token, expires)
    return token


def forget_token() -> None:
    """The server refused it: the next page gets a new one."""
    st.session_state.pop(_KEPT, None)
