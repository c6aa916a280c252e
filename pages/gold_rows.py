"""Gold that waits since articles were corrected: where it may stand now, for who settles them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models import database
from models.gold_waiting_again import let_gold_wait_again
from models.placing_gold import keep_gold, place_gold
from models.queries.decided_gold import DecidedGold, decided_gold
from models.queries.waiting_gold import WaitingGold, waiting_gold
from pages.deciding import decide
from pages.frame import Visit
from pages.settle_rows import link_to_settling
from pages.text_diff import compared_html
from pages.waiting_rows import short_row, standing_html
from words import say

SHOWN = 10


def gold_rows(visit: Visit) -> bool:
    """All of it, with what can be decided or taken back; False where there is none."""
    with database.current().read() as session:
        rows = waiting_gold(session, visit.reviewer_id, visit.project_id)
        decided = decided_gold(session, visit.reviewer_id, visit.project_id)
    _waiting(visit, rows)
    _decided(visit, decided)
    return bool(rows or decided)


def _waiting(visit: Visit, rows: Sequence[WaitingGold]) -> None:
    if not rows:
        return
    st.html(f'<h2 class="fcw-part">{say("corrections.gold_waits", n=len(rows))}</h2>')
    st.caption(say("corrections.gold_why"))
    with st.container(key="gold-rows"):
        last = None
        for one in rows[:SHOWN]:
            if one.article_id != last:
                last = one.article_id
                told = say("corrections.in_article", title=one.title, number=one.number)
                link_to_settling(one.article_id, told)
            _row(visit, one)


def _decided(visit: Visit, rows: Sequence[DecidedGold]) -> None:
    """What was decided, folded, each with what takes it back."""
    if not rows:
        return
    with st.expander(say("corrections.gold_settled", n=len(rows))):
        for one in rows[:SHOWN]:
            state = say(f"corrections.gold_{'moved' if one.moved else 'kept'}")
            short_row(one.tag, one.title, one.number, state, one.quote)
            if not visit.archived:
                st.button(
                    say("corrections.undo"),
                    key=f"undo-gold-{one.id}",
                    type="tertiary",
                    on_click=decide,
                    args=(let_gold_wait_again, visit, one.id),
                )


def _row(visit: Visit, one: WaitingGold) -> None:
    told = escape(say(f"corrections.reason_{one.reason}"))
    before = standing_html(say("corrections.before"), one.was, escape(one.was.quote))
    st.html(f'<div class="fcw-waiting"><h3>{escape(one.tag)}</h3><p>{told}</p>{before}</div>')
    for number, place in enumerate(one.places):
        name = say("corrections.place_one" if number == 0 else "corrections.place_other")
        alike = say("corrections.alike", share=round(100 * place.likeness))
        shown = standing_html(f"{name} · {alike}", place, compared_html(one.was.quote, place.quote))
        st.html(f'<div class="fcw-waiting">{shown}</div>')
        if not visit.archived:
            st.button(
                say("corrections.move_here"),
                key=f"gold-{one.id}-{number}",
                on_click=decide,
                args=(place_gold, visit, one.id, place.start, place.end),
            )
    if not visit.archived:
        st.button(
            say("corrections.keep"),
            key=f"keep-gold-{one.id}",
            type="tertiary",
            on_click=decide,
            args=(keep_gold, visit, one.id),
        )
