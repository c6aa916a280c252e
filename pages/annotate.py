"""Annotate: the reader, opened on the article in the address."""

from uuid import UUID

import streamlit as st

from highlighter import highlighter
from models import database
from models.errors import WorkbenchError
from models.queries.moved_passages import passage_now
from models.queries.opened import opened_article
from models.queries.passage_place import PassagePlace
from models.queries.reading_list import next_unfinished
from models.queries.settled import settled_readings
from pages.correction_note import note_correction
from pages.frame import Visit, empty_state, open_page, work_in
from pages.reader_data import reader_data, setting_of
from pages.refusal_notes import note_refusal
from pages.session_token import forget_token, session_token
from pages.settle_rows import link_to_comparison
from pages.text_in_hand import put_down, take_in_hand, text_in_hand
from pages.to_the_letter import plain
from pages.ways_on import offer_import
from words import say

Found = tuple[UUID, PassagePlace] | None


def annotate() -> None:
    """Draw the page."""
    visit = open_page()
    place = _place(visit)
    article_id = _wanted(visit, place)
    if article_id is None:
        empty_state(say("queue.empty_title"), say("queue.empty_sentence"))
        offer_import(visit)
        return
    try:
        _read(visit, article_id, place)
    except WorkbenchError as error:
        note_refusal(error)
        st.error(plain(str(error)))
        if st.button(say("annotate.to_library")):
            st.switch_page("library.py")


def _place(visit: Visit) -> Found:
    """The passage in the address, moved or not; None without one, or for one nobody here may see."""
    asked = st.query_params.get("passage", "")
    if not asked:
        return None
    with database.current().read() as session:
        return passage_now(session, visit.reviewer_id, asked)


def _wanted(visit: Visit, place: Found) -> int | None:
    """The article in the address, or that of its passage; else the last open or next to read."""
    asked = st.query_params.get("article", "")
    if asked:
        return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    article_id = place[1].article_id if place else st.session_state.get(_last(visit.project_id))
    if article_id is None:
        with database.current().read() as session:
            upcoming = next_unfinished(session, visit.reviewer_id, visit.project_id)
        article_id = upcoming.article_id if upcoming else None
    if article_id is not None:
        st.query_params["article"] = str(article_id)
    return article_id


def _read(visit: Visit, article_id: int, place: Found) -> None:
    with database.current().read() as session:
        in_hand = text_in_hand(article_id, st.query_params.get("passage", ""))
        opened = opened_article(session, visit.reviewer_id, article_id, in_hand)
        setting = setting_of(session, visit.reviewer_id, opened.article.project_id)
        mine = (session, visit.reviewer_id, opened.article.project_id)
        is_settled = bool(settled_readings(*mine, [article_id]))
    project_id = opened.desk_id
    if project_id != visit.project_id:
        # Else the address would bring the other project back, and this page this one, for ever.
        st.query_params.pop("project", None)
        work_in(visit.reviewer_id, project_id)
        st.rerun()
    st.session_state[_last(project_id)] = article_id
    if is_settled:
        _tell_settled(article_id)
    if opened.again:
        with st.container(key="again-hint"):
            st.caption(say("annotate.again"))
    take_in_hand(article_id, opened.revision.id, st.query_params.get("passage", ""))
    is_corrected = opened.newest and opened.revision.number > 1
    waiting = note_correction(visit, article_id) if is_corrected else 0
    focus = (
        _focus(opened.article.id, opened.revision.id, place) or _at(opened.revision.length)
        if opened.newest
        else None
    )
    data = {
        **reader_data(visit, opened, setting, session_token(visit), focus),
        "waiting": waiting,
    }
    signals = highlighter(data, key=f"reader-{opened.revision.id}")
    if signals.token:
        forget_token()
        st.rerun()
    if signals.newest:
        put_down()
    if signals.submitted or signals.stale or signals.newest:
        st.rerun()


def _tell_settled(article_id: int) -> None:
    """The visitor's own reading can be compared with the gold by now."""
    with st.container(key="settled-hint", horizontal=True, vertical_alignment="center"):
        st.caption(say("adjudicate.settled_hint"), width="content")
        link_to_comparison(article_id, say("adjudicate.differed"))


def _focus(article_id: int, revision_id: int, place: Found) -> UUID | None:
    """The passage to open on; an address that names none of this article's, or text's, says so."""
    asked = st.query_params.get("passage", "")
    if place is not None and place[1].article_id == article_id:
        if place[1].revision_id == revision_id:
            return place[0]
        st.caption(say("annotate.passage_earlier"))
        return None
    if asked:
        st.caption(say("annotate.passage_unknown"))
    return None


def _at(length: int) -> str | None:
    """The place in the text that the address names, where it names no passage."""
    asked = st.query_params.get("at", "")
    if "passage" in st.query_params or not (asked.isascii() and asked.isdigit()):
        return None
    return f"@{asked}" if len(asked) < 10 and int(asked) < length else None


def _last(project_id: int) -> str:
    """Under which key the session keeps the article that was last open in a project."""
    return f"last_article_{project_id}"


annotate()
