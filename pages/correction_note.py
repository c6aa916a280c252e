"""The lines over the reader of a corrected article: what waits, and what an editor should know."""

import streamlit as st

from models import database
from models.membership import Role
from models.queries.carried_passages import has_late, waiting_counts
from models.queries.disputed_changes import disputed_changes, unseen_of
from models.queries.versions import settled_number
from models.waiting_passages import place_late
from pages.frame import Visit, telling_errors
from pages.settle_rows import link_to_earlier
from words import say


def note_correction(visit: Visit, article_id: int) -> int:
    """Say, and return, how many of the reader's own passages wait, and to editors what was changed unseen.

    What they made on the earlier text since it was corrected is compared with this one first.
    """
    with database.current().read() as session:
        late = has_late(session, visit.reviewer_id, article_id)
    if late and visit.may(Role.REVIEWER):
        with telling_errors(), database.current().begin() as session:
            place_late(session, visit.reviewer_id, article_id)
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        waiting = waiting_counts(*mine).get(article_id, 0)
        settles = visit.role.covers(Role.EDITOR)
        settled = settled_number(session, visit.reviewer_id, article_id) if settles else None
        changed = len(unseen_of(disputed_changes(*mine, article_id))) if settles else 0
    if waiting:
        with st.container(horizontal=True, vertical_alignment="center", key="correction-note"):
            st.markdown(say("corrections.reader_waiting", n=waiting), width="content")
            st.page_link("corrections.py", label=say("corrections.settle"))
    link_to_earlier(article_id, settled)
    if changed:
        with st.container(horizontal=True, vertical_alignment="center", key="disputed-note"):
            st.markdown(say("corrections.disputed_title", n=changed), width="content")
            query = {"article": str(article_id)}
            st.page_link("article_versions.py", label=say("corrections.look"), query_params=query)
    return waiting
