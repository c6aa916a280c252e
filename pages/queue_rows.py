"""The rows of the queue: one article each, how far its reading is, and what can be done."""

from collections.abc import Iterator, Sequence
from html import escape

import streamlit as st

from models import database
from models.assignment import reopen_reading, submit_reading
from models.queries.reading_list import ReadingRow
from models.queries.strips import Block
from models.tag import Tag
from pages.frame import Visit, telling_errors
from pages.strip import (
    byline_html,
    day_in_words,
    due_in_words,
    left_in_words,
    short_day,
    strip_html,
    tag_colours,
)
from pages.to_the_letter import plain
from pages.why import why_me_html
from words import say

WIDTHS = [4.2, 5.6, 1.0]
ICONS = {
    "assigned": "radio_button_unchecked",
    "in_progress": "progress_activity",
    "submitted": "done_all",
}


def column_names() -> None:
    """The names over the columns."""
    article, cells, _ = st.columns(WIDTHS, vertical_alignment="center")
    article.html(f'<div class="fcw-quiet">{say("queue.column_article")}</div>')
    names = ("words", "coverage", "reading", "due")
    cells.html(
        '<div class="fcw-cells fcw-quiet">'
        + "".join(f"<span>{say(f'queue.column_{name}')}</span>" for name in names)
        + "</div>"
    )


def reading_row(
    visit: Visit, row: ReadingRow, blocks: list[Block], tags: list[Tag], said: int = 0
) -> None:
    """One article, with the button that goes on with it, and how much said about it is new."""
    article, cells, action = st.columns(WIDTHS, vertical_alignment="center")
    with article:
        link_to_article(row.article_id, row.title)
        new = say("talk.waits", n=said) if said else ""
        st.html(byline_html(*_about(row), new) + why_me_html(row))
    strip = strip_html(blocks, row.runs, row.sentences, tag_colours(tags))
    due = _due_html(row)
    cells.html(
        f'<div class="fcw-cells"><span class="n">{row.words:,}</span>'
        f"<span>{strip}<small>{_progress(row)}</small></span>"
        f'<span class="status {row.status}"><i class="icon" aria-hidden="true">{ICONS[row.status]}</i>'
        f"{say(f'queue.status_{row.status}')}</span><span>{due}</span></div>"
    )
    with action:
        _actions(visit, row)


def grouped(rows: Sequence[ReadingRow]) -> Iterator[tuple[ReadingRow, str]]:
    """The rows, each with the word that stands over it if a group begins; none without any day."""
    last = ""
    has_days = any(row.when != "open" and row.status != "submitted" for row in rows)
    for row in rows:
        group = "submitted" if row.status == "submitted" else row.when
        begins = has_days and group != last
        last = group
        yield row, f"queue.when_{group}" if begins else ""


def _about(row: ReadingRow) -> list[str]:
    """Outlet and day, and who reopened the reading when."""
    about = [row.outlet, day_in_words(row.published_at)]
    if row.reopened_at is not None and row.status != "submitted":
        day = short_day(row.reopened_at.astimezone().date())
        about.append(say("queue.reopened", day=day, name=row.reopened_by or ""))
    return about


def _due_html(row: ReadingRow) -> str:
    if row.status == "submitted":
        return escape(say("queue.no_due"))
    due = escape(due_in_words(row.due_on))
    told = f"<b>{due}</b>" if row.when in ("overdue", "today") else due
    urgent = (
        f"<small><b>{say(f'queue.priority_{row.priority}')}</b></small>" if row.priority else ""
    )
    return told + urgent


def _progress(row: ReadingRow) -> str:
    if row.status == "assigned" and not row.runs:
        return say("queue.sentences", n=row.sentences)
    return left_in_words(row.left, row.sentences)


def _actions(visit: Visit, row: ReadingRow) -> None:
    key = f"article-{row.article_id}"
    if row.status == "submitted":
        if st.button(say("queue.reopen"), key=f"reopen-{key}"):
            with telling_errors(), database.current().begin() as session:
                reopen_reading(session, visit.reviewer_id, row.article_id)
            st.rerun()
        return
    link_to_article(
        row.article_id, say("queue.start" if row.status == "assigned" else "queue.resume")
    )
    if row.status == "in_progress" and st.button(
        say("library.submit"), key=f"submit-{key}", type="tertiary"
    ):
        if row.left:
            st.dialog(say("queue.unread_left", n=row.left))(_ask)(visit, row)
        else:
            _submit(visit, row)


def _ask(visit: Visit, row: ReadingRow) -> None:
    """Whether a reading with unread sentences is submitted all the same."""
    st.write(say("queue.unread_why"))
    with st.container(horizontal=True):
        link_to_article(row.article_id, say("queue.read_on"))
        if st.button(say("queue.submit_unread"), key=f"submit-unread-{row.article_id}"):
            _submit(visit, row)


def _submit(visit: Visit, row: ReadingRow) -> None:
    with telling_errors(), database.current().begin() as session:
        submit_reading(session, visit.reviewer_id, row.article_id)
    st.rerun()


def link_to_article(article_id: int, label: str, icon: str | None = None) -> None:
    """A link to the reader with this article; its place in the page decides how it looks."""
    # A button that switches the page would leave an address in the history that leads nowhere.
    st.page_link(
        "annotate.py", label=plain(label), icon=icon, query_params={"article": str(article_id)}
    )
