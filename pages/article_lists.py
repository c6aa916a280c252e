"""The lists of the Article dashboard: where readers diverge, and the passages of a place."""

from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from agreement.contributions import Place
from models.queries.article_place import passages_at
from models.queries.behind import ListedPassage
from models.queries.disputed_places import PlaceInWords
from models.queries.scope import Pick
from pages.agreement_found import look
from pages.agreement_rows import PlaceRows, settles
from pages.article_found import agreed_along, text_of, why_undefined
from pages.dashboard_asked import Asked
from pages.dashboard_behind import lines_of
from pages.dashboard_parts import Listing
from pages.to_the_letter import plain
from words import say

SHOWN = 8
"""So many places stand on the page at once; more stand in a window."""


def diverging(session: Session, asked: Asked) -> Listing:
    """Where first submissions part, the heaviest place first, and what each reviewer made of it."""
    found = agreed_along(session, asked)
    places = list(found.places) if found else []
    rows = DivergingRows(session, asked, look(session, asked, "sentences"), places)
    return Listing(
        name="diverge",
        title=say("article.diverge_title"),
        unit=say("article.diverge_unit", n=len(places)) if places else "",
        table=rows.table().drop(columns=say("charts.article")),
        draw=rows.draw_in_a_window if len(places) > SHOWN else rows.draw,
        aside=rows.names(),
        empty=why_undefined(found) or say("agreement.lowers_none"),
        wide=True,
    )


def passages_there(session: Session, asked: Asked) -> Listing:
    """The passages of the picked place; those of the whole article where none is picked."""
    text = text_of(session, asked)
    found, total = passages_at(session, *asked.of, asked.filters, text.revision_id)
    picked = asked.filters.pick != Pick()
    gold = sum(one.is_gold for one in found)
    unit = say("dashboard.behind_scope", n=total, figure=f"{total:,}")
    if gold:
        unit = say("article.with_gold", n=gold, passages=unit)
    if len(found) < total:
        shown = f"{len(found):,}"
        unit = say("dashboard.behind_part", first="1", last=shown, figure=f"{total:,}")
    return Listing(
        name="there",
        title=say("article.there_title" if picked else "article.passages_title"),
        unit=unit,
        table=_table(found),
        draw=partial(_draw, found),
        empty=say("article.there_none" if picked else "library.no_passages"),
        wide=True,
    )


class DivergingRows(PlaceRows):
    """Places of one article: the way there, and each reviewer's tags in words beside their letters."""

    def _line(self, words: PlaceInWords, place: Place) -> str:
        letters = "".join(self._letters(place, name, number) for name, number in self.readers)
        said = say("dashboard.part_joined").join(
            say("agreement.said", name=name, tags=self._said(place, number))
            for name, number in self.readers
        )
        settle = ""
        if settles(self.asked):
            address = f"adjudicate?article={words.article_id}"
            settle = f' <a class="way" href="{address}">{escape(say("article.settle"))}</a>'
        # The place itself where nobody's passage is there to be opened.
        at = f"passage={words.passage}" if words.passage else f"at={place.start}"
        address = f"annotate?article={words.article_id}&amp;{at}"
        return (
            f'<li><div><a href="{address}"><q>{escape(words.quote)}</q></a>'
            f"<small>{escape(said)}{settle}</small></div>"
            f'<span class="agreement-letters">{letters}</span></li>'
        )


def _table(passages: list[ListedPassage]) -> pd.DataFrame:
    heads = [say("charts.tag"), say("agreement.column_words"), say("charts.reviewer")]
    rows = [
        (
            plain(one.tag),
            plain(one.quote),
            say("dashboard.gold") if one.is_gold else plain(one.reviewer),
        )
        for one in passages
    ]
    return pd.DataFrame(rows, columns=heads)


def _draw(passages: list[ListedPassage]) -> None:
    st.html(f'<div class="board-rows"><ul>{lines_of(passages)}</ul></div>')
