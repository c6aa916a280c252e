"""The library: every article of the project, who read it, and what was tagged in it."""

from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from models import database
from models.article import count_articles
from models.queries.article_filter import ArticleFilter, outlets
from models.queries.library import LibraryRow, library, tag_counts
from models.queries.sentence_runs import runs
from models.queries.strips import strips
from models.queries.versions import corrected
from models.tag import Tag, tags_for
from pages.corrected_row import version_link
from pages.disputed_alert import disputed_alert
from pages.frame import Visit, empty_state, heading, open_page
from pages.history_address import history_href
from pages.library_filter import library_filter, show_all
from pages.queue_rows import link_to_article
from pages.readings_told import hidden_among, readings_told
from pages.strip import (
    bars_html,
    byline_html,
    day_in_words,
    legend_html,
    strip_html,
    tag_colours,
)
from pages.ways_on import offer_import
from words import say

PAGE_SIZE = 20
WIDTHS = [4.2, 5.6, 1.0]


def page() -> None:
    """Draw the page."""
    visit = open_page()
    with database.current().read() as session:
        total = count_articles(session, visit.reviewer_id, visit.project_id)
        names = outlets(session, visit.reviewer_id, visit.project_id)
    heading(say("library.title"), say("library.sentence", n=total, project=visit.project))
    if not total:
        empty_state(say("library.empty_title"), say("library.empty_sentence"))
        offer_import(visit)
        return
    disputed_alert(visit, brief=True)
    _table(visit, library_filter(names))


def _table(visit: Visit, wanted: ArticleFilter) -> None:
    shown = st.session_state.setdefault("library_shown", PAGE_SIZE)
    with database.current().read() as session:
        rows = library(session, visit.reviewer_id, visit.project_id, wanted, limit=shown + 1)
        shared = (visit.reviewer_id, visit.project_id, [row.revision_id for row in rows])
        counts = tag_counts(session, *shared)
        drawn, states = strips(session, *shared), runs(session, *shared)
        tags = tags_for(session, visit.reviewer_id, visit.project_id)
        numbers = corrected(session, visit.reviewer_id, visit.project_id)
        hidden = hidden_among(session, visit.reviewer_id, visit.project_id, rows)
    if not rows:
        empty_state(say("queue.no_match_title"), say("queue.no_match_sentence"))
        st.button(say("queue.no_match_button"), on_click=show_all)
        return
    with st.container(key="library-rows"):
        _columns()
        for row in rows[:shown]:
            number = row.revision_id
            strip = strip_html(
                drawn.get(number, []), states.get(number, []), row.sentences, tag_colours(tags)
            )
            told = readings_told(row, hidden=row.article_id in hidden)
            with _row(row, strip, counts.get(number, {}), tags, told):
                version_link(visit, row.article_id, numbers.get(row.article_id, 1))
    if len(rows) > shown and st.button(say("queue.more")):
        st.session_state["library_shown"] = shown + PAGE_SIZE
        st.rerun()
    st.html(legend_html(tags))


def _columns() -> None:
    article, cells, _ = st.columns(WIDTHS, vertical_alignment="center")
    article.html(f'<div class="fcw-quiet">{say("queue.column_article")}</div>')
    cells.html(
        f'<div class="fcw-cells four fcw-quiet"><span>{say("queue.column_words")}</span>'
        f"<span>{say('queue.column_coverage')}</span><span>{say('library.column_tags')}</span>"
        f"<span>{say('library.column_readings')}</span></div>"
    )


def _row(
    row: LibraryRow, strip: str, counts: dict[str, int], tags: list[Tag], readings: str
) -> DeltaGenerator:
    article, cells, action = st.columns(WIDTHS, vertical_alignment="center")
    with article:
        link_to_article(row.article_id, row.title)
        st.html(byline_html(row.outlet, day_in_words(row.published_at), row.byline))
    passages = sum(counts.values())
    said = say("library.passages", n=passages) if passages else ""
    cells.html(
        f'<div class="fcw-cells four"><span class="n">{row.words:,}</span>'
        f"<span>{strip}</span><span>{bars_html(counts, tags)}<small>{said}</small></span>"
        f"<span>{escape(readings)}<small>"
        f'<a href="article?article={row.article_id}">{say("article.link")}</a> · '
        f'<a href="{history_href(article=row.article_id)}">{say("history.link")}</a>'
        "</small></span></div>"
    )
    with action:
        link_to_article(row.article_id, say("library.read"))
    return article


page()
