"""Import: an article is looked at, its furniture cut by the person's word, and then stored."""

import streamlit as st

from models.membership import Role
from pages.frame import Visit, heading, open_page
from pages.import_actions import draw_actions
from pages.import_candidate import Candidate
from pages.import_correction import tell_correction
from pages.import_details import draw_details
from pages.import_encoding import draw_encoding
from pages.import_front import Front
from pages.import_many import draw_transfer
from pages.import_origins import draw_larger, draw_origins
from pages.import_outcome import draw_outcome
from pages.import_preview import draw_text
from pages.import_sources import draw_source, front
from pages.import_transfer import current_transfer
from pages.to_the_letter import plain
from words import say

SOURCES = ("paste", "files", "web")


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR, writes=True)
    names = {say(f"importing.tab_{source}"): source for source in SOURCES}
    files = say("importing.tab_files")
    source = names.get(st.session_state.get("import_tab", files), "files")
    transfer = current_transfer() if source == "files" else None
    shown = Front() if transfer is not None else front(source)
    with st.container(key="import"):
        with st.container(key="import-head", horizontal=True, vertical_alignment="bottom"):
            heading(say("importing.title"), _sentence(visit, shown))
            draw_actions(visit, source, shown)
        with st.container(key="import-told"):
            draw_outcome(looking=shown.candidate is not None)
            tell_correction()
        tabs = st.tabs(list(names), default=files, key="import_tab", on_change="rerun")
        with tabs[SOURCES.index(source)]:
            if transfer is not None:
                draw_transfer(visit, transfer)
                return
            is_idle = source == "files" and shown.candidate is None
            origin = draw_origins() if is_idle else ""
            draw_source(source, shown)
            if is_idle:
                draw_larger(visit.project, origin)
            _tell_failure()
            if shown.candidate is not None:
                with st.container(key="import-look"):
                    _look(visit, source, shown.candidate)


def _sentence(visit: Visit, shown: Front) -> str:
    if shown.line:
        return say("importing.front", project=visit.project, line=shown.line)
    return say("importing.sentence", project=visit.project)


def _look(visit: Visit, source: str, candidate: Candidate) -> None:
    """Text and details side by side; on a phone one of them at a time."""
    views = {say("importing.view_text"): "text", say("importing.view_details"): "details"}
    chosen = st.segmented_control(
        say("importing.view"),
        list(views),
        default=next(iter(views)),
        required=True,
        key="import-view",
        label_visibility="collapsed",
        width="stretch",
    )
    with st.container(key=f"import-show-{views.get(str(chosen), 'text')}"):
        left, right = st.columns([61, 37], gap="large")
        with left, st.container(key="import-text"):
            draw_text(candidate)
        with right, st.container(key="import-details"):
            draw_encoding(source, candidate)
            draw_details(visit, candidate)


def _tell_failure() -> None:
    failure = st.session_state.pop("import_failure", "")
    if failure:
        st.error(plain(failure))


page()
