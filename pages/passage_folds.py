"""Rows that open upon their passages, each with the way to its place in the article."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from models.queries.behind import ListedPassage
from pages.dashboard_behind import lines_of


def fold(head: str, aside: Sequence[str], passages: Iterable[ListedPassage], more: str = "") -> str:
    """One row in HTML, closed: `head` and what stands at its right; `more` under the passages."""
    numbers = "".join(f"<span>{escape(one)}</span>" for one in aside)
    under = f"<p>{escape(more)}</p>" if more else ""
    return (
        f'<details><summary><b dir="auto">{escape(head)}</b><span class="aside">{numbers}</span>'
        f"</summary><ul>{lines_of(passages)}</ul>{under}</details>"
    )


def folds(rows: Iterable[str]) -> None:
    """The rows under each other."""
    st.html(f'<div class="board-folds">{"".join(rows)}</div>')
