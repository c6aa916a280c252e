"""What can be done with the readers of one article: take back, hand on, reopen."""

from functools import partial

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.assigning import hand_on, take_back
from models.queries.assign_board import BoardReader, BoardRow, Load
from models.reopening import Reopened, reopen_for, undo_reopening
from pages.assign_given import give
from pages.assign_undo import act, remember
from pages.frame import Visit
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
        st.button(
            say("assign.reopen"), key=f"assign-reopen-{key}",
            on_click=act, args=(_reopen, visit, article_id, one),
        )  # fmt: skip
        return
    if one.status != "assigned":
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            say("assign.take_back"), key=f"assign-take-{key}",
            on_click=act, args=(_take, visit, article_id, one),
        )  # fmt: skip
        if not free:
            return
        to = f"assign-to-{key}"
        st.selectbox(
            say("assign.hand_on_to"), free, format_func=lambda one: free.get(one, ""), key=to
        )
        st.button(
            say("assign.hand_on"), key=f"assign-on-{key}",
            on_click=act, args=(_hand_on, visit, article_id, one, to),
        )  # fmt: skip


def _take(visit: Visit, article_id: int, one: BoardReader) -> None:
    give(visit, partial(take_back, pairs=[(article_id, one.reviewer_id)]))


def _hand_on(visit: Visit, article_id: int, one: BoardReader, to: str) -> None:
    people = {"giver": one.reviewer_id, "taker": st.session_state[to]}
    give(visit, partial(hand_on, article_id=article_id, **people))


def _reopen(visit: Visit, article_id: int, one: BoardReader) -> None:
    with database.current().begin() as session:
        done = reopen_for(session, visit.reviewer_id, article_id, one.reviewer_id)
    told = say("assign.reopened_told", name=plain(one.name))
    remember(visit, told, None if done is None else partial(_undo_reopening, done))


def _undo_reopening(done: Reopened, session: Session, asker: int, _: int) -> str:
    undo_reopening(session, asker, done)
    return say("assign.undone", n=1)
