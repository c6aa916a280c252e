"""What the composition is shown by, beside its filters."""

from dataclasses import dataclass
from typing import cast, get_args

import streamlit as st

from models.queries.composition import By
from models.queries.counted import Basis
from models.queries.overlaps import Whose
from pages.switches import switch

ROWS = ("outlet", "author", "article", "week", "project")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the rows are, between whom tags meet, and of which readings the rates are."""

    by: By = "outlet"
    whose: Whose = "within"
    basis: Basis = "settled_first"


def choices_made() -> Choice:
    """Draws the three switches."""
    with st.container(horizontal=True, key="board-switches"):
        return Choice(
            cast(By, switch("composition", "by", ROWS)),
            cast(Whose, switch("composition", "whose", get_args(Whose))),
            cast(Basis, switch("composition", "basis", get_args(Basis))),
        )
