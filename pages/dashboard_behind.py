"""The passages behind what the desk is narrowed down to, each with the way to its article."""

from collections.abc import Hashable, Iterable
from html import escape
from itertools import groupby

import streamlit as st

from charts.figures import grouped
from charts.palette import palette_of
from models.queries.behind import ListedPassage
from pages.list_pages import turn_pages
from pages.queue_rows import link_to_article
from words import say


def passages_behind(
    passages: list[ListedPassage], total: int, of: Hashable, skip: int = 0, said: str = ""
) -> None:
    """The passages by article, in the order of reading; `of` is what list they are a page of.

    What is `said` of them stands beside their number.
    """
    shown, figure = len(passages), grouped(total)
    first, last = grouped(skip + 1), grouped(skip + shown)
    scope = (
        say("dashboard.behind_part", first=first, last=last, figure=figure)
        if shown < total
        else say("dashboard.behind_scope", n=total, figure=figure)
    )
    if said:
        scope = say("dashboard.part_joined").join([scope, said])
    with st.container(key="board-behind"):
        st.html(f"<h2>{escape(say('dashboard.behind'))}</h2><p>{escape(scope)}</p>")
        for article_id, group in groupby(passages, key=lambda passage: passage.article_id):
            of_article = list(group)
            link_to_article(article_id, of_article[0].article)
            st.html(f"<ul>{lines_of(of_article)}</ul>")
        turn_pages(of, more=skip + shown < total)


def lines_of(passages: Iterable[ListedPassage]) -> str:
    """The passages as items of a list, in HTML: tag, words with the way to them, and by whom."""
    return "".join(map(_line, passages))


def _line(passage: ListedPassage) -> str:
    colours = palette_of(passage.colour).as_shown
    style = f"color:{colours.ink};border-color:{colours.underline}"
    evidence = "".join(
        f"<li>{escape(one.title)}, {escape(say(f'reader.stance_{one.stance}'))}</li>"
        for one in passage.evidence
    )
    rests_on = f"<ul>{evidence}</ul>" if evidence else ""
    # A plain address, so that this passage and no other is opened, in another tab too.
    address = f"annotate?article={passage.article_id}"
    address += "" if passage.is_gold else f"&amp;passage={passage.id}"
    whose = say("dashboard.gold") if passage.is_gold else passage.reviewer
    return (
        f'<li><span class="board-tag {passage.pattern}" style="{style}">{escape(passage.tag)}</span>'
        f'<div><a href="{address}"><q>{escape(passage.quote)}</q></a>{rests_on}</div>'
        f"<small>{escape(whose)}</small></li>"
    )
