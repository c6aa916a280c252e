"""What the library is narrowed to: words, an outlet, a state of the readings."""

import streamlit as st

from models.queries.article_filter import ArticleFilter
from words import say


def library_filter(names: list[str]) -> ArticleFilter:
    """Draw the fields; what they ask for."""
    with st.container(horizontal=True, key="library-filters"):
        search = st.text_input(
            say("queue.search"),
            placeholder=say("queue.search"),
            label_visibility="collapsed",
            icon=":material/search:",
            key="library_search",
        )
        outlet = st.selectbox(
            say("queue.outlet"),
            [None, *names],
            label_visibility="collapsed",
            key="library_outlet",
            format_func=lambda name: say("queue.all_outlets") if name is None else name,
            placeholder=say("queue.all_outlets"),
        )
        states = {None: say("library.all_states")} | {
            state: say(f"queue.status_{state}")
            for state in ("assigned", "in_progress", "submitted")
        }
        status = st.selectbox(
            say("queue.state"),
            list(states),
            label_visibility="collapsed",
            key="library_state",
            format_func=states.__getitem__,
            placeholder=say("library.all_states"),
        )
    return ArticleFilter(search=search or "", outlet=outlet, statuses=(status,) if status else ())


def show_all() -> None:
    """Empty the fields again."""
    st.session_state.update(library_search="", library_outlet=None, library_state=None)
