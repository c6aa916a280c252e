"""The articles with their readers, and what can be done with each."""

from html import escape

import streamlit as st

from models import database
from models.base import today
from models.queries.article_filter import ArticleFilter
from models.queries.assign_board import BoardReader, BoardRow, Load, Which, assign_board
from pages.assign_form import assign_form
from pages.assign_readers import manage
from pages.frame import Visit, empty_state
from pages.queue_rows import link_to_article
from pages.strip import byline_html, day_in_words, due_in_words, short_day
from words import say

SHOWN = 20
WIDTHS = [4.2, 5.6, 1.0]
WHICH: tuple[Which, ...] = ("all", "wanting", "overdue")


def articles_tab(visit: Visit, people: list[Load], wanted: int) -> None:
    """Draw the tab."""
    search, which, person = _filter(people)
    shown = st.session_state.setdefault("assign_shown", SHOWN)
    with database.current().read() as session:
        rows = assign_board(
            *(session, visit.reviewer_id, visit.project_id, ArticleFilter(search), today()),
            which=which,
            reviewer_id=person,
            limit=shown + 1,
        )
    if not rows:
        empty_state(say("queue.no_match_title"), say("queue.no_match_sentence"))
        return
    assign_form(visit, rows[:shown], people)
    with st.container(key="assign-rows"):
        for row in rows[:shown]:
            _row(visit, row, people, wanted)
    if len(rows) > shown and st.button(say("queue.more")):
        st.session_state["assign_shown"] = shown + SHOWN
        st.rerun()


def _filter(people: list[Load]) -> tuple[str, Which, int | None]:
    names = {one.reviewer_id: one.name for one in people}
    with st.container(horizontal=True, key="assign-filters"):
        search = st.text_input(
            say("queue.search"), placeholder=say("queue.search"), key="assign_search",
            label_visibility="collapsed", icon=":material/search:",
        )  # fmt: skip
        which = st.segmented_control(
            say("assign.filter"), WHICH, default="all", required=True, key="assign_which",
            format_func=lambda one: say(f"assign.filter_{one}"), label_visibility="collapsed",
        )  # fmt: skip
        person = st.selectbox(
            say("assign.person"), [None, *names], key="assign_person",
            format_func=lambda one: say("assign.anybody") if one is None else names[one],
            label_visibility="collapsed", placeholder=say("assign.anybody"),
        )  # fmt: skip
    return search or "", which or "all", person


def _row(visit: Visit, row: BoardRow, people: list[Load], wanted: int) -> None:
    article, cells, action = st.columns(WIDTHS, vertical_alignment="center")
    with article:
        link_to_article(row.article_id, row.title)
        st.html(byline_html(row.outlet, day_in_words(row.published_at), *_plan(row)))
    readers = "".join(f"<li>{_reader(one)}</li>" for one in row.readers)
    missing = row.missing(wanted)
    more = say("assign.hidden") if row.hides else say("assign.wanted", n=missing) if missing else ""
    more = f'<li class="fcw-quiet">{escape(more)}</li>' if more else ""
    cells.html(f'<ul class="fcw-readers">{readers}{more}</ul>')
    if row.readers:
        with action:
            manage(visit, row, people)


def _plan(row: BoardRow) -> list[str]:
    urgent = [say(f"queue.priority_{row.priority}")] if row.priority else []
    return [*urgent, *([due_in_words(row.due_on)] if row.due_on else [])]


def _reader(one: BoardReader) -> str:
    about = [say(f"assign.state_{one.status}")]
    if one.left:
        about.append(say("assign.looks_on" if one.looks_on else "assign.left"))
    if one.status != "submitted":
        about += [due_in_words(one.due_on)] if one.due_on else []
        about += [say(f"queue.priority_{one.priority}")] if one.priority else []
    if one.reopened_at:
        day = short_day(one.reopened_at.astimezone().date())
        about.append(say("assign.reopened", day=day, name=one.reopened_by or ""))
    return f"<b><bdi>{escape(one.name)}</bdi></b> {escape(' · '.join(about))}"
