"""The line over the reader of a corrected article: what waits for its reviewer to settle."""

import streamlit as st

from models import database
from models.membership import Role
from models.queries.carried_passages import has_late, waiting_counts
from models.waiting_passages import place_late
from pages.frame import Visit, telling_errors
from words import say


def note_correction(visit: Visit, article_id: int) -> None:
    """Say how many of the reader's own passages wait; nothing where none does.

    What they made on the earlier text since it was corrected is compared with this one first.
    """
    with database.current().read() as session:
        late = has_late(session, visit.reviewer_id, article_id)
    if late and visit.may(Role.REVIEWER):
        with telling_errors(), database.current().begin() as session:
            place_late(session, visit.reviewer_id, article_id)
    with database.current().read() as session:
        counts = waiting_counts(session, visit.reviewer_id, visit.project_id)
    waiting = counts.get(article_id, 0)
    if waiting:
        with st.container(horizontal=True, vertical_alignment="center", key="correction-note"):
            st.markdown(say("corrections.reader_waiting", n=waiting), width="content")
            st.page_link("corrections.py", label=say("corrections.settle"))
