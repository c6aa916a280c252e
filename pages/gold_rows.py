"""Gold that waits since articles were corrected: where it may stand now, for who settles them."""

from html import escape

import streamlit as st

from models import database
from models.placing_gold import keep_gold, place_gold
from models.queries.waiting_gold import WaitingGold, waiting_gold
from pages.deciding import decide
from pages.frame import Visit
from pages.settle_rows import link_to_settling
from pages.text_diff import compared_html
from pages.waiting_rows import standing_html
from words import say

SHOWN = 10


def gold_rows(visit: Visit) -> bool:
    """All of it, with what can be decided; False where none waits."""
    with database.current().read() as session:
        rows = waiting_gold(session, visit.reviewer_id, visit.project_id)
    if not rows:
        return False
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
    return True


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
