"""The views of a dashboard that were saved: opened by one click, saved, removed and brought back."""

from urllib.parse import parse_qs, urlencode

import streamlit as st

from models import database
from models.membership import Role
from models.saved_view import SavedView, bring_back_view, remove_view, save_view, views_of
from pages.dashboard_address import beside, read_address, write_address, written
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Dashboard
from pages.frame import telling_errors
from pages.strip import isolated
from pages.to_the_letter import plain
from words import say

AT_HAND = 6
"""So many views stand above the numbers; the others are behind the button."""
REMOVED = "board_view_removed"


def view_panel(board: Dashboard, asked: Asked, views: list[SavedView]) -> None:
    """A button behind which the view is named and saved, and saved ones are removed."""
    with st.popover(say("dashboard.save_view"), icon=":material/bookmark:", key="board-save-view"):
        _form(board, asked)
        for view in views:
            if view.reviewer_id == asked.visit.reviewer_id or asked.visit.may(Role.EDITOR):
                _row(asked, view)
        removed = st.session_state.get(REMOVED)
        if removed and removed[0] == (board.name, asked.visit.project_id):
            _undo(asked, *removed[1:])


def views_at_hand(asked: Asked, views: list[SavedView]) -> None:
    """The views to open, in a line."""
    if not views:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="board-views"):
        st.markdown(say("dashboard.views"), width="content")
        for view in views[:AT_HAND]:
            st.button(
                plain(isolated(view.name)),
                type="tertiary",
                on_click=_open,
                args=(asked, view.query),
                key=f"board-view-{view.id}",
            )


def views_for(board: Dashboard, asked: Asked) -> list[SavedView]:
    """The visitor's own views and those that are shared."""
    with database.current().read() as session:
        return views_of(session, *asked.of, board.name)


def _open(asked: Asked, query: str) -> None:
    # Read like any address: what the project no longer has is passed over.
    address = parse_qs(query, keep_blank_values=True)
    write_address(read_address(asked.choices, address), address)


def _form(board: Dashboard, asked: Asked) -> None:
    visit = asked.visit
    if visit.archived:
        return
    with st.form(f"board-view-form-{board.name}", border=False, clear_on_submit=True):
        name = st.text_input(say("dashboard.view_name"), max_chars=80)
        shared = visit.may(Role.EDITOR) and st.checkbox(say("dashboard.view_share"))
        if not st.form_submit_button(say("dashboard.view_keep"), type="primary"):
            return
    query = urlencode(written(asked.filters) | beside(), doseq=True)
    with telling_errors():
        with database.current().begin() as session:
            save_view(session, *asked.of, board.name, name, query, shared)
        st.toast(say("dashboard.view_saved", name=plain(name)))
        st.rerun()


def _row(asked: Asked, view: SavedView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"board-own-{view.id}"):
        name = say("dashboard.view_shared", name=view.name) if view.shared else view.name
        st.button(
            plain(isolated(name)),
            type="tertiary",
            on_click=_open,
            args=(asked, view.query),
            key=f"board-open-{view.id}",
        )
        if not asked.visit.archived:
            st.button(
                say("dashboard.view_remove"),
                type="tertiary",
                on_click=_remove,
                args=(asked, view.dashboard, view.id, view.name),
                key=f"board-remove-{view.id}",
            )


def _undo(asked: Asked, view_id: int, name: str) -> None:
    st.markdown(plain(say("dashboard.view_removed", name=name)))
    st.button(
        say("dashboard.view_undo"),
        icon=":material/undo:",
        on_click=_bring_back,
        args=(asked, view_id),
        key="board-view-undo",
    )


def _remove(asked: Asked, dashboard: str, view_id: int, name: str) -> None:
    with telling_errors(), database.current().begin() as session:
        remove_view(session, *asked.of, view_id)
        st.session_state[REMOVED] = ((dashboard, asked.visit.project_id), view_id, name)


def _bring_back(asked: Asked, view_id: int) -> None:
    with telling_errors(), database.current().begin() as session:
        bring_back_view(session, *asked.of, view_id)
    st.session_state.pop(REMOVED, None)
