"""The rows of the articles to settle: whose readings there are, how far it is, and what can be done."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from models.queries.to_settle import ToSettle
from pages.strip import byline_html, day_in_words, short_day
from pages.to_the_letter import plain
from words import say

WIDTHS = [4.2, 5.6, 1.0]
ICONS = {
    "begun": "progress_activity",
    "ready": "radio_button_unchecked",
    "waiting": "hourglass_empty",
    "settled": "workspace_premium",
    "late": "flag",
}


def settle_rows(rows: Sequence[ToSettle], waiting: Mapping[int, int]) -> None:
    """The articles with the names of the columns above, in groups by what can be done.

    `waiting` counts the gold that waits since an article was corrected.
    """
    # Under the queue's name: it is laid out alike.
    with st.container(key="queue-rows"):
        _names()
        last = ""
        for row in rows:
            group = "settle" if row.state in ("begun", "late", "ready") else row.state
            if group != last:
                st.html(f'<div class="fcw-when">{say(f"adjudicate.group_{group}")}</div>')
                if group == "waiting":
                    st.html(f'<div class="fcw-quiet">{say("adjudicate.waiting_why")}</div>')
            last = group
            _row(row, waiting.get(row.article_id, 0))


def link_to_settling(article_id: int | None, label: str, icon: str | None = None) -> None:
    """A link to an article's readings, or to the list of them."""
    asked = {} if article_id is None else {"article": str(article_id)}
    st.page_link("adjudicate.py", label=plain(label), icon=icon, query_params=asked)


def link_to_earlier(article_id: int, number: int | None) -> None:
    """A quiet link to the settled reading of the text as it was; nothing where none was settled."""
    if number is None:
        return
    asked = {"article": str(article_id), "version": str(number)}
    with st.container(key=f"quiet-settled-{article_id}-{number}"):
        label = say("adjudicate.settled_earlier", number=number)
        st.page_link("adjudicate.py", label=label, query_params=asked)


def link_to_waiting_gold(article_id: int, waiting: int) -> None:
    """A quiet link to the gold that waits since the article was corrected; nothing where none does."""
    if waiting:
        with st.container(key=f"quiet-gold-{article_id}"):
            st.page_link("corrections.py", label=say("adjudicate.gold_waits", n=waiting))


def link_to_comparison(article_id: int, label: str) -> None:
    """A link to how one's own reading of a settled article differed from the gold."""
    st.page_link("differed.py", label=plain(label), query_params={"article": str(article_id)})


def _names() -> None:
    article, cells, _ = st.columns(WIDTHS, vertical_alignment="center")
    article.html(f'<div class="fcw-quiet">{say("queue.column_article")}</div>')
    names = ("words", "readings", "state", "gold")
    cells.html(
        '<div class="fcw-cells fcw-quiet">'
        + "".join(f"<span>{say(f'adjudicate.column_{name}')}</span>" for name in names)
        + "</div>"
    )


def _row(row: ToSettle, waiting: int) -> None:
    article, cells, action = st.columns(WIDTHS, vertical_alignment="center")
    with article:
        link_to_settling(row.article_id, row.title)
        st.html(byline_html(row.outlet, day_in_words(row.published_at)))
        link_to_earlier(row.article_id, row.settled_number)
        link_to_waiting_gold(row.article_id, waiting)
    names = ", ".join(f"<bdi>{escape(name)}</bdi>" for name in row.readers)
    most = max(row.wanted, row.submitted)
    wanted = say("adjudicate.of_wanted", n=most, submitted=row.submitted)
    cells.html(
        f'<div class="fcw-cells"><span class="n">{row.words:,}</span>'
        f"<span>{names}<small>{wanted}</small></span>"
        f'<span class="status {_status(row)}"><i class="icon" aria-hidden="true">{ICONS[row.state]}</i>'
        f"{escape(_state(row))}{_missing(row)}</span><span>{escape(_gold(row))}{_settler(row)}</span></div>"
    )
    with action:
        link_to_settling(row.article_id, say(f"adjudicate.{_deed(row)}"))


def _deed(row: ToSettle) -> str:
    if row.settled_at is not None:
        return "look"
    if row.gold:
        return "resume"
    return "early" if row.state == "waiting" else "start"


def _missing(row: ToSettle) -> str:
    if row.state != "waiting":
        return ""
    missing = say("adjudicate.readings_missing", n=row.wanted - row.submitted)
    return f"<small>{escape(missing)}</small>"


def _state(row: ToSettle) -> str:
    if row.settled_at is None:
        return say(f"adjudicate.state_{row.state}")
    if row.late:
        return say("adjudicate.state_late", n=row.late)
    day = short_day(row.settled_at.astimezone().date())
    return say("adjudicate.state_settled", day=day)


def _settler(row: ToSettle) -> str:
    if row.settled_at is None:
        return ""
    return f"<small>{escape(say('adjudicate.settled_by', name=row.settled_by or ''))}</small>"


def _gold(row: ToSettle) -> str:
    return say("adjudicate.gold_passages", n=row.gold) if row.gold else say("adjudicate.no_gold")


def _status(row: ToSettle) -> str:
    """The class that the queue's column of states knows."""
    return "in_progress" if row.state == "begun" else "assigned"
