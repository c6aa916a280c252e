"""The list of stories: how many articles of which outlets, when, and how much of them is copied."""

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from charts.figures import grouped, long_day, percent, short_day
from models import database
from models.article import count_articles
from models.queries.stories import Story, stories
from models.queries.stories_listed import ListedStory, listed, stories_in_scope
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing, Number
from pages.frame import Visit, empty_state
from pages.stories_address import story_href
from pages.ways_on import offer_import
from words import say

AT_FIRST = 20
OUTLETS_NAMED = 4
_SHOWN = "stories_shown"


def no_story_yet(visit: Visit, asked: Asked) -> bool:
    """Whether the project has no story at all; then it says what to do."""
    with database.current().read() as session:
        if stories(session, *asked.of):
            return False
    empty_state(say("stories.empty_title"), say("stories.empty_sentence"))
    offer_import(visit, say("stories.empty_button"))
    return True


def stories_numbers(session: Session, asked: Asked) -> Sequence[Number]:
    """Stories, their articles and outlets, by the filters."""
    found = stories_in_scope(session, *asked.of, asked.filters)
    total = count_articles(session, *asked.of)
    outlets = {outlet for one in found for outlet in one.outlets}
    several = sum(len(one.outlets) > 1 for one in found)
    articles = grouped(sum(len(one.articles) for one in found))
    return [
        Number(say("stories.stories"), grouped(len(found)), say("stories.stories_more")),
        Number(
            say("stories.articles"), articles, say("stories.articles_more", total=grouped(total))
        ),
        Number(
            say("stories.outlets"), grouped(len(outlets)), say("stories.outlets_more", n=several)
        ),
    ]


def stories_listed(session: Session, asked: Asked) -> Listing:
    """The list, with the first stories; more are looked up when they are asked for."""
    found = stories_in_scope(session, *asked.of, asked.filters)
    rows = listed(session, *asked.of, found[:AT_FIRST])
    return Listing(
        name="list",
        title=say("stories.list_title"),
        unit=say("stories.list_unit"),
        table=_table(rows),
        draw=partial(_draw, asked, found, rows),
        aside=say("stories.shown", shown=len(rows), total=grouped(len(found))),
        empty=f"{say('stories.no_match_title')} {say('stories.no_match_sentence')}",
        wide=True,
    )


def days_in_words(story: Story) -> str:
    """'4 to 6 Jun 2026', one day, or that there is none."""
    first, last = story.first, story.last
    if first is None or last is None:
        return say("stories.undated")
    if first == last:
        return long_day(first)
    start = short_day(first) if first.year == last.year else long_day(first)
    return say("stories.days", first=start, last=long_day(last))


def outlets_in_words(story: Story) -> str:
    """The outlets by name, the first four."""
    named = list(story.outlets[:OUTLETS_NAMED])
    more = len(story.outlets) - len(named)
    return ", ".join([*named, *([say("stories.more_outlets", n=more)] if more else [])])


def _draw(asked: Asked, found: Sequence[Story], rows: list[ListedStory]) -> None:
    shown = st.session_state.get(_SHOWN, AT_FIRST)
    if shown > len(rows):
        with database.current().read() as session:
            rows = rows + listed(session, *asked.of, found[len(rows) : shown])
    st.html(f'<ol class="fcw-stories">{"".join(map(_row, rows))}</ol>')
    if len(found) > len(rows):
        st.button(say("stories.more"), on_click=_show, args=(shown + AT_FIRST,))


def _show(count: int) -> None:
    st.session_state[_SHOWN] = count


def _row(one: ListedStory) -> str:
    count = say("stories.n_articles", n=len(one.story.articles))
    parts = [count, outlets_in_words(one.story), days_in_words(one.story)]
    told = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in parts if part)
    copied = (
        say("stories.up_to", share=percent(one.copied))
        if one.copied
        else say("stories.none_copied")
    )
    return (
        f'<li><a href="{story_href(one.story.id)}"><bdi>{escape(one.title)}</bdi></a>'
        f"<span>{told}</span><span>{escape(copied)}</span></li>"
    )


def _table(rows: Sequence[ListedStory]) -> pd.DataFrame:
    told = [
        (
            one.title,
            len(one.story.articles),
            ", ".join(one.story.outlets),
            days_in_words(one.story),
            percent(one.copied),
        )
        for one in rows
    ]
    names = ("story", "articles", "outlets", "days", "copied")
    return pd.DataFrame(told, columns=[say(f"stories.column_{name}") for name in names])
