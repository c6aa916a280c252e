"""Talk: the threads of the project that the visitor may see, each leading to what it is about."""

from html import escape

import streamlit as st

from models import database
from models.queries.talk_list import SHOWN, TalkRow, count_talk, talk_list
from models.queries.talk_pulse import talk_mark
from pages.frame import Visit, empty_state, heading, open_page
from pages.page_pulse import follow
from pages.strip import short_day
from pages.to_the_letter import plain
from words import say

PAGE_SIZE = 30
# So much of a passage and of what was said last is shown.
QUOTE, SAID = 160, 240


def talk() -> None:
    """Draw the page."""
    visit = open_page()
    mine = (visit.reviewer_id, visit.project_id)
    follow(lambda session: talk_mark(session, *mine))
    with database.current().read() as session:
        counts = count_talk(session, *mine)
    word = "sentence" if counts["unread"] else "sentence_none"
    heading(say("talk.title"), say(f"talk.{word}", n=counts["unread"], project=visit.project))
    if not counts["open"] + counts["resolved"]:
        empty_state(say("talk.empty_title"), say("talk.empty_sentence"))
        if st.button(say("talk.empty_button"), type="primary"):
            st.switch_page("library.py")
        return
    _rows(visit, _chosen(counts))


def _chosen(counts: dict[str, int]) -> str:
    """Which threads are shown: what the address says, until something else is pressed."""
    first = next((one for one in ("unread", *SHOWN) if counts[one]), SHOWN[0])
    asked = st.query_params.get("show", "")
    shown = st.segmented_control(
        say("talk.show"),
        SHOWN,
        format_func=lambda one: say(f"talk.show_{one}", n=counts[one]),
        default=asked if asked in SHOWN else first,
        required=True,
        label_visibility="collapsed",
        key="talk_show",
    )
    chosen = str(shown or first)
    if chosen != asked:
        st.query_params["show"] = chosen
        st.session_state.pop("talk_shown", None)
    return chosen


def _rows(visit: Visit, show: str) -> None:
    limit = st.session_state.setdefault("talk_shown", PAGE_SIZE)
    with database.current().read() as session:
        rows = talk_list(session, visit.reviewer_id, visit.project_id, show, limit + 1)
    if not rows:
        empty_state(say("talk.none_title"), say(f"talk.none_{show}"))
        return
    with st.container(key="talk-rows"):
        for row in rows[:limit]:
            _row(row)
    if len(rows) > limit and st.button(say("queue.more")):
        st.session_state["talk_shown"] = limit + PAGE_SIZE
        st.rerun()


def _row(row: TalkRow) -> None:
    with st.container():
        address = {"article": str(row.article_id)}
        if row.annotation_id is None:
            address["thread"] = str(row.thread_id)
        elif not row.gone:
            address["passage"] = str(row.annotation_id)
        st.page_link("annotate.py", label=plain(_about(row)), query_params=address)
        st.html(_said_html(row))


def _about(row: TalkRow) -> str:
    if row.quote is None:
        return row.title
    quote = row.quote if len(row.quote) <= QUOTE else f"{row.quote[:QUOTE]}…"
    return say("talk.quote", quote=quote)


def _said_html(row: TalkRow) -> str:
    said = row.last if len(row.last) <= SAID else f"{row.last[:SAID]}…"
    words = f"<b>{escape(row.last_by)}</b> {escape(said) or say('talk.gone')}"
    return f'<div class="fcw-said">{words}</div><div class="fcw-byline">{_facts_html(row)}</div>'


def _facts_html(row: TalkRow) -> str:
    facts = [] if row.quote is None else [row.title]
    if row.gone:
        facts.append(say("talk.passage_gone"))
    elif row.tag:
        facts.append(row.tag)
    facts.append(say("talk.comments", n=row.comments))
    facts.append(short_day(row.last_at.astimezone().date()))
    if row.resolved:
        facts.append(say("talk.resolved"))
    told = escape(" · ".join(facts))
    return f"<b>{say('talk.new', n=row.unread)}</b> · {told}" if row.unread else told


talk()
