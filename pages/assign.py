"""Assign: who reads what, by hand and by rule, and how much everybody has to read."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.article import count_articles
from models.base import today
from models.handing_out import hands_out, set_handing_out
from models.membership import Role
from models.project import Project
from models.queries.assign_board import Load, loads
from pages.assign_again import again_tab
from pages.assign_articles import articles_tab
from pages.assign_people import people_tab
from pages.assign_rule import rule_tab
from pages.assign_undo import act, offer_undo, remember
from pages.frame import Visit, empty_state, heading, open_page, telling_errors
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page(Role.EDITOR, writes=True)
    with telling_errors():
        with database.current().read() as session:
            mine = (session, visit.reviewer_id, visit.project_id)
            articles = count_articles(*mine)
            people = loads(*mine, today())
            wanted = session.get_one(Project, visit.project_id).readers_per_article
            given_only = hands_out(*mine)
        _draw(visit, articles, people, wanted, given_only=given_only)


def _draw(
    visit: Visit, articles: int, people: list[Load], wanted: int, *, given_only: bool
) -> None:
    word = "sentence_one" if wanted == 1 else "sentence"
    heading(
        say("assign.title"),
        say(f"assign.{word}", n=articles, project=visit.project, wanted=wanted),
    )
    if not articles:
        empty_state(say("assign.empty_title"), say("assign.empty_sentence"))
        if st.button(say("queue.empty_button"), type="primary"):
            st.switch_page("import_page.py")
        return
    if not people:
        empty_state(say("assign.no_people_title"), say("assign.no_people_sentence"))
        return
    _queues(visit, given_only=given_only)
    offer_undo(visit)
    board, rule, again, persons = st.tabs(
        [say(f"assign.tab_{name}") for name in ("articles", "rule", "again", "people")],
        key="assign_tab",
    )
    with board:
        articles_tab(visit, people, wanted)
    with rule:
        rule_tab(visit, people, wanted)
    with again:
        again_tab(visit)
    with persons:
        people_tab(visit, people)


def _queues(visit: Visit, *, given_only: bool) -> None:
    """What queues hold, and the way to the other."""
    with st.container(horizontal=True, vertical_alignment="center", key="assign-queues"):
        st.markdown(
            say("assign.given_only" if given_only else "assign.everything"), width="content"
        )
        word = "assign.for_all" if given_only else "assign.for_given"
        st.button(
            say(word), type="tertiary", key="assign-hand-out",
            on_click=act, args=(_switch, visit, not given_only),
        )  # fmt: skip


def _switch(visit: Visit, given_only: bool) -> None:
    with database.current().begin() as session:
        set_handing_out(session, visit.reviewer_id, visit.project_id, given_only=given_only)
    told = say("assign.switched" if given_only else "assign.switched_back")
    remember(visit, told, partial(_switch_back, not given_only))


def _switch_back(given_only: bool, session: Session, asker: int, project_id: int) -> str:
    if hands_out(session, asker, project_id) == given_only:
        return say("assign.undone_none")
    set_handing_out(session, asker, project_id, given_only=given_only)
    return say("assign.undone", n=1)


page()
