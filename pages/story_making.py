"""What people say against the grouping: together, apart, and taken back."""

from collections.abc import Callable, Collection

import streamlit as st

from models import database
from models.membership import Role
from models.queries.choices import choices_in
from models.story_word import Regrouping, keep_apart, put_together, undo_regrouping
from pages.dashboard_asked import Asked
from pages.frame import Visit, telling_errors
from pages.stories_address import open_story
from pages.to_the_letter import plain
from words import say

_DONE = "story_regrouped"


def offer_making(visit: Visit, asked: Asked) -> None:
    """Editors make a story of articles that were not found to be one."""
    if not visit.may(Role.EDITOR) or len(asked.choices.articles) < 2:
        return
    with st.popover(say("stories.make"), icon=":material/join_inner:", key="story-make"):
        chosen = st.multiselect(
            say("stories.make_label"),
            list(asked.choices.articles),
            format_func=asked.choices.articles.__getitem__,
            placeholder=say("stories.add_choose"),
            key="story_make_articles",
        )
        if st.button(say("stories.make_button"), disabled=len(chosen) < 2):
            _say(visit, put_together, chosen[0], chosen[1:], say("stories.made"), chosen[0])


def offer_adding(visit: Visit, articles: Collection[int]) -> None:
    """Editors put another article of the project into this story."""
    if not visit.may(Role.EDITOR):
        return
    with st.popover(say("stories.add"), icon=":material/add:", key="story-add"):
        with database.current().read() as session:
            known = choices_in(session, visit.reviewer_id, visit.project_id).articles
        others = [one for one in known if one not in articles]
        chosen = st.selectbox(
            say("stories.add_label"),
            others,
            index=None,
            format_func=known.__getitem__,
            placeholder=say("stories.add_choose"),
            key="story_add_article",
        )
        if st.button(say("stories.add_button"), disabled=chosen is None) and chosen is not None:
            told = say("stories.joined", title=known[chosen])
            _say(visit, put_together, chosen, articles, told, min(articles))


def offer_leaving(visit: Visit, article_id: int, title: str, others: Collection[int]) -> None:
    """The button that says that this article tells another story than these."""
    if visit.may(Role.EDITOR) and st.button(
        say("stories.leave"), key=f"story-leave-{article_id}", type="tertiary"
    ):
        stays = min(others)
        _say(visit, keep_apart, article_id, others, say("stories.left", title=title), stays)


def tell_regrouped(visit: Visit) -> None:
    """What was said last on this page, and its undoing."""
    if _DONE not in st.session_state:
        return
    whose, told, done = st.session_state[_DONE]
    if whose != (visit.reviewer_id, visit.project_id):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="story-regrouped"):
        st.markdown(plain(told), width="content")
        if done is not None and st.button(say("stories.undo"), icon=":material/undo:"):
            with telling_errors():
                with database.current().begin() as session:
                    undo_regrouping(session, visit.reviewer_id, done)
                st.session_state[_DONE] = (whose, say("stories.undone"), None)
                st.rerun()


def _say(
    visit: Visit,
    verb: Callable[..., Regrouping],
    article_id: int,
    others: Collection[int],
    told: str,
    story: int,
) -> None:
    with telling_errors():
        with database.current().begin() as session:
            done = verb(session, visit.reviewer_id, article_id, others)
        st.session_state[_DONE] = ((visit.reviewer_id, visit.project_id), told, done)
        open_story(story)
        st.rerun()
