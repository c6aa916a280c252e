"""Adjudicate: the articles to settle, or the one in the address with all its readings."""

import streamlit as st
from sqlalchemy.orm import Session

from highlighter import settling
from models import database
from models.errors import WorkbenchError
from models.membership import Role
from models.queries.opened import opened_article
from models.queries.settling_pulse import to_settle_mark
from models.queries.settling_readings import text_to_settle
from models.queries.to_settle import articles_to_settle
from models.queries.versions import revision_numbered
from models.queries.waiting_gold import count_waiting_gold
from pages.frame import Visit, empty_state, heading, open_page, work_in
from pages.page_pulse import follow
from pages.reader_data import setting_of, settling_data
from pages.refusal_notes import note_refusal
from pages.session_token import forget_token, session_token
from pages.settle_earlier import left_by_earlier, tell_earlier
from pages.settle_rows import link_to_settling, settle_rows
from pages.text_in_hand import put_down, take_in_hand, text_in_hand
from pages.to_the_letter import plain
from words import say

PAGE_SIZE = 20

_TOLD = "adjudicate_address"


def adjudicate() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR)
    _restate_address()
    asked = st.query_params.get("article", "")
    if not asked:
        _list(visit)
        return
    try:
        _settle(visit, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0)
    except WorkbenchError as error:
        note_refusal(error)
        st.error(plain(str(error)))
        link_to_settling(None, say("adjudicate.to_list"))


def _restate_address() -> None:
    """Tell the browser where it is.

    A link from a page to itself leaves its address as it was, and the next run asks for that: the
    first decision would lead back to the list. Told once: a run that a decision brought must not
    take whoever just went on back again.
    """
    here = st.query_params.to_dict()
    if st.session_state.get(_TOLD) != here:
        st.query_params.from_dict(here)
        st.session_state[_TOLD] = here


def _settle(visit: Visit, article_id: int) -> None:
    with database.current().read() as session:
        earlier = _earlier(session, visit, article_id)
        asked = earlier or text_in_hand(article_id)
        opened = opened_article(session, visit.reviewer_id, article_id, asked)
        # Whoever still reads it blind is told so, instead of being shown a reader without readings.
        text_to_settle(session, visit.reviewer_id, opened.revision.id)
        setting = setting_of(session, visit.reviewer_id, opened.article.project_id)
        left = left_by_earlier(session, visit, opened)
    if opened.article.project_id != visit.project_id:
        # Else the address would bring the other project back, and this page this one, for ever.
        st.query_params.pop("project", None)
        work_in(visit.reviewer_id, opened.article.project_id)
        st.rerun()
    if earlier is None:
        take_in_hand(article_id, opened.revision.id)
    with st.container(horizontal=True, key="settle-back"):
        link_to_settling(None, say("adjudicate.to_list"), icon=":material/arrow_back:")
        along = {"article": str(article_id)}
        st.page_link("article_page.py", label=say("article.link_long"), query_params=along)
    tell_earlier(opened, left)
    data = settling_data(visit, opened, setting, session_token(visit))
    signals = settling(data, key=f"reader-settle-{opened.revision.id}")
    if signals.token:
        forget_token()
    if signals.newest:
        put_down()
        st.query_params.pop("version", None)
    if signals.token or signals.submitted or signals.stale or signals.newest:
        st.rerun()


def _earlier(session: Session, visit: Visit, article_id: int) -> int | None:
    """The earlier text that the address names by its number; None for the newest."""
    asked = st.query_params.get("version", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6):
        return None
    return revision_numbered(session, visit.reviewer_id, article_id, int(asked))


def _list(visit: Visit) -> None:
    mine = (visit.reviewer_id, visit.project_id)
    follow(lambda session: to_settle_mark(session, *mine))
    with database.current().read() as session:
        rows, waiting = articles_to_settle(session, *mine), count_waiting_gold(session, *mine)
    if not rows:
        empty_state(say("adjudicate.empty_title"), say("adjudicate.empty_sentence"))
        if st.button(say("adjudicate.empty_button"), type="primary"):
            st.switch_page("assign.py" if visit.may(Role.EDITOR) else "library.py")
        return
    open_ones = sum(row.state in ("begun", "late", "ready") for row in rows)
    settled = sum(row.state == "settled" for row in rows)
    told = say("adjudicate.sentence", n=open_ones, settled=settled)
    heading(say("adjudicate.title"), told)
    if not open_ones:
        waits = any(row.state == "waiting" for row in rows)
        st.markdown(say("adjudicate.none_open_waiting" if waits else "adjudicate.none_open"))
    shown = st.session_state.setdefault("settle_shown", PAGE_SIZE)
    settle_rows(rows[:shown], waiting)
    if len(rows) > shown and st.button(say("queue.more")):
        st.session_state["settle_shown"] = shown + PAGE_SIZE
        st.rerun()


adjudicate()
