"""An article by its web address: asked for, fetched while the page says so, and looked at."""

from urllib.parse import urlsplit

import streamlit as st

from formats.articles.errors import ArticleError
from formats.articles.fetch import fetch_article
from models.errors import WorkbenchError
from pages.import_batch import current_batch
from pages.import_candidate import Candidate, fill_details, forget, read_candidate
from pages.import_front import Front, size_in_words
from pages.to_the_letter import plain
from settings import settings
from words import say

FETCHED = "import-web"


def draw_address(shown: Front) -> None:
    """The field for an address; where one was just given, the wait for its page."""
    with st.form("import-address", border=False):
        st.text_input(say("importing.web_label"), key="import_address", placeholder="https://")
        st.form_submit_button(say("importing.web_button"), on_click=_begin_fetch)
    if shown.fetching is not None:
        _fetch(shown.fetching)


def fetched() -> Front:
    """What the last address gave."""
    shown: Front = st.session_state.get(FETCHED, Front())
    if shown.candidate is not None:
        fill_details(shown.candidate)
    return shown


def show_reading(candidate: Candidate) -> None:
    """Let this reading of the fetched bytes be the article in front."""
    st.session_state[FETCHED] = _front(candidate)


def forget_page() -> None:
    """Let go of what was fetched."""
    st.session_state.pop(FETCHED, None)


def _begin_fetch() -> None:
    """What stood there for another address goes; the page itself fetches, and says so."""
    before = st.session_state.pop(FETCHED, None)
    if before is not None and before.candidate is not None:
        forget(before.candidate)
    current_batch().begin_anew()
    address = str(st.session_state.get("import_address") or "").strip()
    st.session_state[FETCHED] = Front(fetching=address)


def _fetch(address: str) -> None:
    waiting = st.empty()
    st.empty()  # what was shown for the address before is gone at once, not after the fetch
    with waiting, st.spinner(plain(say("importing.fetching", host=_host(address)))):
        st.session_state[FETCHED] = _read_page(address)
    st.rerun()


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or address
    except ValueError:
        return address


def _read_page(address: str) -> Front:
    try:
        page = fetch_article(address, settings().fetch_allow)
        candidate = read_candidate(FETCHED, page.data, url=page.url, content_type=page.content_type)
    except (ArticleError, WorkbenchError) as error:
        return Front(failure=str(error))
    fill_details(candidate)
    return _front(candidate)


def _front(candidate: Candidate) -> Front:
    parts = [candidate.came[1], f"{size_in_words(candidate.size)}, {candidate.article.encoding}"]
    return Front(candidate, " · ".join(parts))
