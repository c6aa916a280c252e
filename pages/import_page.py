"""Import: an article is looked at, its furniture cut by the person's word, and then stored."""

import streamlit as st

from models.errors import WorkbenchError
from models.membership import Role
from pages.frame import Visit, empty_state, heading, open_page, plain
from pages.import_batch import Batch, current_batch, store
from pages.import_candidate import Candidate
from pages.import_details import draft, draw_details, same_article
from pages.import_encoding import draw_encoding
from pages.import_front import Front
from pages.import_outcome import draw_outcome, refusals
from pages.import_preview import draw_text
from pages.import_sources import draw_source, front, leave
from words import say

SOURCES = ("paste", "files", "web")


def page() -> None:
    """Draw the page."""
    visit = open_page()
    if not visit.role.covers(Role.EDITOR):
        heading(say("importing.title"))
        empty_state(say("importing.not_editor"), say("importing.not_editor_next"))
        return
    names = {say(f"importing.tab_{source}"): source for source in SOURCES}
    files = say("importing.tab_files")
    source = names.get(st.session_state.get("import_tab", files), "files")
    shown = front(source)
    with st.container(key="import"):
        with st.container(key="import-head", horizontal=True, vertical_alignment="bottom"):
            heading(say("importing.title"), _sentence(visit, shown))
            _actions(visit, source, shown)
        with st.container(key="import-told"):
            draw_outcome(looking=shown.candidate is not None)
        tabs = st.tabs(list(names), default=files, key="import_tab", on_change="rerun")
        with tabs[SOURCES.index(source)]:
            draw_source(source, shown)
            _tell_failure()
            if shown.candidate is not None:
                with st.container(key="import-look"):
                    _look(visit, source, shown.candidate)


def _sentence(visit: Visit, shown: Front) -> str:
    if shown.line:
        return say("importing.front", project=visit.project, line=shown.line)
    return say("importing.sentence", project=visit.project)


def _actions(visit: Visit, source: str, shown: Front) -> None:
    batch = current_batch()
    candidate = shown.candidate
    if candidate is None:
        st.empty()  # the buttons of an article before are gone at once, while another is fetched
        return
    with st.container(
        key="import-actions",
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
    ):
        if source == "files":
            refusals(batch)
            if batch.left > 1:
                st.button(say("importing.skip_rest"), on_click=_skip_rest)
                if st.button(say("importing.rest", n=batch.left)):
                    _import_rest(visit, batch)
        turn_away = say("importing.skip" if source == "files" else "importing.discard")
        st.button(turn_away, on_click=_skip, args=(source,))
        cuts = len(candidate.cuts())
        st.button(
            say("importing.button_cut", n=cuts) if cuts else say("importing.button"),
            type="primary",
            key="import-go",
            disabled=not candidate.text().strip() or same_article(visit, candidate) is not None,
            on_click=_import,
            args=(visit, source, candidate),
        )


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


def _import(visit: Visit, source: str, candidate: Candidate) -> None:
    try:
        stored = store(visit, draft(candidate))
    except WorkbenchError as error:
        st.session_state["import_failure"] = str(error)
        return
    current_batch().stored.append(stored)
    leave(source)


def _skip(source: str) -> None:
    if source == "files":
        current_batch().skipped += 1
    leave(source)


def _skip_rest() -> None:
    batch = current_batch()
    batch.skipped += batch.left
    while batch.left:
        leave("files") if batch.front is not None else batch.advance()


def _import_rest(visit: Visit, batch: Batch) -> None:
    bar = st.progress(0.0)

    def tell(at: int, total: int) -> None:
        bar.progress(at / total, say("importing.rest_progress", at=at, total=total))

    batch.import_rest(visit, tell)
    st.rerun()


def _tell_failure() -> None:
    failure = st.session_state.pop("import_failure", "")
    if failure:
        st.error(plain(failure))


page()
