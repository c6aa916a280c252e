"""Where readers part: places with each reviewer's letter, articles, and tags to define better."""

from collections.abc import Hashable
from functools import partial
from html import escape

import pandas as pd
from sqlalchemy.orm import Session

from agreement.bases import Basis
from charts.coefficients import coefficient
from models.queries.disputed_places import places_in_words
from pages.agreement_behind import places_behind
from pages.agreement_confusion import written
from pages.agreement_found import Found, look
from pages.agreement_rows import PlaceRows, draw_rows, settles
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing, Way
from pages.list_pages import PAGE, skipped, turn_pages
from pages.to_the_letter import plain
from settings import settings
from words import say

SHOWN = 6


def lowering_places(session: Session, asked: Asked, basis: Basis) -> Listing:
    """The passages that lower agreement most."""
    found = look(session, asked, basis)
    rows = PlaceRows(session, asked, found, found.survey.places[:SHOWN])
    return Listing(
        name="lowers",
        title=say("agreement.lowers_title"),
        unit=say("agreement.lowers_unit") if rows.rows else "",
        scope=say(f"agreement.lowers_{'settle' if settles(asked) else 'read'}")
        if rows.rows
        else "",
        table=rows.table(),
        draw=rows.draw,
        aside=rows.names(),
        empty=_none(found, say("agreement.lowers_none")),
    )


def places_of_pick(session: Session, asked: Asked, basis: Basis) -> Listing:
    """The places behind the picked mark."""
    found = look(session, asked, basis)
    of = ("agreement", basis, asked.visit.project_id, repr(asked.filters))
    skip = skipped(of)
    # One more than is shown says whether there is a next page.
    upto = places_behind(session, asked, basis, found, skip + PAGE + 1)
    places, more = upto[skip : skip + PAGE], len(upto) > skip + PAGE
    rows = PlaceRows(session, asked, found, places)
    return Listing(
        name="behind",
        title=say("agreement.behind_title"),
        unit=say("agreement.behind_part", first=skip + 1, last=skip + len(places))
        if skip or more
        else say("agreement.behind_unit", n=len(places)),
        table=rows.table(),
        draw=partial(_draw_page, rows, of, more),
        aside=rows.names(),
        empty=say("agreement.lowers_none"),
        wide=True,
    )


def _draw_page(rows: PlaceRows, of: Hashable, more: bool) -> None:
    if len(rows.rows) > SHOWN:
        rows.draw_in_a_window()
    else:
        rows.draw()
    turn_pages(of, more)


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
        f'<li><div><a href="article?article={place.article_id}">{escape(place.article)}</a></div>'
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
        draw=partial(draw_rows, said),
        empty=_none(found, say("agreement.articles_none")),
    )


def tags_to_define(session: Session, asked: Asked, basis: Basis) -> Listing:
    """Tags below the desk's floor, and what each is most often taken for."""
    found, floor = look(session, asked, basis).survey, settings().agreement_floor
    has_values = any(figure.value is not None for figure in found.tags.values())
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
        empty=say("agreement.define_none" if has_values else "agreement.define_undefined"),
    )


def _none(found: Found, sentence: str) -> str:
    """Why a list is empty, in this sentence or because nobody read what another did."""
    return sentence if found.survey.first.units else say("agreement.nothing_compared")
