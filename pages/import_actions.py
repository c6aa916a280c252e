"""What can be done with the article in front: import it, turn away from it, import all that wait."""

import streamlit as st

from models.errors import WorkbenchError
from pages.frame import Visit
from pages.import_batch import Batch, current_batch, store
from pages.import_candidate import Candidate
from pages.import_correction import offer_correction
from pages.import_details import draft, same_article
from pages.import_front import Front
from pages.import_outcome import refusals
from pages.import_sources import leave
from words import say


def draw_actions(visit: Visit, source: str, shown: Front) -> None:
    """The buttons at the head of the page."""
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
        is_here = same_article(visit, candidate) is not None
        if not is_here and candidate.text().strip():
            offer_correction(visit, source, candidate)
        st.button(
            say("importing.button_cut", n=cuts) if cuts else say("importing.button"),
            type="primary",
            key="import-go",
            disabled=not candidate.text().strip() or is_here,
            on_click=_import,
            args=(visit, source, candidate),
        )


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
