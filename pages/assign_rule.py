"""The rule on the page Assign: what it would give to whom and why, then giving it."""

from functools import partial
from html import escape

import streamlit as st

from models import database
from models.assigning_by_rule import Rule, assign_by_rule, plan_by_rule
from models.assignment_rule import Move
from models.base import today
from models.queries.assign_board import Load
from models.queries.assign_preview import names_of, titles_of
from models.queries.visible import reads_blind
from pages.assign_given import give
from pages.assign_undo import act
from pages.frame import Visit, empty_state
from pages.why import why_move
from words import say

SHOWN = 100


def rule_tab(visit: Visit, people: list[Load], wanted: int) -> None:
    """Draw the tab."""
    st.markdown(say("assign.rule_says"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="assign-rule"):
        rebalance = st.toggle(say("assign.rebalance"), key="assign_rebalance")
        due = st.date_input(
            say("assign.rule_due"), value=None, format="YYYY-MM-DD", key="assign_rule_due"
        )
    rule = Rule(today(), rebalance, due)
    with database.current().read() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        moves = plan_by_rule(*mine, rule)
        titles = titles_of(*mine, [move.article_id for move in moves[:SHOWN]])
        names = {one.reviewer_id: one.name for one in people}
        names |= names_of(*mine, {one.taken_from for one in moves if one.taken_from})
        is_blind = reads_blind(*mine)
    if is_blind:
        st.caption(say("assign.hidden_out"))
    if not moves:
        empty_state(say("assign.preview_nothing_title"), say("assign.preview_nothing_sentence"))
        return
    giving = sum(move.given_to is not None for move in moves)
    word = say("assign.apply", n=giving) if giving else say("assign.take_only")
    st.button(word, type="primary", key="assign-apply", on_click=act, args=(_apply, visit, rule))
    st.html(_table(moves[:SHOWN], titles, names, wanted))


def _apply(visit: Visit, rule: Rule) -> None:
    give(visit, partial(assign_by_rule, rule=rule))


def _table(moves: list[Move], titles: dict[int, str], names: dict[int, str], wanted: int) -> str:
    rows = "".join(
        f"<tr><td>{escape(titles[move.article_id])}</td>"
        f"<td><b><bdi>{escape(_who(move, names))}</bdi></b></td>"
        f"<td>{escape(why_move(move, wanted, names))}</td></tr>"
        for move in moves
    )
    head = "".join(
        f'<th scope="col">{say(f"assign.column_{name}")}</th>' for name in ("article", "who", "why")
    )
    return f'<table class="fcw-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _who(move: Move, names: dict[int, str]) -> str:
    return say("assign.nobody") if move.given_to is None else names[move.given_to]
