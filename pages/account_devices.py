"""Where one is signed in: each device, and the way to end one or all."""

from datetime import datetime, timedelta
from html import escape

import streamlit as st

from models import database
from models.sign_in import SignIn, sign_ins_of
from models.signing_out import end_sign_in, sign_out_everywhere
from pages.strip import day_in_words
from pages.visitor import Visitor
from words import say


def devices(here: Visitor) -> None:
    """The live sign-ins, this one first said to be this one."""
    st.html(f"<h2>{say('account.devices_title')}</h2>")
    with database.current().read() as session:
        found = sign_ins_of(session, here.person.id)
    with st.container(key="account-devices"):
        for one in found:
            _device(here, one)
    st.caption(say("account.everywhere_caption"))
    if st.button(say("account.everywhere_button"), icon=":material/logout:"):
        with database.current().begin() as session:
            sign_out_everywhere(session, here.person.id)
        st.rerun()


def _device(here: Visitor, one: SignIn) -> None:
    is_this = one.id == here.sign_in_id
    name = one.device or say("account.device_unknown")
    own = f" · {say('account.device_here')}" if is_this else ""
    row = say(
        "account.device_row",
        since=moment_in_words(one.created_at),
        seen=moment_in_words(one.seen_at),
        address=one.address or "–",
    )
    with st.container(horizontal=True, vertical_alignment="center", key=f"device-{one.id}"):
        st.html(f'<b>{escape(name)}{own}</b><div class="fcw-quiet">{escape(row)}</div>')
        if not is_this and st.button(say("account.device_end"), key=f"device_end_{one.id}"):
            with database.current().begin() as session:
                end_sign_in(session, here.person.id, one.id)
            st.rerun()


def moment_in_words(moment: datetime) -> str:
    """'11 Apr 2026, 14:05' in the visitor's own time, as far as the browser tells it."""
    offset = st.context.timezone_offset
    local = moment if offset is None else moment - timedelta(minutes=offset)
    return f"{day_in_words(local.date().isoformat())}, {local:%H:%M}"
