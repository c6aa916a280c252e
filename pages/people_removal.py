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

GOES = ("name", "ways", "trail", "mentions")
STAYS = ("work", "written", "published", "copies")


def offer_removal(here: Visitor, row: PersonRow) -> None:
    """The button, behind which everything is said before anything is done."""
    with st.popover(say("people.remove"), key=f"remove-{row.id}"):
        st.markdown(f"**{say('people.remove_title', name=plain(row.name))}**")
        st.html(_listed("goes", GOES) + _listed("stays", STAYS))
        with st.form(f"remove-form-{row.id}", border=False):
            typed = st.text_input(
                say("people.remove_type", name=plain(row.name)), max_chars=200, autocomplete="off"
            )
            if not st.form_submit_button(say("people.remove_button"), type="primary"):
                return
        with telling_errors():
            with database.current().begin() as session:
                remove_identity(session, here.person.id, row.id, typed)
            st.rerun()


def _listed(part: str, names: tuple[str, ...]) -> str:
    entries = "".join(f"<li>{escape(say(f'people.{part}_{name}'))}</li>" for name in names)
    return f"<p>{escape(say(f'people.remove_{part}'))}</p><ul>{entries}</ul>"
