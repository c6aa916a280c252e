"""Corrections: each reviewer's passages that wait in corrected articles; editors see how far all are."""

from collections.abc import Sequence

import streamlit as st

from models import database
from models.membership import Role
from models.queries.carried_passages import (
    Carried,
    carried_passages,
    has_late,
    moved_counts,
    waiting_counts,
)
from models.waiting_passages import place_late
from pages.correction_progress import progress_of_all
from pages.deciding import tell_decided
from pages.disputed_alert import disputed_alert
from pages.frame import Visit, empty_state, heading, open_page, telling_errors
from pages.gold_rows import gold_rows
from pages.to_the_letter import plain
from pages.waiting_rows import settled_rows, waiting_row
from words import say

PAGE_SIZE = 10


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.REVIEWER)
    _place_late(visit)
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        rows = carried_passages(*mine)
        moved = moved_counts(*mine)
    waiting = [one for one in rows if one.state == "waiting"]
    word = "sentence" if waiting else "sentence_none"
    heading(say("corrections.title"), say(f"corrections.{word}", n=len(waiting)))
    tell_decided()
    disputed_alert(visit)
    gold = visit.role.covers(Role.EDITOR) and gold_rows(visit)
    if not rows and not moved and not gold:
        empty_state(say("corrections.empty_title"), say("corrections.empty_sentence"))
        if st.button(say("corrections.empty_button"), type="primary"):
            st.switch_page("reading_queue.py")
    if sum(moved.values()):
        st.caption(say("corrections.moved_alone", n=sum(moved.values())))
    _waiting(visit, waiting)
    settled_rows(visit, [one for one in rows if one.state != "waiting"])
    if visit.role.covers(Role.EDITOR):
        progress_of_all(visit)


def _place_late(visit: Visit) -> None:
    """What was made on an earlier text since is compared with the newest first."""
    if not visit.may(Role.REVIEWER):
        return
    with database.current().read() as session:
        mine = (session, visit.reviewer_id)
        late = [one for one in waiting_counts(*mine, visit.project_id) if has_late(*mine, one)]
    with telling_errors():
        for article_id in late:
            with database.current().begin() as session:
                place_late(session, visit.reviewer_id, article_id)


def _waiting(visit: Visit, waiting: Sequence[Carried]) -> None:
    shown = st.session_state.setdefault("corrections_shown", PAGE_SIZE)
    last = None
    with st.container(key="waiting-rows"):
        for one in waiting[:shown]:
            if one.article_id != last:
                last = one.article_id
                title = say("corrections.in_article", title=one.title, number=one.number)
                st.page_link(
                    "article_versions.py",
                    label=plain(title),
                    query_params={"article": str(one.article_id)},
                )
            waiting_row(visit, one)
    if len(waiting) > shown and st.button(say("corrections.more")):
        st.session_state["corrections_shown"] = shown + PAGE_SIZE
        st.rerun()


page()
