"""What can be done with the readers of one article: take back, hand on, reopen."""

import streamlit as st

from models import database
from models.assigning import hand_on, take_back
from models.assignment import reopen_reading
from models.queries.assign_board import BoardReader, BoardRow, Load
from pages.assign_undo import remember
from pages.frame import Visit, telling_errors
from pages.to_the_letter import plain
from words import say


def manage(visit: Visit, row: BoardRow, people: list[Load]) -> None:
    """A button that opens the article's readings."""
    with st.popover(say("assign.change"), key=f"assign-manage-{row.article_id}"):
        st.caption(plain(say("assign.manage", title=row.title)))
        reading = {one.reviewer_id for one in row.readers}
        free = {one.reviewer_id: one.name for one in people if one.reviewer_id not in reading}
        for one in row.readers:
            _reader(visit, row.article_id, one, free)


def _reader(visit: Visit, article_id: int, one: BoardReader, free: dict[int, str]) -> None:
    key = f"{article_id}-{one.reviewer_id}"
    st.markdown(f"**{plain(one.name)}** · {say(f'assign.state_{one.status}')}")
    if one.status == "submitted":
        if st.button(say("assign.reopen"), key=f"assign-reopen-{key}"):
            with telling_errors():
                with database.current().begin() as session:
                    reopen_reading(session, visit.reviewer_id, article_id, one.reviewer_id)
                st.rerun()
        return
    if one.status != "assigned":
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(say("assign.take_back"), key=f"assign-take-{key}"):
            _take(visit, article_id, one)
        if not free:
            return
        taker = st.selectbox(
            say("assign.hand_on_to"), free, format_func=free.__getitem__, key=f"assign-to-{key}"
        )
        if st.button(say("assign.hand_on"), key=f"assign-on-{key}"):
            _hand_on(visit, article_id, one, taker)


def _take(visit: Visit, article_id: int, one: BoardReader) -> None:
    with telling_errors():
        with database.current().begin() as session:
            pair = (article_id, one.reviewer_id)
            changes = take_back(session, visit.reviewer_id, visit.project_id, [pair])
        remember(visit, say("assign.gave", n=len(changes)), changes)
        st.rerun()


def _hand_on(visit: Visit, article_id: int, one: BoardReader, taker: int) -> None:
    with telling_errors():
        with database.current().begin() as session:
            mine = (session, visit.reviewer_id, visit.project_id)
            changes = hand_on(*mine, article_id, one.reviewer_id, taker)
        remember(visit, say("assign.gave", n=1), changes)
        st.rerun()
