"""Serving again on the page Assign: what its readers would read once more unannounced, and what they do."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

import streamlit as st

from models import database
from models.base import today
from models.queries.served_list import Seen, ServedRow, plan_seen, served_list
from models.serving_again import (
    MOST_DAYS,
    MOST_EACH,
    ServingRule,
    plan_serving,
    serve_again,
    withdraw_again,
)
from pages.assign_undo import remember
from pages.frame import Visit, empty_state, telling_errors
from pages.strip import short_day
from words import say

SHOWN = 100
EACH, DAYS = 3, 28


def again_tab(visit: Visit) -> None:
    """Draw the tab."""
    st.markdown(say("assign.again_says"))
    rule = _rule()
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        seen = plan_seen(*mine, plan_serving(*mine, rule))
        served = served_list(*mine)
    if seen.moves or seen.hides:
        word = "again_serve_all" if seen.hides else "again_serve"
        if st.button(
            say(f"assign.{word}", n=len(seen.moves)), type="primary", key="assign-serve-again"
        ):
            _serve(visit, rule)
        if seen.hides:
            st.caption(say("assign.again_hidden"))
        if seen.moves:
            st.html(_plan_html(seen))
    else:
        empty_state(say("assign.again_nothing_title"), say("assign.again_nothing_sentence"))
    if served:
        _served(visit, served)


def _rule() -> ServingRule:
    with st.container(horizontal=True, vertical_alignment="bottom", key="assign-again"):
        each = st.number_input(
            say("assign.again_each"), 1, MOST_EACH, EACH,
            key="again_each", help=say("assign.again_each_help"), width=160,
        )  # fmt: skip
        days = st.number_input(
            say("assign.again_days"), 1, MOST_DAYS, DAYS, key="again_days", width=280
        )
        due = st.date_input(
            say("assign.again_due"), value=None, format="YYYY-MM-DD", key="again_due", width=180
        )
    return ServingRule(today(), int(each), int(days), due)


def _serve(visit: Visit, rule: ServingRule) -> None:
    with telling_errors():
        with database.current().begin() as session:
            mine = (session, visit.reviewer_id, visit.project_id)
            # How many it serves beside what the visitor may see is not told.
            seen = plan_seen(*mine, plan_serving(*mine, rule))
            serve_again(*mine, rule)
        remember(visit, say("assign.again_served", n=len(seen.moves)))
        st.rerun()


def _take_back(visit: Visit, rows: list[ServedRow]) -> None:
    with telling_errors():
        with database.current().begin() as session:
            pairs = [(one.article_id, one.reviewer_id) for one in rows]
            taken = withdraw_again(session, visit.reviewer_id, visit.project_id, pairs)
        word = "again_taken" if taken else "again_taken_none"
        remember(visit, say(f"assign.{word}", n=len(taken)))
        st.rerun()


def _served(visit: Visit, served: list[ServedRow]) -> None:
    st.html(f'<h2 class="fcw-part">{escape(say("assign.again_list"))}</h2>')
    waiting = [one for one in served if one.status == "assigned"]
    if waiting and st.button(
        say("assign.again_take_all", n=len(waiting)), key="again-take-all", icon=":material/undo:"
    ):
        _take_back(visit, waiting)
    rows = [
        (
            one.title,
            one.name,
            say("assign.again_by", day=_day(one.served_at), name=one.by),
            say(f"assign.state_{one.status}"),
        )
        for one in served[:SHOWN]
    ]
    names = ("column_article", "column_who", "again_column_served", "again_column_state")
    st.html(_table(names, rows))


def _plan_html(seen: Seen) -> str:
    rows = [
        (seen.titles[one.article_id], seen.names[one.reviewer_id], _day(one.submitted_at))
        for one in seen.moves[:SHOWN]
    ]
    return _table(("column_article", "column_who", "again_first"), rows)


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col">{escape(say(f"assign.{name}"))}</th>' for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td><bdi>{escape(cell)}</bdi></td>' for cell in row)}</tr>" for row in rows
    )
    return f'<table class="fcw-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _day(moment: datetime) -> str:
    return short_day(moment.astimezone().date())
