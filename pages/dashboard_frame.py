"""The frame of every dashboard: its head, its filters, then numbers and parts as they are counted."""

from collections.abc import Hashable, Sequence

import streamlit as st

from charts.figures import long_day, short_day
from models import database
from models.queries.behind import ListedPassage, count_behind, listed_passages
from models.queries.choices import choices_in
from models.queries.scope import Filters
from pages.dashboard_address import read_address
from pages.dashboard_behind import passages_behind
from pages.dashboard_chips import active_filters, view_in_words
from pages.dashboard_filters import filter_panel
from pages.dashboard_panels import draw
from pages.dashboard_parts import Asked, Dashboard, Number, Part, Slot
from pages.frame import Visit, empty_state, heading
from pages.kept_views import kept, revision_now
from pages.strip import isolated
from pages.to_the_letter import plain
from pages.ways_on import offer_import
from words import say


def open_dashboard(board: Dashboard, visit: Visit) -> Asked:
    """The head with its filters; stops where the project has no article yet."""
    with database.current().read() as session:
        choices = choices_in(session, visit.reviewer_id, visit.project_id)
    asked = Asked(visit, read_address(choices), choices)
    with st.container(horizontal=True, vertical_alignment="bottom", key="board-head"):
        with st.container():
            heading(board.title, scope_in_words(asked))
        if choices.articles:
            filter_panel(board.name, asked.filters, choices)
    if not choices.articles:
        empty_state(say("dashboard.empty_title"), say("dashboard.empty_sentence"))
        offer_import(visit, say("dashboard.empty_button"))
        st.stop()
    active_filters(asked.filters, choices)
    return asked


def fill_dashboard(board: Dashboard, asked: Asked) -> None:
    """The numbers and the parts, each in its place as soon as it is counted, the quick ones first."""
    at = revision_now()
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
    if board.behind and asked.filters.is_narrow:
        with behind:
            _behind(asked, at)


def numbers_of(board: Dashboard, asked: Asked, at: Hashable) -> Sequence[Number]:
    """The dashboard's headline numbers, counted unless they were for these data `at`."""

    def count() -> Sequence[Number]:
        with database.current().read() as session:
            return board.numbers(session, asked)

    return kept(at, asked, (board.name, "numbers"), count)


def made(board: Dashboard, slot: Slot, asked: Asked, at: Hashable) -> Part:
    """The slot's part, counted unless it was for these data `at`."""

    def count() -> Part:
        with database.current().read() as session:
            return slot.make(session, asked)

    return kept(at, asked, (board.name, slot.name), count)


def headline(numbers: Sequence[Number]) -> None:
    """The numbers in a row, each with a sentence under it that leads to what it counts."""
    for number in numbers:
        with st.container(key=f"board-number-{number.label}"):
            words = f"**{plain(number.strong)}**{plain(number.under)}"
            if number.way is None:
                st.metric(number.label, number.value, help=number.help or None)
                st.markdown(words)
            else:
                st.metric(number.label, number.value, help=number.help or None)
                st.page_link(number.way.page, label=words, query_params=number.way.query)


def scope_in_words(asked: Asked) -> str:
    """Project, days and outlets that the numbers are of."""
    filters = asked.filters
    outlets = (
        say("dashboard.part_among").join(filters.outlets)
        if filters.outlets
        else say("dashboard.all_outlets")
    )
    project = isolated(asked.visit.project)
    return say("dashboard.scope", project=project, days=_days(filters), outlets=outlets)


def _days(filters: Filters) -> str:
    first, last = filters.since, filters.until
    if first and last:
        start = short_day(first) if first.year == last.year else long_day(first)
        return say("dashboard.range", first=start, last=long_day(last))
    if first:
        return say("dashboard.part_since", day=long_day(first))
    if last:
        return say("dashboard.part_until", day=long_day(last))
    return say("dashboard.all_days")


def _behind(asked: Asked, at: Hashable) -> None:
    def count() -> tuple[list[ListedPassage], int]:
        with database.current().read() as session:
            listed = listed_passages(session, *asked.of, asked.filters)
            return listed, count_behind(session, *asked.of, asked.filters)

    passages_behind(*kept(at, asked, "behind", count))
