"""The lists of label errors, each row one click from its passage in the reader."""

from collections.abc import Sequence
from functools import partial
from html import escape
from uuid import UUID

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from charts.figures import grouped
from models.queries.alike_passages import Alike, alike_passages
from models.queries.behind import ListedPassage, shortened
from models.queries.listed_ids import listed_ids
from models.queries.odd_extents import Odd, Oddity, odd_extents
from pages.dashboard_asked import Asked
from pages.dashboard_behind import lines_of
from pages.dashboard_parts import Listing, Slot
from pages.to_the_letter import plain
from words import say

ROWS = 20
"""So many rows of a list stand on the page; the others are in the report."""
Passages = dict[UUID, ListedPassage]


def alike(session: Session, asked: Asked) -> Listing:
    """Near-identical passages with different tags."""
    found = alike_passages(session, *asked.of, asked.filters)
    ids = [number for one in found.found[:ROWS] for number in one.ids]
    passages = listed_ids(session, *asked.of, asked.filters, ids)
    table = pd.DataFrame(
        [
            (plain(_quotes(one)), grouped(one.articles), grouped(one.passages), _tags(one))
            for one in found.found
        ],
        columns=[say(f"label_errors.column_{name}") for name in ("quote", "articles", "passages", "tags")],
    )  # fmt: skip
    return Listing(
        name="alike",
        title=say("label_errors.alike_title"),
        unit=say("label_errors.alike_unit"),
        aside=say("label_errors.cut") if found.is_cut else "",
        table=table,
        draw=partial(_draw_alike, found.found, passages),
        empty=say("label_errors.alike_none"),
        wide=True,
    )


def odd(session: Session, asked: Asked, *, oddity: Oddity) -> Listing:
    """Passages of which the extent is odd in one way."""
    found = odd_extents(session, *asked.of, asked.filters, oddity)
    passages = listed_ids(session, *asked.of, asked.filters, [one.id for one in found])
    told = [one for one in found if one.id in passages]
    columns = ["quote", "tag", "article", "reviewer", "length"]
    return Listing(
        name=oddity,
        title=say(f"label_errors.{oddity}_title"),
        unit=say(f"label_errors.{oddity}_unit"),
        table=pd.DataFrame(
            [_cells(one, passages[one.id]) for one in told],
            columns=[say(f"label_errors.column_{name}") for name in columns],
        ),
        draw=partial(_draw_odd, told, passages),
        empty=say(f"label_errors.{oddity}_none"),
    )


SLOTS = (
    Slot("alike", alike, slow=3),
    Slot("long", partial(odd, oddity="long"), slow=1),
    Slot("short", partial(odd, oddity="short"), slow=1),
    Slot("word", partial(odd, oddity="word"), slow=2),
    Slot("sentence", partial(odd, oddity="sentence"), slow=2),
)


def _quotes(one: Alike) -> str:
    quotes = [shortened(quote) for quote in (one.quote, one.other) if quote]
    return say("label_errors.nearly", one=quotes[0], other=quotes[1]) if one.other else quotes[0]


def _tags(one: Alike) -> str:
    return plain(_parts(one))


def _parts(one: Alike) -> str:
    tags = (say("charts.part", tag=tag, figure=grouped(count)) for tag, count in one.tags)
    return say("charts.joined").join(tags)


def _cells(one: Odd, passage: ListedPassage) -> tuple[str, ...]:
    quote, article = plain(passage.quote), plain(passage.article)
    return quote, plain(one.tag), article, plain(passage.reviewer), _length(one)


def _length(one: Odd) -> str:
    if not one.usual:
        return grouped(one.length)
    return say("label_errors.length_usual", length=grouped(one.length), usual=grouped(one.usual))


def _draw_alike(found: Sequence[Alike], passages: Passages) -> None:
    rows = []
    for one in found[:ROWS]:
        listed = [passages[number] for number in one.ids if number in passages]
        counts = say("label_errors.counts", articles=one.articles, tags=_parts(one))
        kind = say("label_errors.nearly_same") if one.other else say("label_errors.same")
        rows.append(f"<h3>{escape(kind)} · {escape(counts)}</h3><ul>{lines_of(listed)}</ul>")
    _rows(rows, len(found))


def _draw_odd(found: Sequence[Odd], passages: Passages) -> None:
    rows = []
    for one in found[:ROWS]:
        aside = f"<h3>{escape(_length(one))}</h3>" if one.usual else ""
        rows.append(f"{aside}<ul>{lines_of([passages[one.id]])}</ul>")
    _rows(rows, len(found))


def _rows(rows: Sequence[str], total: int) -> None:
    st.html(f'<div class="board-rows">{"".join(rows)}</div>')
    if total > ROWS:
        st.caption(say("label_errors.more", n=total - ROWS))
