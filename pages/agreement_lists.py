"""Where readers part: places with each reviewer's letter, articles, and tags to define better."""

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from agreement.bases import Basis
from agreement.contributions import Place
from charts.coefficients import coefficient
from charts.palette import Mode, palette_of
from models.membership import Role
from models.queries.disputed_places import PlaceInWords, places_in_words
from models.tag import Tag
from pages.agreement_found import Found, look, places_behind, tags_in
from pages.agreement_frames import short_names, written
from pages.dashboard_parts import Asked, Listing, Way
from pages.frame import mode
from pages.to_the_letter import plain
from settings import settings
from words import say

SHOWN = 6


def lowering_places(session: Session, asked: Asked, basis: Basis) -> Listing:
    """The passages that lower agreement most."""
    found = look(session, asked, basis)
    rows = _Rows(session, asked, found, found.survey.places[:SHOWN])
    return Listing(
        name="lowers",
        title=say("agreement.lowers_title"),
        unit=say(f"agreement.lowers_{'settle' if _settles(asked) else 'read'}"),
        table=rows.table(),
        draw=rows.draw,
        aside=rows.names(),
        empty=say("agreement.lowers_none"),
    )


def places_of_pick(session: Session, asked: Asked, basis: Basis) -> Listing:
    """The places behind the picked mark."""
    found = look(session, asked, basis)
    places = places_behind(session, asked, basis, found)
    rows = _Rows(session, asked, found, places)
    return Listing(
        name="behind",
        title=say("agreement.behind_title"),
        unit=say("agreement.behind_unit", n=len(places)),
        table=rows.table(),
        draw=rows.draw,
        aside=rows.names(),
        empty=say("agreement.lowers_none"),
        wide=True,
    )


def lowering_articles(session: Session, asked: Asked, basis: Basis) -> Listing:
    """The articles without which agreement would be higher."""
    found = look(session, asked, basis)
    shares = [one for one in found.survey.articles if (one.lowers or 0) > 0][:SHOWN]
    spots = [(found.revisions[one.article], 0, 1) for one in shares]
    words = places_in_words(session, *asked.of, spots)
    rows = [
        (words[spot], say("agreement.without", value=coefficient(one.without)))
        for one, spot in zip(shares, spots, strict=True)
        if spot in words
    ]
    said = [
        f'<li><div><a href="{_address(place, asked)}">{escape(place.article)}</a></div>'
        f"<small>{escape(told)}</small></li>"
        for place, told in rows
    ]
    return Listing(
        name="articles",
        title=say("agreement.articles_title"),
        unit=say("agreement.articles_unit"),
        table=pd.DataFrame(
            [(plain(place.article), told) for place, told in rows],
            columns=[say("charts.article"), say("agreement.column_without")],
        ),
        draw=partial(_draw_rows, said),
        empty=say("agreement.articles_none"),
    )


def tags_to_define(session: Session, asked: Asked, basis: Basis) -> Listing:
    """Tags below the desk's floor, and what each is most often taken for."""
    found, floor = look(session, asked, basis).survey, settings().agreement_floor
    low = sorted(
        (figure.value, tag)
        for tag, figure in found.tags.items()
        if figure.value is not None and figure.value < floor
    )
    rows = []
    for value, tag in low:
        met = next((one for one in found.confusion.most() if tag in one[:2]), None)
        other = say("agreement.never_taken")
        if met is not None:
            name = met[1] if met[0] == tag else met[0]
            name = say("agreement.no_tag") if name is None else name
            other = say("agreement.most_taken", tag=name, units=written(met[2]))
        rows.append((plain(tag), coefficient(value), plain(other)))
    columns = ("tag", "value", "taken_for")
    return Listing(
        name="define",
        title=say("agreement.define_title"),
        unit=say("agreement.define_unit", floor=f"{floor:.2f}"),
        table=pd.DataFrame(rows, columns=[say(f"agreement.column_{one}") for one in columns]),
        aside=say("agreement.define_aside"),
        way=Way("tags_page.py"),
        empty=say("agreement.define_none"),
    )


class _Rows:
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
        _draw_rows([self._line(words, place) for words, place in self.rows])

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
            f'<li><div><a href="{_address(words, self.asked)}"><q>{escape(words.quote)}</q></a>'
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
        drawn_for: Mode = "dark" if mode() == "dark" else "light"
        first = palette_of(tags[0].colour).of(drawn_for)
        letters = "".join(tag.letter for tag in tags)
        style = f"background:{first.fill};color:{first.ink}"
        return f'<i style="{style}" {told}>{escape(letters)}</i>'


def _draw_rows(lines: Sequence[str]) -> None:
    st.html(f'<ul class="agreement-rows">{"".join(lines)}</ul>')


def _settles(asked: Asked) -> bool:
    return asked.visit.may(Role.EDITOR)


def _address(place: PlaceInWords, asked: Asked) -> str:
    """A plain address: in another tab it opens the same."""
    if _settles(asked):
        return f"adjudicate?article={place.article_id}"
    passage = f"&amp;passage={place.passage}" if place.passage else ""
    return f"annotate?article={place.article_id}{passage}"
