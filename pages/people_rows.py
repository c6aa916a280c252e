"""One person in the admin's list: who they are, how they get in, and what can be done about it."""

from collections.abc import Callable
from html import escape

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.admission import deactivate, forget_identity, link_for, reactivate
from models.queries.people_list import PersonRow
from pages.frame import telling_errors
from pages.history_address import history_href
from pages.people_links import keep_link
from pages.people_removal import ask_removal, offer_removal
from pages.strip import day_in_words
from pages.visitor import Visitor
from settings import settings
from words import say


def person_row(here: Visitor, row: PersonRow) -> None:
    """Draw it."""
    _row(here, row)
    ask_removal(here, row)


def _row(here: Visitor, row: PersonRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"person-{row.id}"):
        st.html(_who(row))
        if row.state == "removed":
            return
        if row.state == "left":
            if st.button(say("people.reactivate"), key=f"back_{row.id}"):
                _do(lambda session: reactivate(session, here.person.id, row.id))
            offer_removal(row)
            return
        if settings().auth == "accounts" and row.email:
            _links(here, row)
        if row.bound and st.button(say("people.forget_identity"), key=f"bind_{row.id}"):
            _do(lambda session: forget_identity(session, here.person.id, row.id))
        if row.id != here.person.id and st.button(say("people.deactivate"), key=f"off_{row.id}"):
            _do(lambda session: deactivate(session, here.person.id, row.id))


def _links(here: Visitor, row: PersonRow) -> None:
    is_in = row.state == "active"
    if st.button(say("people.make_reset" if is_in else "people.make_link"), key=f"link_{row.id}"):
        _hand_out(here, row, forget=False)
    if row.second_factor and st.button(say("people.forget_factor"), key=f"factor_{row.id}"):
        _hand_out(here, row, forget=True)


def _hand_out(here: Visitor, row: PersonRow, forget: bool) -> None:
    with telling_errors():
        with database.current().begin() as session:
            made = link_for(session, here.person.id, row.id, forget)
        keep_link("reset" if row.state == "active" else "invitation", made)
        st.rerun()


def _do(verb: Callable[[Session], None]) -> None:
    with telling_errors():
        with database.current().begin() as session:
            verb(session)
        st.rerun()


def _who(row: PersonRow) -> str:
    told = [
        say(f"app.role_{row.role}") if row.role else say("people.role_none"),
        say(f"people.state_{row.state}"),
        say("people.second_factor") if row.second_factor else "",
        _seen(row),
    ]
    handle = f' <span class="fcw-quiet">{escape(row.handle)}</span>'
    line = " · ".join(filter(None, told))
    link = f'<a href="{history_href(person=row.id)}">{escape(say("history.link"))}</a>'
    return f'<b>{escape(row.name)}</b>{handle}<div class="fcw-quiet">{escape(line)} · {link}</div>'


def _seen(row: PersonRow) -> str:
    """When they were here last; of whom the identity was removed nobody knows."""
    if row.state == "removed":
        return ""
    if row.seen_at is None:
        return say("people.never")
    return say("people.seen", day=day_in_words(row.seen_at.date().isoformat()))
