"""A list that follows: it asks often and cheaply whether it is another by now, and only then is drawn anew."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.errors import WorkbenchError

EVERY = 1.2
"""Seconds, so that with the time to draw what others did is there within two."""


def follow(drawn: str, mark: Callable[[Session], str]) -> None:
    """Draw the page again once `mark` is another than `drawn`, which was asked for before the page's data."""
    _look(drawn, mark)


@st.fragment(run_every=EVERY)
def _look(drawn: str, mark: Callable[[Session], str]) -> None:
    try:
        with database.current().read() as session:
            now = mark(session)
    except WorkbenchError:
        # Whoever may see the list no longer is told so by the page.
        now = ""
    if now != drawn:
        st.rerun()
