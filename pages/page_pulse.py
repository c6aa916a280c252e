"""A list that follows: it asks often and cheaply whether it is another by now, and only then is drawn anew."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.errors import WorkbenchError
from models.queries.data_revision import data_revision

EVERY = 1.2
"""Seconds, so that with the time to draw what others did is there within two."""


@dataclass(slots=True)
class _Looked:
    """How the list was when it was drawn, and until which state of the data that is known to hold."""

    mark: str
    until: tuple[int, int]


def follow(mark: Callable[[Session], str]) -> None:
    """Draw the page again once `mark` is another one. Before the page asks for what it shows."""
    with database.current().read() as session:
        until = data_revision(session)
        looked = _Looked(mark(session), until)
    _look(looked, mark)


@st.fragment(run_every=EVERY)
def _look(looked: _Looked, mark: Callable[[Session], str]) -> None:
    with database.current().read() as session:
        until = data_revision(session)
        if until == looked.until:
            return
        try:
            is_same = mark(session) == looked.mark
        except WorkbenchError:
            # Whoever may see the list no longer is told so by the page.
            is_same = False
    if not is_same:
        st.rerun()
    looked.until = until
