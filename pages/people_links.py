"""A one-time link, shown once to the admin who hands it over."""

from urllib.parse import urlsplit

import streamlit as st

from models.admission import Invited
from pages.to_the_letter import plain
from words import say

_LINK = "link_made"


def keep_link(kind: str, made: Invited) -> None:
    """Keep the link until the admin says that it is handed over."""
    st.session_state[_LINK] = (kind, made)


def show_link() -> None:
    """The link that was made last, if it was not put away yet."""
    if _LINK not in st.session_state:
        return
    kind, made = st.session_state[_LINK]
    with st.container(key="people-link"):
        st.write(say(f"people.link_{kind}", name=plain(made.name)))
        st.code(_address(made), language=None, wrap_lines=True)
        if st.button(say("people.link_done")):
            del st.session_state[_LINK]
            st.rerun()


def _address(made: Invited) -> str:
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/sign-in/link/{made.secret}"
