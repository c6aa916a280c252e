"""Export: whom the file is for, which passages, what it will hold, and the file itself."""

import streamlit as st

from api.exports import ticket_address, ticket_contents
from formats.exchange.export import file_name
from formats.exchange.losses import losses
from models import database
from models.article import count_articles
from models.membership import Role
from models.queries.export_asked import tell_filters
from models.queries.export_filters import ExportFilters
from models.queries.export_preview import (
    ExportChoices,
    count_matching,
    count_sentences,
    export_choices,
)
from models.ticket import mint_ticket
from pages.export_choice import choose_filters, choose_format
from pages.export_download import begin_download
from pages.export_preview import draw_preview
from pages.frame import Visit, empty_state, heading, open_page, telling_errors
from words import say, section

SENTENCES, BUNDLE = "sentences", "bundle"


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR)
    heading(say("exporting.title"), say("exporting.sentence"))
    with database.current().read() as session:
        articles = count_articles(session, visit.reviewer_id, visit.project_id)
        choices = export_choices(session, visit.reviewer_id, visit.project_id)
    if not articles and not choices.total:
        empty_state(say("exporting.empty"), say("exporting.empty_next"))
        if st.button(say("exporting.empty_button"), type="primary"):
            st.switch_page("import_page.py")
        return
    with telling_errors():
        _choose(visit, choices)


def _choose(visit: Visit, choices: ExportChoices) -> None:
    with st.container(key="export"):
        left, right = st.columns([5, 4], gap="large")
        with left:
            name, delimiter = choose_format()
            filters = choose_filters(visit.project_id, choices)
        with right:
            _count_and_button(visit, choices, name, filters, delimiter)
            _snippet(visit, name, delimiter)
        draw_preview(visit, name, filters, delimiter)


def _count_and_button(
    visit: Visit, choices: ExportChoices, name: str, filters: ExportFilters, delimiter: str
) -> None:
    with database.current().read() as session:
        matching = count_matching(session, visit.reviewer_id, visit.project_id, filters)
        rows = count_sentences(session, visit.reviewer_id, visit.project_id)
    passages = say("exporting.count_passages", n=matching)
    what, beside = passages, say("exporting.count_of", total=choices.total)
    if name == SENTENCES:
        what = say("exporting.count_sentences", n=rows)
        beside = say("exporting.count_votes", passages=passages)
    elif matching == choices.total:
        beside = say("exporting.count_all")
    number, noun = what.split(" ", 1)
    st.html(f'<p class="fcw-export-count"><b>{number}</b> {noun}<small>{beside}</small></p>')
    _lost(visit, name, filters)
    empty = not matching and name not in (SENTENCES, BUNDLE)
    if empty:
        said = f"{say('exporting.nothing_matches')} {say('exporting.nothing_matches_next')}"
        st.html(f'<p class="fcw-quiet">{said}</p>')
    label = say("exporting.button_bundle") if name == BUNDLE else say("exporting.button", what=what)
    if st.button(
        label, type="primary", icon=":material/download:", disabled=empty, key="export_go"
    ):
        contents = ticket_contents(tell_filters(filters), delimiter)
        with database.current().begin() as session:
            ticket = mint_ticket(session, visit.reviewer_id, visit.project_id, name, contents)
        begin_download(ticket_address(ticket), file_name(visit.project, name))


def _lost(visit: Visit, name: str, filters: ExportFilters) -> None:
    """What stays behind of this very project, counted."""
    with database.current().read() as session:
        lost = losses(session, visit.reviewer_id, visit.project_id, name, filters)
    told = [
        say("exporting.lost_counted", what=say(f"exporting.lacks_{what}"), n=f"{n:,}")
        if n
        else say(f"exporting.lacks_{what}")
        for what, n in lost
    ]
    if told:
        st.caption(say("exporting.does_not_carry", losses=", ".join(told)))
    if name == BUNDLE and not filters.asks_for_all:
        st.warning(say("exporting.bundle_filtered"))


def _snippet(visit: Visit, name: str, delimiter: str) -> None:
    if f"snippet_{name}" not in section("exporting"):
        return
    st.html(f'<h2 class="fcw-export-part">{say("exporting.load_title")}</h2>')
    path = file_name(visit.project, name)
    st.code(say(f"exporting.snippet_{name}", path=path, delimiter=delimiter), language=None)
    st.caption(say("exporting.load_caption"))


page()
