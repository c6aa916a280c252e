"""The alert that an outlet changed what was tagged disputed: for editors, until one of them saw it."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models import database
from models.changed_passages import mark_changes
from models.membership import Role
from models.queries.disputed_changes import DisputedChange, disputed_changes, unseen_of
from pages.frame import Visit, telling_errors
from pages.text_diff import compared_html, marked
from words import say

SHOWN = 3


def disputed_alert(visit: Visit, article_id: int | None = None, *, brief: bool = False) -> None:
    """What nobody saw yet, of one article or of all; on an article's page also what was seen.

    `brief` names the articles alone.
    """
    if not visit.role.covers(Role.EDITOR):
        return
    with database.current().read() as session:
        found = disputed_changes(session, visit.reviewer_id, visit.project_id, article_id)
    unseen = unseen_of(found)
    if unseen:
        with st.container(key="disputed-alert"):
            title = say("corrections.disputed_title", n=len(unseen))
            st.html(f'<h2 class="fcw-part">{title}</h2>')
            for article in list(dict.fromkeys(one.article_id for one in unseen))[:SHOWN]:
                these = [one for one in unseen if one.article_id == article]
                told = [] if brief else these
                _of_article(visit, these[0], told, seen=True, alone=article_id is not None)
    seen = [one for one in found if one.seen]
    if article_id is not None and seen:
        with st.expander(say("corrections.disputed_seen_title", n=len(seen))):
            _of_article(visit, seen[0], seen, seen=False, alone=True)


def _of_article(
    visit: Visit,
    first: DisputedChange,
    changes: Sequence[DisputedChange],
    *,
    seen: bool,
    alone: bool,
) -> None:
    """One article's; `alone` on its own page, to which no link is needed. The button sets `seen`."""
    title = say("corrections.in_article", title=first.title, number=first.number)
    listed = "".join(f"<li>{_change_html(one)}</li>" for one in changes[:SHOWN])
    html = f'<div class="fcw-disputed"><p><bdi>{escape(title)}</bdi></p><ul>{listed}</ul></div>'
    if changes:
        st.html(html)
    key = f"disputed-ways-{first.article_id}-{seen}"
    with st.container(horizontal=True, vertical_alignment="center", key=key):
        if not changes:
            st.html(html, width="content")
        query = {"article": str(first.article_id)}
        if not alone:
            st.page_link("article_versions.py", label=say("corrections.look"), query_params=query)
        word = "seen" if seen else "unseen"
        if visit.may(Role.EDITOR) and st.button(
            say(f"corrections.{word}"), key=f"mark-{word}-{first.article_id}"
        ):
            with telling_errors(), database.current().begin() as session:
                mark_changes(session, visit.reviewer_id, first.article_id, seen=seen)
            st.rerun()


def _change_html(change: DisputedChange) -> str:
    if not change.now:
        return f"{marked('del', change.quote)} {escape(say('corrections.disputed_gone'))}"
    return compared_html(change.quote, change.now)
