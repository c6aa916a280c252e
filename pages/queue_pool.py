"""The pool under the queue's head: one article for whoever wants one, and what an empty queue says."""

import streamlit as st

from models import database
from models.base import today
from models.next_reading import take_next
from pages.frame import Visit, empty_state, telling_errors
from pages.ways_on import offer_import
from words import say


def take_from_pool(visit: Visit, waiting: int) -> None:
    """The button that takes the most urgent article, and opens it."""
    if not st.button(say("queue.take_next", n=waiting), icon=":material/move_to_inbox:"):
        return
    article_id = None
    with telling_errors():
        with database.current().begin() as session:
            taken = take_next(session, visit.reviewer_id, visit.project_id, today())
            article_id = taken.article_id if taken else None
        if article_id is None:
            st.info(say("queue.pool_empty"))
    if article_id is not None:
        st.switch_page("annotate.py", query_params={"article": str(article_id)})


def nothing_to_read(visit: Visit, waiting: int | None) -> None:
    """An empty queue; `waiting` in the pool, or None where nothing is handed out."""
    if waiting is None:
        empty_state(say("queue.empty_title"), say("queue.empty_sentence"))
        offer_import(visit)
        return
    empty_state(
        say("queue.given_title"), say("queue.given_sentence" if waiting else "queue.given_none")
    )
    if not waiting and st.button(say("queue.to_library"), type="primary"):
        st.switch_page("library.py")
