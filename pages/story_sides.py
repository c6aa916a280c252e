"""Two articles of a story side by side: what is copied word for word, and what either lacks."""

from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from charts.figures import long_day, percent
from models import database
from models.copied_runs import CopiedRun
from models.queries.sourced_passages import sourced_passages
from models.queries.stories import Story
from models.queries.story_articles import StoryArticle
from models.story_comparison import Comparison, compared
from pages.frame import Visit
from pages.stories_address import open_story, pair_in_address, place_href
from pages.story_lacks import lacking_table, outlet_of, what_is_lacking
from pages.story_parts import part
from pages.to_the_letter import plain
from words import say

RUNS_SHOWN = 20


def side_by_side(visit: Visit, story: Story, articles: list[StoryArticle]) -> None:
    """The two articles that are chosen, the first published first."""
    known = {one.id: one for one in articles}
    first, second = _pair(story, articles)
    with database.current().read() as session:
        asked = (session, visit.reviewer_id, visit.project_id, [first, second])
        passages = sourced_passages(*asked)
    both = compared(known[first], known[second], passages)
    st.html(f'<h2 class="fcw-side">{escape(say("stories.side_title"))}</h2>')
    if len(articles) > 2:
        _choose(story, articles, first, second)
    st.markdown(_in_words(both))
    part("runs", partial(_runs, both), _runs_table(both))
    part("lacks", partial(what_is_lacking, both), lacking_table(both))


def _pair(story: Story, articles: list[StoryArticle]) -> tuple[int, int]:
    ids = [one.id for one in articles]
    asked = pair_in_address()
    if asked is not None and set(asked) <= set(ids):
        first, second = sorted(asked, key=ids.index)
        return first, second
    # Two outlets tell more than one outlet twice.
    other = next((one for one in articles if one.outlet != articles[0].outlet), articles[1])
    return ids[0], other.id


def _choose(story: Story, articles: list[StoryArticle], first: int, second: int) -> None:
    ids = [one.id for one in articles]
    called = {one.id: " · ".join(filter(None, (one.outlet, one.title))) for one in articles}
    st.session_state.update(story_earlier=first, story_later=second)
    for name, column in zip(("earlier", "later"), st.columns(2), strict=True):
        column.selectbox(
            say(f"stories.{name}"),
            ids,
            format_func=called.__getitem__,
            key=f"story_{name}",
            on_change=_keep,
            args=(story.id,),
        )


def _keep(story_id: int) -> None:
    first, second = st.session_state["story_earlier"], st.session_state["story_later"]
    open_story(story_id, (first, second) if first != second else None)


def _in_words(both: Comparison) -> str:
    earlier, later = both.earlier.article, both.later.article
    day = earlier.day
    if both.is_dated and day is not None:
        first = say("stories.which_first", earlier=outlet_of(earlier), day=long_day(day))
    elif day is not None and day == later.day:
        first = say("stories.same_day", day=long_day(day))
    else:
        first = say("stories.which_unknown")
    runs = say("stories.n_runs", n=len(both.runs))
    share = say("stories.share_of", share=percent(both.share), runs=runs) if both.runs else ""
    return plain(f"{first} {share}".strip())


def _runs(both: Comparison) -> None:
    if not both.runs:
        st.html(f'<p class="fcw-quiet">{escape(say("stories.runs_none"))}</p>')
        return
    longest = sorted(both.runs, key=lambda one: -one.words)[:RUNS_SHOWN]
    shown = sorted(longest, key=lambda one: one.later)
    rows = "".join(_run_html(both, one) for one in shown)
    st.html(f'<ul class="fcw-runs">{rows}</ul>')
    if len(both.runs) > RUNS_SHOWN:
        more = len(both.runs) - RUNS_SHOWN
        st.caption(say("stories.runs_more", n=more))


def _run_html(both: Comparison, run: CopiedRun) -> str:
    sides = ((both.earlier.article, run.earlier), (both.later.article, run.later))
    links = " ".join(
        f'<a href="{place_href(article.id, at=span[0])}">'
        f"{escape(say('stories.at_in', outlet=outlet_of(article)))}</a>"
        for article, span in sides
    )
    quote = both.later.article.text[run.later[0] : run.later[1]]
    words = escape(say("stories.run_words", n=run.words))
    return f"<li><q>{escape(quote)}</q><small>{words} {links}</small></li>"


def _runs_table(both: Comparison) -> pd.DataFrame:
    text = both.later.article.text
    rows = [
        (run.words, run.earlier[0], run.later[0], text[run.later[0] : run.later[1]])
        for run in both.runs
    ]
    names = ("words", "first", "then", "text")
    return pd.DataFrame(rows, columns=[say(f"stories.cell_{name}") for name in names])
