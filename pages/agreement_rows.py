"""Places where readers part as rows: their words, their article, and each reviewer's letter."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from agreement.contributions import Place
from charts.palette import palette_of
from models.membership import Role
from models.queries.disputed_places import PlaceInWords, places_in_words
from models.tag import Tag
from pages.agreement_found import Found, tags_in
from pages.agreement_frames import short_names
from pages.dashboard_asked import Asked
from pages.to_the_letter import plain
from words import say

WINDOW = 420
"""Pixels."""


class PlaceRows:
    """Places as rows: words, article, and a letter for each reviewer, in one order everywhere."""

    def __init__(
        self, session: Session, asked: Asked, found: Found, places: Sequence[Place]
    ) -> None:
        self.asked = asked
        spots = [(found.revisions[one.article], one.start, one.end) for one in places]
        words = places_in_words(session, *asked.of, spots)
        self.rows = [
            (words[spot], place) for spot, place in zip(spots, places, strict=True) if spot in words
        ]
        looks = {tag.name: tag for tag in tags_in(session, asked)}
        self.looks: dict[str, Tag] = looks
        numbers = {number for _, place in self.rows for number in place.readings}
        called = short_names(asked.choices.reviewers)
        self.readers = sorted(
            ((called.get(int(number), "?"), number) for number in numbers), key=lambda one: one[0]
        )

    def names(self) -> str:
        """Whose letters stand there, in their order."""
        return say("dashboard.part_joined").join(name for name, _ in self.readers)

    def draw(self) -> None:
        """The rows on the page."""
        draw_rows([self._line(words, place) for words, place in self.rows])

    def draw_in_a_window(self) -> None:
        """The same in a window of its own, so that the charts stay in sight."""
        with st.container(height=WINDOW, border=False, key="agreement-window"):
            self.draw()

    def table(self) -> pd.DataFrame:
        """The rows as a table, a column a reviewer."""
        heads = [say("agreement.column_words"), say("charts.article")]
        rows = [
            (
                plain(words.quote),
                plain(words.article),
                *(plain(self._said(place, number)) for _, number in self.readers),
            )
            for words, place in self.rows
        ]
        return pd.DataFrame(rows, columns=[*heads, *(plain(name) for name, _ in self.readers)])

    def _said(self, place: Place, number: str) -> str:
        if number not in place.readings:
            return say("agreement.not_looked")
        tags = place.readings[number]
        return say("charts.joined").join(sorted(tags)) if tags else say("agreement.no_tag")

    def _line(self, words: PlaceInWords, place: Place) -> str:
        letters = "".join(self._letters(place, name, number) for name, number in self.readers)
        return (
            f'<li><div><a href="{address_of(words, self.asked)}"><q>{escape(words.quote)}</q></a>'
            f"<small>{escape(words.article)}</small></div>"
            f'<span class="agreement-letters">{letters}</span></li>'
        )

    def _letters(self, place: Place, name: str, number: str) -> str:
        said = say("agreement.said", name=name, tags=self._said(place, number))
        told = f'title="{escape(said)}" role="img" aria-label="{escape(said)}"'
        if number not in place.readings:
            return f'<i class="unread" {told}></i>'
        tags = [self.looks[tag] for tag in sorted(place.readings[number]) if tag in self.looks]
        if not tags:
            return f'<i class="none" {told}>–</i>'
        first = palette_of(tags[0].colour).as_shown
        letters = "".join(tag.letter for tag in tags)
        style = f"background:{first.fill};color:{first.ink}"
        return f'<i style="{style}" {told}>{escape(letters)}</i>'


def draw_rows(lines: Sequence[str]) -> None:
    st.html(f'<ul class="agreement-rows">{"".join(lines)}</ul>')


def settles(asked: Asked) -> bool:
    """Whether the visitor settles articles, and so is led there."""
    return asked.visit.may(Role.EDITOR)


def address_of(place: PlaceInWords, asked: Asked) -> str:
    """Where a row leads; a plain address, which in another tab opens the same."""
    if settles(asked):
        return f"adjudicate?article={place.article_id}"
    passage = f"&amp;passage={place.passage}" if place.passage else ""
    return f"annotate?article={place.article_id}{passage}"
