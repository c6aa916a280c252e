"""Which article its dashboard is of: the choice above it, and the list where none is chosen."""

from dataclasses import replace
from html import escape

import streamlit as st

from models import database
from models.queries.article_filter import ArticleFilter
from models.queries.library import LibraryRow, library, tag_counts
from models.queries.scope import Filters
from models.queries.sentence_runs import runs
from models.queries.strips import strips
from models.tag import tags_for
from pages.article_found import article_of
from pages.dashboard_address import write_address
from pages.dashboard_asked import Asked
from pages.frame import Visit, empty_state
from pages.readings_told import hidden_among, passages_told, readings_told
from pages.strip import day_in_words, legend_html, strip_html, tag_colours
from words import say

PAGE_SIZE = 20
CHOICE = "article_choice"


def article_address(article_id: int, visit: Visit) -> str:
    """The dashboard of an article, as a plain address."""
    return f"article?article={article_id}&amp;project={visit.project_id}"


def choose_article(filters: Filters, titles: dict[int, str]) -> None:
    """A box to choose the article in; a new one has no picked place yet."""
    chosen = article_of(filters)
    st.session_state[CHOICE] = chosen
    st.selectbox(
        say("article.choose"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder=say("article.choose"),
        label_visibility="collapsed",
        key=CHOICE,
        on_change=_keep,
        args=(filters,),
    )


def _keep(filters: Filters) -> None:
    chosen = st.session_state[CHOICE]
    write_address(replace(filters.unpicked(), articles=() if chosen is None else (chosen,)))


def articles_to_choose(asked: Asked) -> None:
    """The project's articles, the newest published first: how far each is, and the way to it."""
    visit = asked.visit
    shown = st.session_state.setdefault("article_shown", PAGE_SIZE)
    outlet = next(iter(asked.filters.outlets), None)
    with database.current().read() as session:
        rows = library(session, *asked.of, ArticleFilter(outlet=outlet), limit=shown + 1)
        of = (*asked.of, [row.revision_id for row in rows])
        counts, blocks, states = tag_counts(session, *of), strips(session, *of), runs(session, *of)
        tags = tags_for(session, *asked.of)
        hidden = hidden_among(session, *asked.of, rows)
    empty_state(say("article.none_title"), say("article.none_sentence"))
    colours = tag_colours(tags)
    lines = []
    for row in rows[:shown]:
        number = row.revision_id
        strip = strip_html(blocks.get(number, []), states.get(number, []), row.sentences, colours)
        passages, is_hidden = sum(counts.get(number, {}).values()), row.article_id in hidden
        told = readings_told(row, hidden=is_hidden), passages_told(passages, hidden=is_hidden)
        lines.append(_line(visit, row, strip, *told))
    st.html(f'<ul class="article-list">{"".join(lines)}</ul>')
    if len(rows) > shown and st.button(say("queue.more")):
        st.session_state["article_shown"] = shown + PAGE_SIZE
        st.rerun()
    st.html(legend_html(tags))


def _line(visit: Visit, row: LibraryRow, strip: str, readings: str, passages: str) -> str:
    about = (row.outlet, day_in_words(row.published_at), row.byline)
    byline = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in about if part)
    return (
        f'<li><div><a href="{article_address(row.article_id, visit)}">{escape(row.title)}</a>'
        f"<small>{byline}</small></div><span>{strip}</span>"
        f"<span>{escape(readings)}<small>{escape(passages)}</small></span></li>"
    )
