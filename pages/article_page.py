"""Article: one text lying down, what each reader made of it, and where they part."""

from functools import partial
from html import escape

import streamlit as st

from models import database
from models.membership import Role
from models.queries.article_text import ArticleText
from models.queries.scope import Filters, Pick
from models.tag import Tag
from pages.article_choice import articles_to_choose, choose_article
from pages.article_found import article_of, in_its_project, narrowed, of_its_own, tags_in, text_of
from pages.article_lists import diverging, passages_there
from pages.article_numbers import numbers_of_article
from pages.article_panels import along_panel, lanes_panel
from pages.dashboard_address import read_address
from pages.dashboard_asked import Asked
from pages.dashboard_counted import choices_for
from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard, Slot
from pages.frame import open_page
from pages.history_address import history_href
from pages.kept_views import revision_now
from pages.strip import byline_html, day_in_words, legend_html
from words import say


def board(title: str, filters: Filters) -> Dashboard:
    """The dashboard of an article; the passages of a picked place stand right under its charts."""
    parts = [Slot("diverge", of_its_own(diverging), slow=2)]
    there = Slot("there", of_its_own(passages_there), slow=1)
    parts.insert(0 if filters.pick != Pick() else 1, there)
    return Dashboard(
        name="article",
        page="article_page.py",
        title=title,
        method=say("article.method"),
        numbers=of_its_own(numbers_of_article),
        slots=(
            Slot("lanes", of_its_own(lanes_panel)),
            Slot("along", of_its_own(along_panel), slow=1),
            *parts,
        ),
        behind=False,
        unasked=("articles", "outlets"),
    )


def article_page() -> None:
    """Draw the page."""
    visit = open_page()
    choices = choices_for(visit, revision_now())
    filters = read_address(choices)
    chosen = article_of(filters)
    title = say("article.title") if chosen is None else choices.articles[chosen]
    shown = board(title, filters)
    asked = open_dashboard(shown, visit, beside=partial(_choose, choices.articles))
    if article_of(asked.filters) is None:
        articles_to_choose(asked)
        return
    asked = narrowed(asked)
    with database.current().read() as session:
        its = in_its_project(session, asked)
        text, tags = text_of(session, its), tags_in(session, its)
    _about(asked, text)
    fill_dashboard(shown, asked)
    _legend(tags)


def _choose(titles: dict[int, str], filters: Filters) -> None:
    with st.container(key="article-choice"):
        choose_article(filters, titles)


def _about(asked: Asked, text: ArticleText) -> None:
    """What the article is, the ways to its text, and whether something is hidden."""
    number = say("article.text_number", number=text.number) if text.number > 1 else ""
    words = say("article.words", n=text.words, figure=f"{text.words:,}")
    about = (text.outlet, day_in_words(text.published_at), text.byline, words, number)
    ways = [(f"annotate?article={text.article_id}", "article.read")]
    if asked.visit.role.covers(Role.EDITOR):
        ways.append((f"adjudicate?article={text.article_id}", "article.settle"))
    links = "".join(f'<a href="{address}">{escape(say(word))}</a>' for address, word in ways)
    links += f'<a href="{history_href(article=text.article_id)}">{escape(say("history.link"))}</a>'
    hidden = f"<p>{escape(say('article.blind'))}</p>" if text.blind else ""
    st.html(f'<div class="article-about">{byline_html(*about)}<nav>{links}</nav>{hidden}</div>')


def _legend(tags: list[Tag]) -> None:
    with st.container(key="article-legend"):
        st.html(legend_html(tags))


article_page()
