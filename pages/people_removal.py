"""Removing the identity of somebody who left: what goes, what stays, and the words that confirm it."""

from html import escape

import streamlit as st

from models import database
from models.identity_removal import remove_identity
from models.queries.people_list import PersonRow
from pages.frame import telling_errors
from pages.to_the_letter import plain
from pages.visitor import Visitor
from words import say

GOES = ("name", "ways", "views", "trail", "mentions")
STAYS = ("work", "written", "published", "copies")
# Whose identity the admin asked to remove, until they did or let it be.
_ASKED = "identity_to_remove"


def offer_removal(row: PersonRow) -> None:
    """The button; it only asks."""
    st.button(say("people.remove"), key=f"remove_{row.id}", on_click=_ask, args=(row.id,))


def ask_removal(here: Visitor, row: PersonRow) -> None:
    """Below the person's row, once it was asked for: everything is said before anything is done."""
    if st.session_state.get(_ASKED) != row.id or row.state != "left":
        return
    with st.container(key="people-removal"):
        st.html(f"<h2>{escape(say('people.remove_title', name=row.name))}</h2>")
        goes, stays = st.columns(2, gap="large")
        goes.html(_listed("goes", GOES))
        stays.html(_listed("stays", STAYS))
        with st.form("people-remove", border=False):
            typed = st.text_input(
                say("people.remove_type", name=plain(row.name)), max_chars=200, autocomplete="off"
            )
            if st.form_submit_button(say("people.remove_button"), type="primary"):
                _remove(here, row, typed)
        st.button(say("people.remove_not"), on_click=_ask, args=(None,))


def _remove(here: Visitor, row: PersonRow, typed: str) -> None:
    with telling_errors():
        with database.current().begin() as session:
            remove_identity(session, here.person.id, row.id, typed)
        _ask(None)
        st.rerun()


def _ask(reviewer_id: int | None) -> None:
    st.session_state[_ASKED] = reviewer_id


def _listed(part: str, names: tuple[str, ...]) -> str:
    entries = "".join(f"<li>{escape(say(f'people.{part}_{name}'))}</li>" for name in names)
    return f"<p>{escape(say(f'people.remove_{part}'))}</p><ul>{entries}</ul>"
