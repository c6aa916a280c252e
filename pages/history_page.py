"""History: what happened to a passage, an article, a person or the whole project."""

from dataclasses import replace

import streamlit as st

from models import database
from models.article import article_for
from models.companion import home_of
from models.errors import NotFound
from models.queries.history import HistoryPage, first_name, history, who_may_have_acted
from models.queries.history_scope import HistoryFilter
from models.queries.passage_place import passage_place
from models.queries.visible import reads_blind
from pages.frame import Visit, empty_state, heading, open_page, work_in
from pages.history_address import narrow, read_address
from pages.history_export import offer_export
from pages.history_filters import choose
from pages.history_rows import rows
from pages.history_undo import tell_put_back
from pages.refusal_notes import note_refusal
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page()
    wanted = read_address()
    try:
        project_id = _go_where_it_is(visit, wanted)
        name, found, people = _look(visit, project_id, wanted)
    except NotFound as error:
        note_refusal(error)
        heading(say("history.title"))
        empty_state(say("history.empty_title"), say("history.unknown"))
        _whole()
        return
    _head(visit, wanted, name)
    if wanted.passage is not None:
        _around(found)
    choose(wanted, people)
    tell_put_back(visit)
    if found.entries:
        rows(visit, wanted, found.entries)
    else:
        _nothing(visit)
    _pages(wanted, found)


def _go_where_it_is(visit: Visit, wanted: HistoryFilter) -> int:
    """Of which project it tells. The address may name an article of another: they work there now."""
    if wanted.passage is None and wanted.article_id is None:
        return visit.project_id
    with database.current().read() as session:
        article_id = wanted.article_id
        if wanted.passage is not None:
            place = passage_place(session, visit.reviewer_id, str(wanted.passage))
            article_id = place.article_id if place else 0
        project_id = article_for(session, visit.reviewer_id, article_id or 0).project_id
        desk_id = home_of(session, project_id)
    if desk_id != visit.project_id:
        st.query_params.pop("project", None)
        work_in(visit.reviewer_id, desk_id)
        st.rerun()
    return project_id


def _look(
    visit: Visit, project_id: int, wanted: HistoryFilter
) -> tuple[str, HistoryPage, dict[int, str]]:
    here = (visit.reviewer_id, project_id)
    with database.current().read() as session:
        return (
            first_name(session, *here, wanted),
            history(session, *here, wanted),
            who_may_have_acted(session, *here),
        )


def _head(visit: Visit, wanted: HistoryFilter, name: str) -> None:
    if wanted.passage is not None:
        told = say("history.of_passage")
    elif wanted.article_id is not None:
        told = say("history.of_article", name=name)
    elif wanted.person_id is not None:
        told = say("history.of_person", name=name)
    else:
        heading(say("history.title"), say("history.sentence", project=visit.project))
        offer_export(visit)
        return
    heading(say("history.title"), told)
    _whole()


def _around(found: HistoryPage) -> None:
    """From a passage to its article."""
    article_id = next((one.article_id for one in found.entries), None)
    if article_id is not None:
        around = HistoryFilter(article_id=article_id)
        st.button(say("history.around"), type="tertiary", on_click=narrow, args=(around,))


def _whole() -> None:
    st.button(say("history.whole"), type="tertiary", on_click=narrow, args=(HistoryFilter(),))


def _nothing(visit: Visit) -> None:
    with database.current().read() as session:
        blind = reads_blind(session, visit.reviewer_id, visit.project_id)
    word = "empty_blind_sentence" if blind else "empty_sentence"
    empty_state(say("history.empty_title"), say(f"history.{word}"))


def _pages(wanted: HistoryFilter, found: HistoryPage) -> None:
    with st.container(horizontal=True, key="history-pages"):
        if found.has_more:
            older = replace(wanted, before=found.entries[-1].id)
            st.button(say("history.older"), on_click=narrow, args=(older,))
        if wanted.before is not None:
            newest = replace(wanted, before=None)
            st.button(say("history.newest"), on_click=narrow, args=(newest,))


page()
