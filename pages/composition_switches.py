"""What the composition is shown by, beside its filters."""

from dataclasses import dataclass
from typing import cast, get_args

import streamlit as st

from models.queries.composition import By
from models.queries.counted import Basis
from models.queries.overlaps import Whose
from pages.dashboard_address import choice
from pages.switches import switch

ROWS = ("outlet", "author", "article", "week", "project")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the rows are, between whom tags meet, and of which readings the rates are."""

    by: By = "outlet"
    whose: Whose = "within"
    basis: Basis = "settled_first"


def chosen_now() -> Choice:
    """What the address asks for."""
    return Choice(
        cast(By, choice("by", ROWS)),
        cast(Whose, choice("whose", get_args(Whose))),
        cast(Basis, choice("basis", get_args(Basis))),
    )


def draw_switches() -> None:
    """The three switches in a row."""
    with st.container(horizontal=True, key="board-switches"):
        switch("composition", "by", ROWS)
        switch("composition", "whose", get_args(Whose))
        switch("composition", "basis", get_args(Basis))
