"""What editors found unclear in the guidelines in force: the list to write the next version from."""

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from models import database
from models.queries.unclear_places import MOST, UnclearPlace, unclear_places
from pages.frame import Visit
from pages.queue_rows import link_to_article
from pages.strip import day_in_words
from words import say


def unclear_shown(visit: Visit) -> None:
    """The places by article, each with its note; nothing where there is none."""
    with database.current().read() as session:
        places = unclear_places(session, visit.reviewer_id, visit.project_id)
    if not places:
        return
    with st.container(key="guidelines-unclear"):
        st.html(f'<h2 class="fcw-part">{escape(say("tags.unclear", n=len(places)))}</h2>')
        st.caption(say("tags.unclear_sentence"))
        for (article_id, title), found in groupby(places, key=_article):
            link_to_article(article_id, title)
            st.html(f"<ul>{_lines(list(found))}</ul>")
        if len(places) == MOST:
            st.caption(say("tags.unclear_first", n=MOST))


def _article(place: UnclearPlace) -> tuple[int, str]:
    return place.article_id, place.title


def _lines(places: Sequence[UnclearPlace]) -> str:
    return "".join(_line(place) for place in places)


def _line(place: UnclearPlace) -> str:
    day = day_in_words(place.at.date().isoformat())
    said = say("tags.unclear_tagged", tag=place.tag) if place.tag else ""
    about = " · ".join(filter(None, (said, say("tags.version_by", by=place.by, day=day))))
    note = f"<p>{escape(place.note)}</p>" if place.note else ""
    return f"<li><q>{escape(place.quote)}</q>{note}<small>{escape(about)}</small></li>"
