"""Versions: the texts of an article, and what differs between two of them."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from models import database
from models.membership import Role
from models.queries.texts import stored_text
from models.queries.versions import TextVersion, settled_number, text_versions
from pages.address_article import article_in_address
from pages.changes_shown import draw_changes
from pages.disputed_alert import disputed_alert
from pages.frame import Visit, heading, open_page
from pages.settle_rows import link_to_earlier
from pages.strip import day_in_words
from pages.text_diff import pieces
from words import say


def page() -> None:
    """Draw the page."""
    visit = open_page()
    article = article_in_address(visit)
    if article is None:
        return
    with database.current().read() as session:
        versions = text_versions(session, visit.reviewer_id, article.id)
        settles = visit.role.covers(Role.EDITOR)
        settled = settled_number(session, visit.reviewer_id, article.id) if settles else None
    heading(article.title, say("corrections.versions_title"))
    _ways(visit, article.id)
    disputed_alert(visit, article.id)
    st.html(f'<div class="fcw-versions">{"".join(map(_version_html, versions))}</div>')
    link_to_earlier(article.id, settled)
    if len(versions) > 1:
        _compared(visit, versions)
    else:
        st.caption(say("corrections.one_version"))


def _version_html(one: TextVersion) -> str:
    about = "version_by" if one.by else "version_about"
    day = day_in_words(one.at.date().isoformat())
    told = say(f"corrections.{about}", day=day, by=one.by, words=f"{one.words:,}")
    name = say("corrections.version", number=one.number)
    return f"<p><b>{name}</b> · <bdi>{escape(told)}</bdi></p>"


def _ways(visit: Visit, article_id: int) -> None:
    query = {"article": str(article_id)}
    with st.container(horizontal=True, key="version-ways"):
        st.page_link("annotate.py", label=say("corrections.read"), query_params=query)
        if visit.may(Role.EDITOR):
            st.page_link(
                "correct_article.py", label=say("corrections.correct_title"), query_params=query
            )
        if visit.role.covers(Role.REVIEWER):
            st.page_link("corrections.py", label=say("corrections.title"))


def _compared(visit: Visit, versions: Sequence[TextVersion]) -> None:
    numbers = {one.revision_id: one.number for one in versions}
    with st.container(horizontal=True, key="version-choice"):
        chosen = [
            st.selectbox(
                say(f"corrections.{side}"),
                list(numbers),
                index=index,
                format_func=lambda one: say("corrections.version", number=numbers[one]),
                key=f"version-{side}-{versions[0].revision_id}",
            )
            for side, index in (("from", 1), ("to", 0))
        ]
    with database.current().read() as session:
        texts = [stored_text(session, visit.reviewer_id, number)[1] for number in chosen]
    draw_changes(pieces(*texts), f"{chosen[0]}-{chosen[1]}")


page()
