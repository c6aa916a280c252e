"""The trail as a file, for the project's admins."""

import streamlit as st

from api.exports import ticket_address
from formats.exchange.trail import MEDIA_TYPES, trail_name
from models import database
from models.membership import Role
from models.ticket import mint_trail_ticket
from pages.export_download import begin_download
from pages.frame import Visit, telling_errors
from words import say


def offer_export(visit: Visit) -> None:
    """The forms of the file and the button; nothing for who may not."""
    if not visit.role.covers(Role.ADMIN):
        return
    with st.popover(say("history.export"), icon=":material/download:"):
        st.caption(say("history.export_sentence"))
        form = st.radio(
            say("history.export_form"),
            list(MEDIA_TYPES),
            format_func=lambda one: say(f"history.export_{one.removeprefix('trail-')}"),
            key="history_form",
        )
        wanted = st.button(say("history.export_button"), type="primary", key="history_export")
    if wanted:
        with telling_errors():
            with database.current().begin() as session:
                ticket = mint_trail_ticket(session, visit.reviewer_id, visit.project_id, form)
            begin_download(ticket_address(ticket), trail_name(visit.project, form))
