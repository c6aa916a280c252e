"""One story: its articles, two of them side by side, and who cites whom."""

from functools import partial

import streamlit as st

from charts.figures import grouped, percent
from models import database
from models.queries.stories import Story, story_of
from models.queries.story_articles import StoryArticle, story_articles
from models.story_comparison import copied_from_earlier
from pages.frame import Visit, empty_state, heading
from pages.kept_views import kept, revision_now
from pages.queue_rows import link_to_article
from pages.stories_address import to_the_list
from pages.stories_compared import compare_the_rest
from pages.stories_list import days_in_words
from pages.story_citations import who_cites_whom
from pages.story_making import offer_adding, offer_leaving, tell_regrouped
from pages.story_parts import part
from pages.story_sides import side_by_side
from pages.strip import byline_html, day_in_words
from words import say

AT_FIRST = 40
_SHOWN = "story_shown"


def story_page(visit: Visit, wanted: int) -> None:
    """Draw the story of the article `wanted`."""
    st.button(
        say("stories.back"), icon=":material/arrow_back:", type="tertiary", on_click=to_the_list
    )
    compare_the_rest(visit)
    with database.current().read() as session:
        asker = (visit.reviewer_id, visit.project_id)
        story = story_of(session, *asker, wanted)
        articles = story_articles(session, *asker, story.articles) if story else []
    if story is None or len(articles) < 2:
        tell_regrouped(visit)
        empty_state(say("stories.gone_title"), say("stories.gone_sentence"))
        return
    heading(articles[0].title, _about(story))
    tell_regrouped(visit)
    with st.container(key="story-parts"):
        part("articles", partial(_articles, visit, articles))
        side_by_side(visit, story, articles)
        who_cites_whom(visit, articles)


def _about(story: Story) -> str:
    return say(
        "stories.about",
        articles=say("stories.n_articles", n=len(story.articles)),
        outlets=say("stories.n_outlets", n=len(story.outlets)),
        days=days_in_words(story),
    )


def _articles(visit: Visit, articles: list[StoryArticle]) -> None:
    ids = [one.id for one in articles]
    texts = tuple(one.revision_id for one in articles)
    shares = kept(revision_now(), visit, ("copied", texts), partial(copied_from_earlier, articles))
    shown = st.session_state.get(_SHOWN, AT_FIRST)
    for article, share in list(zip(articles, shares, strict=True))[:shown]:
        with st.container(horizontal=True, key=f"story-article-{article.id}"):
            with st.container():
                link_to_article(article.id, article.title)
                st.html(byline_html(*_told(article, share)))
            others = [one for one in ids if one != article.id]
            offer_leaving(visit, article.id, article.title, others)
    if len(articles) > shown:
        st.button(say("stories.more_articles"), on_click=_show, args=(shown + AT_FIRST,))
    offer_adding(visit, ids)


def _show(count: int) -> None:
    st.session_state[_SHOWN] = count


def _told(article: StoryArticle, share: float) -> list[str]:
    names = ", ".join(article.readers)
    return [
        article.outlet,
        day_in_words(article.published_at) or say("stories.undated"),
        say("stories.n_words", words=grouped(article.words)),
        say("stories.read_by", names=names) if names else say("stories.read_by_nobody"),
        say("stories.copied_share", share=percent(share)) if share else "",
    ]
