"""An article that the project has already, with another text: it can be stored as its correction."""

import streamlit as st

from models import database
from models.correcting import correct_article
from models.errors import BadInput, WorkbenchError
from models.queries.same_source import SameSource, same_source
from pages.frame import Visit
from pages.import_candidate import Candidate
from pages.import_details import draft
from pages.import_sources import leave
from pages.to_the_letter import plain
from words import say

LONGEST = 48
_DONE = "import_corrected"


def offer_correction(visit: Visit, source: str, candidate: Candidate) -> None:
    """The button, where the address, or outlet and title, are those of an article that is here."""
    try:
        given = draft(candidate)
    except BadInput:
        return
    with database.current().read() as session:
        known = same_source(
            *(session, visit.reviewer_id, visit.project_id), given.url, given.outlet, given.title
        )
    if known is None:
        return
    title = known.title if len(known.title) <= LONGEST else f"{known.title[: LONGEST - 1]}…"
    st.button(
        plain(say("corrections.correction_of", title=title)),
        key="import-correction",
        help=say("corrections.correction_help"),
        on_click=_correct,
        args=(visit, source, candidate, known),
    )


def _correct(visit: Visit, source: str, candidate: Candidate, known: SameSource) -> None:
    """Only the text is taken: the article keeps its details, as they were put right here."""
    try:
        with database.current().begin() as session:
            mine = (session, visit.reviewer_id, known.article_id)
            correct_article(*mine, candidate.text(), seen=known.revision_id)
    except WorkbenchError as error:
        st.session_state["import_failure"] = str(error)
        return
    st.session_state[_DONE] = known
    leave(source)


def tell_correction() -> None:
    """That an article was corrected, once, with the way to what changed."""
    known = st.session_state.pop(_DONE, None)
    if known is not None:
        st.success(plain(say("corrections.corrected_done", title=known.title)))
        query = {"article": str(known.article_id)}
        st.page_link("article_versions.py", label=say("corrections.look"), query_params=query)
