"""My queue: what the visitor has to read, how far each reading is, and the next one."""

from collections.abc import Mapping

import streamlit as st

from models import database
from models.base import today
from models.handing_out import hands_out
from models.membership import Role
from models.next_reading import pool_size
from models.queries.article_filter import UNFINISHED, ArticleFilter, count_by_status, outlets
from models.queries.carried_passages import waiting_counts
from models.queries.reading_list import (
    ReadingRow,
    When,
    count_due,
    next_unfinished,
    reading_list,
)
from models.queries.settled import settled_readings
from models.queries.strips import strips
from models.queries.unread import unread_by_article
from models.tag import tags_for
from pages.frame import Visit, empty_state, heading, open_page
from pages.queue_away import own_absence
from pages.queue_pool import nothing_to_read, take_from_pool
from pages.queue_rows import column_names, grouped, link_to_article, reading_row
from pages.strip import legend_html
from words import say

PAGE_SIZE = 20


def queue() -> None:
    """Draw the page."""
    visit = open_page()
    if visit.role is Role.VIEWER:
        # Viewers read nothing for others: what they came for is the desk.
        st.switch_page("desk.py")
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        counts = count_by_status(*mine, ArticleFilter(own=True))
        due = count_due(*mine, today())
        waiting = pool_size(*mine) if hands_out(*mine) else None
        upcoming = next_unfinished(session, visit.reviewer_id, visit.project_id)
        names = outlets(session, visit.reviewer_id, visit.project_id)
    left = sum(counts.get(status, 0) for status in UNFINISHED)
    _head(left, counts.get("submitted", 0), upcoming, due)
    own_absence(visit)
    may_take = visit.may(Role.REVIEWER) and waiting
    if not counts:
        nothing_to_read(visit, waiting)
        if may_take:
            take_from_pool(visit, waiting or 0)
        return
    if may_take:
        take_from_pool(visit, waiting or 0)
    _table(visit, _filter(left, counts.get("submitted", 0), names))


def _head(left: int, submitted: int, upcoming: ReadingRow | None, due: Mapping[When, int]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="queue-head"):
        with st.container():
            word = "sentence" if left else "sentence_none"
            told = say(f"queue.{word}", n=left or submitted, submitted=submitted)
            now = due.get("overdue", 0) + due.get("today", 0)
            heading(say("queue.title"), f"{told} {say('queue.due_now', n=now)}" if now else told)
        if upcoming:
            link_to_article(
                upcoming.article_id, say("queue.read_next"), icon=":material/play_arrow:"
            )


def _filter(left: int, submitted: int, names: list[str]) -> ArticleFilter:
    states = {
        say("queue.to_read", n=left): UNFINISHED,
        say("queue.submitted_n", n=submitted): ("submitted",),
        say("queue.all"): (),
    }
    with st.container(horizontal=True, key="queue-filters"):
        search = st.text_input(
            say("queue.search"),
            placeholder=say("queue.search"),
            label_visibility="collapsed",
            icon=":material/search:",
            key="queue_search",
        )
        labels = list(states)
        chosen = st.segmented_control(
            say("queue.state"),
            range(len(labels)),
            format_func=labels.__getitem__,
            default=2,
            required=True,
            label_visibility="collapsed",
            key="queue_state",
        )
        outlet = st.selectbox(
            say("queue.outlet"),
            [None, *names],
            label_visibility="collapsed",
            key="queue_outlet",
            format_func=lambda name: say("queue.all_outlets") if name is None else name,
            placeholder=say("queue.all_outlets"),
        )
    statuses = states[labels[2 if chosen is None else chosen]]
    return ArticleFilter(search=search or "", outlet=outlet, statuses=statuses, own=True)


def _table(visit: Visit, wanted: ArticleFilter) -> None:
    shown = st.session_state.setdefault("queue_shown", PAGE_SIZE)
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        rows = reading_list(*mine, wanted, limit=shown + 1)
        tags = tags_for(*mine)
        settled = settled_readings(*mine, [row.article_id for row in rows])
        waiting = waiting_counts(*mine)
        drawn = strips(*mine, [row.revision_id for row in rows], visit.reviewer_id)
        said = unread_by_article(*mine)
    if not rows:
        empty_state(say("queue.no_match_title"), say("queue.no_match_sentence"))
        st.button(say("queue.no_match_button"), on_click=_show_all)
        return
    with st.container(key="queue-rows"):
        column_names()
        for row, group in grouped(rows[:shown]):
            if group:
                st.html(f'<div class="fcw-when">{say(group)}</div>')
            news = {
                "waiting": waiting.get(row.article_id, 0),
                "said": said.get(row.article_id, 0),
            }
            blocks, is_settled = drawn.get(row.revision_id, []), row.article_id in settled
            reading_row(visit, row, blocks, tags, settled=is_settled, **news)
    if len(rows) > shown and st.button(say("queue.more")):
        st.session_state["queue_shown"] = shown + PAGE_SIZE
        st.rerun()
    st.html(legend_html(tags))


def _show_all() -> None:
    st.session_state.update(queue_search="", queue_state=2, queue_outlet=None)


queue()
