"""Agreement: how far the readers agree, on what, and which passages lower it."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from agreement.bases import BASES, Basis
from models import database
from models.queries.scope import Filters, Pick
from pages.agreement_board import agreement_board
from pages.agreement_found import Found, look
from pages.agreement_numbers import not_counted, scope_of_readings, tell_not_counted
from pages.agreement_slow import gamma
from pages.dashboard_address import write_address
from pages.dashboard_asked import Asked
from pages.dashboard_chips import view_in_words
from pages.dashboard_frame import headline, open_dashboard
from pages.dashboard_panels import draw
from pages.dashboard_parts import Dashboard, Listing, Panel
from pages.frame import empty_state, open_page
from words import say

LEFT = ("confusion", "pairs", "define", "over_time", "boundaries")
"""The parts of the left column; on a phone the stylesheet gives all of them one order."""


def agreement() -> None:
    """Draw the page."""
    visit = open_page()
    basis = _basis()
    board = agreement_board(basis)
    asked = open_dashboard(board, visit, beside=partial(_choose_basis, basis))
    if asked.filters.pick != Pick():
        board = agreement_board(basis, narrowed=True)
    with database.current().read() as session:
        found = look(session, asked, basis)
        scope = scope_of_readings(found)
        st.html(f'<p class="agreement-scope">{scope}</p>')
        if not found.articles:
            empty_state(say("agreement.empty_title"), say("agreement.empty_sentence"))
            tell_not_counted(not_counted(session, asked, basis))
            return
        with st.container(key="board-numbers"):
            headline(board.numbers(session, asked))
            gamma(asked, found)
        _draw_parts(session, board, asked, found, basis)


def _draw_parts(
    session: Session, board: Dashboard, asked: Asked, found: Found, basis: Basis
) -> None:
    view = view_in_words(scope_of_readings(found), asked.filters, asked.choices)
    parts = [slot.make(session, asked) for slot in board.slots]
    told = not_counted(session, asked, basis)
    above = st.container()
    with st.container(key="board-charts"):
        places = {side: st.container(key=f"agreement-{side}") for side in ("left", "right")}
    for part in parts:
        if _says_nothing(part, found):
            continue
        side = above if part.name == "behind" else places["left" if part.name in LEFT else "right"]
        with side, st.container(key=f"agreement-part-{part.name}"):
            draw(part, board.name, asked.filters, view)
            if part.name == "by_tag":
                tell_not_counted(told)


def _says_nothing(part: Panel | Listing, found: Found) -> bool:
    """No chart where a number would do: one stretch of time, one version of the guidelines."""
    few = {"over_time": len(found.spans), "versions": len(found.versions)}
    return few.get(part.name, 2) < 2


def _basis() -> Basis:
    asked = st.query_params.get("basis", "")
    return next((basis for basis in BASES if basis == asked), BASES[0])


def _choose_basis(basis: Basis, filters: Filters) -> None:
    st.session_state["agreement_basis"] = basis
    st.segmented_control(
        say("agreement.basis"),
        BASES,
        format_func=lambda one: say(f"agreement.basis_{one}"),
        label_visibility="collapsed",
        required=True,
        key="agreement_basis",
        on_change=_keep_basis,
        args=(filters,),
    )


def _keep_basis(filters: Filters) -> None:
    chosen = st.session_state["agreement_basis"]
    if chosen:
        st.query_params["basis"] = chosen
        write_address(filters.unpicked())


agreement()
