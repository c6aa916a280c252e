"""The desk: what the team did, in four numbers, four charts, and the passages behind a bar."""

import streamlit as st

from models import database
from models.membership import Role
from models.queries.desk_choices import desk_choices
from pages.desk_address import read_address
from pages.desk_charts import panels
from pages.desk_filters import active_filters, filter_panel, view_in_words
from pages.desk_found import look
from pages.desk_numbers import headline_numbers, scope_sentence
from pages.desk_panels import draw
from pages.desk_passages import passages_behind
from pages.desk_readings import what_was_looked_at
from pages.disputed_alert import disputed_alert
from pages.frame import empty_state, heading, open_page
from pages.ways_on import offer_import
from words import say


def desk() -> None:
    """Draw the page."""
    visit = open_page()
    with database.current().read() as session:
        choices = desk_choices(session, visit.reviewer_id, visit.project_id)
    filters = read_address(choices)
    found = look(visit, filters)
    scope = scope_sentence(visit, found.numbers, filters)
    with st.container(horizontal=True, vertical_alignment="bottom", key="desk-head"):
        with st.container():
            heading(say("dashboard.title"), scope)
        if choices.articles:
            filter_panel(filters, choices)
    disputed_alert(visit, brief=True)
    if not choices.articles:
        _state("empty")
        offer_import(visit, say("dashboard.empty_button"))
    elif not found.numbers.passages and not filters.is_narrow:
        _state("untagged")
        if visit.may(Role.REVIEWER) and st.button(say("dashboard.untagged_button"), type="primary"):
            st.switch_page("reading_queue.py")
    else:
        active_filters(filters, choices)
        headline_numbers(found.numbers)
        if not found.numbers.passages:
            empty_state(say("dashboard.no_match_title"), say("dashboard.no_match_sentence"))
            return
        with st.container(key="desk-charts"):
            view = view_in_words(scope, filters, choices)
            for panel in panels(found, filters):
                draw(panel, filters, view)
        if not filters.asks_for_passages:
            what_was_looked_at(found.readings)
        if filters.is_narrow:
            passages_behind(found.passages, found.numbers.passages)


def _state(state: str) -> None:
    empty_state(say(f"dashboard.{state}_title"), say(f"dashboard.{state}_sentence"))


desk()
