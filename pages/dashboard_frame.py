"""The frame of every dashboard: its head, its filters, then numbers and parts as they are counted."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from models import database
from models.queries.behind import ListedPassage
from models.queries.scope import Filters
from pages.dashboard_address import read_address
from pages.dashboard_asked import Asked
from pages.dashboard_behind import passages_behind
from pages.dashboard_chips import active_filters, view_in_words
from pages.dashboard_counted import choices_for, made, numbers_of, scope_in_words
from pages.dashboard_filters import filter_panel
from pages.dashboard_panels import draw
from pages.dashboard_parts import Dashboard, Number
from pages.dashboard_report import report_panel
from pages.dashboard_views import view_panel, views_at_hand, views_for
from pages.frame import Visit, empty_state, heading
from pages.kept_views import count_tallies, kept, revision_now
from pages.list_pages import skipped
from pages.to_the_letter import plain
from pages.ways_on import offer_import
from words import say


def open_dashboard(
    board: Dashboard, visit: Visit, beside: Callable[[Filters], None] | None = None
) -> Asked:
    """The head with its filters; stops where the project has no article yet.

    `beside` draws what else chooses what is shown, to the left of the filters.
    """
    at = revision_now()
    # After the state that they are told for: tallies may be newer than it, and never older.
    _freshen()
    choices = choices_for(visit, at)
    asked = Asked(visit, read_address(choices), choices, at)
    with st.container(horizontal=True, vertical_alignment="bottom", key="board-head"):
        with st.container():
            heading(board.title, scope_in_words(asked))
        if choices.articles and beside is not None:
            beside(asked.filters)
        if choices.articles:
            filter_panel(board.name, asked.filters, choices, board.unasked)
            views = views_for(board, asked)
            view_panel(board, asked, views)
            report_panel(board, asked)
    if not choices.articles:
        empty_state(say("dashboard.empty_title"), say("dashboard.empty_sentence"))
        offer_import(visit, say("dashboard.empty_button"))
        st.stop()
    views_at_hand(asked, views)
    active_filters(asked.filters, choices, board.unasked)
    return asked


def fill_dashboard(board: Dashboard, asked: Asked) -> None:
    """The numbers and the parts, each in its place as soon as it is counted, the quick ones first."""
    at = asked.at
    numbers = st.container(key="board-numbers")
    told = st.empty()
    with st.container(key="board-charts"):
        places = {slot.name: st.container() for slot in board.slots}
    behind = st.container()
    view = view_in_words(scope_in_words(asked), asked.filters, asked.choices)
    with numbers:
        headline(numbers_of(board, asked, at))
    waiting = sorted(board.slots, key=lambda slot: slot.slow)
    for done, slot in enumerate(waiting):
        told.caption(say("dashboard.counting", done=done, all=len(waiting)))
        part = made(board, slot, asked, at)
        with places[slot.name]:
            draw(part, board.name, asked.filters, view)
    told.empty()
    if board.behind and (asked.filters.is_narrow or board.listed):
        with behind:
            _behind(board, asked)


def _freshen() -> None:
    """Count what changed since somebody looked, and say how much is left of it."""
    told = st.empty()

    def tell(left: int) -> None:
        told.caption(say("dashboard.counting_texts", n=left))

    count_tallies(tell)
    told.empty()


def headline(numbers: Sequence[Number]) -> None:
    """The numbers in a row, each with a sentence under it that leads to what it counts."""
    for place, number in enumerate(numbers):
        with st.container(key=f"board-number-{place}"):
            st.metric(number.label, number.value, help=number.help or None)
            strong = f"**{plain(number.strong)}**" if number.strong else ""
            words = f"{strong}{plain(number.under)}"
            if number.way is None:
                st.markdown(words)
            else:
                st.page_link(number.way.page, label=words, query_params=number.way.query)


def _behind(board: Dashboard, asked: Asked) -> None:
    of = (board.state, board.listed, asked.visit.project_id, repr(asked.filters))
    asked = replace(asked, skip=skipped(of))

    def find() -> tuple[list[ListedPassage], int]:
        with database.current().read() as session:
            return board.passages(session, asked)

    name = (board.state, board.listed, "behind", asked.skip)
    passages, total = kept(asked.at, asked.visit, name, find, asked.filters)
    said = board.behind_of(asked) if board.behind_of else ""
    passages_behind(passages, total, of, asked.skip, said)
