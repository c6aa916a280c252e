"""The rows of the queue: one article each, how far its reading is, and what can be done."""

from collections.abc import Iterator, Sequence

import streamlit as st

from models import database
from models.assignment import reopen_reading, submit_reading
from models.queries.reading_list import ReadingRow
from models.queries.strips import Block
from models.tag import Tag
from pages.corrected_row import waiting_link
from pages.frame import Visit, telling_errors
from pages.queue_told import about, due_html, progress
from pages.settle_rows import link_to_comparison
from pages.strip import byline_html, strip_html, tag_colours
from pages.to_the_letter import plain
from pages.why import why_me_html
from words import say

WIDTHS = [4.2, 5.6, 1.0]
ICONS = {
    "assigned": "radio_button_unchecked",
    "in_progress": "progress_activity",
    "submitted": "done_all",
    "settled": "workspace_premium",
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
    visit: Visit,
    row: ReadingRow,
    blocks: list[Block],
    tags: list[Tag],
    *,
    settled: bool = False,
    waiting: int = 0,
    said: int = 0,
) -> None:
    """One article, with the button that goes on with it.

    `settled`: it can be compared with gold. `waiting` passages if it was corrected, and how many
    comments are new.
    """
    article, cells, action = st.columns(WIDTHS, vertical_alignment="center")
    with article:
        link_to_article(row.article_id, row.title)
        new = say("talk.waits", n=said) if said else ""
        st.html(byline_html(*about(row), new) + why_me_html(row))
        waiting_link(row.article_id, waiting)
        if settled and row.status != "submitted":
            # The text that was settled was corrected since, and is read again.
            with st.container(key=f"quiet-compare-{row.article_id}"):
                link_to_comparison(row.article_id, say("adjudicate.compare_earlier"))
    strip = strip_html(blocks, row.runs, row.sentences, tag_colours(tags))
    due = due_html(row)
    is_done = settled and row.status == "submitted"
    status = "settled" if is_done else row.status
    cells.html(
        f'<div class="fcw-cells"><span class="n">{row.words:,}</span>'
        f"<span>{strip}<small>{progress(row)}</small></span>"
        f'<span class="status {status}"><i class="icon" aria-hidden="true">{ICONS[status]}</i>'
        f"{say(f'queue.status_{status}')}</span><span>{due}</span></div>"
    )
    with action:
        if is_done:
            link_to_comparison(row.article_id, say("adjudicate.compare"))
        else:
            _actions(visit, row, waiting)


def grouped(rows: Sequence[ReadingRow]) -> Iterator[tuple[ReadingRow, str]]:
    """The rows, each with the word that stands over it if a group begins; none without any day."""
    last = ""
    has_days = any(row.when != "open" and row.status != "submitted" for row in rows)
    for row in rows:
        group = "submitted" if row.status == "submitted" else row.when
        begins = has_days and group != last
        last = group
        yield row, f"queue.when_{group}" if begins else ""


def _actions(visit: Visit, row: ReadingRow, waiting: int) -> None:
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
        if row.left or waiting:
            asked = say("queue.unread_left", n=row.left) if row.left else _waits(waiting)
            st.dialog(asked)(_ask)(visit, row, waiting)
        else:
            _submit(visit, row)


def _ask(visit: Visit, row: ReadingRow, waiting: int) -> None:
    """Whether a reading with unread sentences, or with passages that wait, is submitted all the same."""
    if row.left:
        st.write(say("queue.unread_why"))
    if row.left and waiting:
        st.markdown(f"**{_waits(waiting)}**")
    if waiting:
        st.write(say("queue.waiting_why"))
    with st.container(horizontal=True):
        if row.left:
            link_to_article(row.article_id, say("queue.read_on"))
        if waiting:
            st.page_link("corrections.py", label=say("corrections.settle"))
        if st.button(say("queue.submit_unread"), key=f"submit-unread-{row.article_id}"):
            _submit(visit, row)


def _waits(waiting: int) -> str:
    return say("queue.waiting_left", n=waiting)


def _submit(visit: Visit, row: ReadingRow) -> None:
    with telling_errors(), database.current().begin() as session:
        submit_reading(session, visit.reviewer_id, row.article_id, revision_id=row.revision_id)
    st.rerun()


def link_to_article(article_id: int, label: str, icon: str | None = None) -> None:
    """A link to the reader with this article; its place in the page decides how it looks."""
    # A button that switches the page would leave an address in the history that leads nowhere.
    st.page_link(
        "annotate.py", label=plain(label), icon=icon, query_params={"article": str(article_id)}
    )
