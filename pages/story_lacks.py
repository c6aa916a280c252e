"""Which sourced passages of one article the other lacks: a suggestion, each one click from its place."""

from html import escape

import pandas as pd
import streamlit as st

from models.queries.sourced_passages import SourcedPassage
from models.queries.story_articles import StoryArticle
from models.story_comparison import Comparison, Side
from pages.stories_address import place_href
from words import say


def outlet_of(article: StoryArticle) -> str:
    """The outlet, or the article's title where it has none."""
    return article.outlet or article.title


def what_is_lacking(both: Comparison) -> None:
    """Both sides, the first published first."""
    sides = ((both.earlier, both.later), (both.later, both.earlier))
    for (side, other), column in zip(sides, st.columns(2, gap="large"), strict=True):
        with column:
            _lacking(side, other)


def _lacking(side: Side, other: Side) -> None:
    title = say("stories.lacks_in", outlet=outlet_of(side.article), other=outlet_of(other.article))
    if not side.passages:
        told = f"<p>{escape(say('stories.lacks_untagged'))}</p>"
    elif not side.lacking:
        told = f"<p>{escape(say('stories.lacks_none', n=len(side.passages)))}</p>"
    else:
        told = f"<ul>{''.join(map(_passage_html, side.lacking))}</ul>"
    st.html(f'<div class="fcw-lacks"><h3><bdi>{escape(title)}</bdi></h3>{told}</div>')


def _passage_html(passage: SourcedPassage) -> str:
    gold = f"<small>★ {escape(say('stories.gold'))}</small>" if passage.is_gold else ""
    address = place_href(passage.article_id, passage=passage.id, at=passage.start)
    return f'<li><a href="{address}"><q>{escape(passage.quote)}</q></a>{gold}</li>'


def lacking_table(both: Comparison) -> pd.DataFrame:
    """The same in rows."""
    rows = [
        (outlet_of(side.article), passage.start, passage.quote)
        for side in (both.earlier, both.later)
        for passage in side.lacking
    ]
    names = ("outlet", "first", "text")
    return pd.DataFrame(rows, columns=[say(f"stories.cell_{name}") for name in names])
