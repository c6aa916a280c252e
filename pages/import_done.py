"""What an import brought in, and the ways on from there."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from pages.queue_rows import link_to_article
from words import say

MOST_LINKS = 12

Arrived = Sequence[tuple[int, str]]
"""Number and title of each article."""


def imported(*parts: tuple[str, int]) -> str:
    """'Imported 3 articles and 12 passages.', saying only what there is."""
    told = [say(f"importing.plan_n_{what}", n=n) for what, n in parts if n]
    if not told:
        return say("importing.imported_none")
    return say("importing.plan_done", what=say("importing.plan_and").join(told))


def draw_done(
    told: str, arrived: Arrived, *, is_over: bool = True, leave: Callable[[], None] | None = None
) -> None:
    """The sentence with the buttons beside it; the first article is the way on once all is over.

    `leave` lets go of what is done, where the page holds it until then.
    """
    with st.container(key="import-done", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="fcw-import-done">{escape(told)}</p>')
        label = say("importing.read_first" if len(arrived) > 1 else "importing.read_now")
        if arrived and st.button(label, type="primary" if is_over else "secondary"):
            _go("annotate.py", leave, article=str(arrived[0][0]))
        if is_over and st.button(
            say("importing.to_library"), type="secondary" if arrived else "primary"
        ):
            _go("library.py", leave)
        if leave is not None:
            st.button(say("importing.plan_another"), on_click=leave)


def draw_arrived(arrived: Arrived) -> None:
    """The articles by their titles, each a link to its text."""
    if not arrived:
        return
    st.html(f'<h2 class="fcw-import-arrived">{say("importing.arrived", n=len(arrived))}</h2>')
    with st.container(key="import-arrived", gap=None):
        for article_id, title in arrived[:MOST_LINKS]:
            link_to_article(article_id, title)
    more = len(arrived) - MOST_LINKS
    if more > 0:
        st.caption(say("importing.arrived_more", n=more))


def _go(page: str, leave: Callable[[], None] | None, **params: str) -> None:
    if leave is not None:
        leave()
    st.switch_page(page, query_params=params)
