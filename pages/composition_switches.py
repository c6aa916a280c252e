"""What the composition is shown by, beside its filters."""

from dataclasses import dataclass
from functools import partial
from typing import cast, get_args

import streamlit as st

from models.queries.composition import By
from models.queries.counted import Basis
from models.queries.overlaps import Whose
from pages.dashboard_address import choice
from pages.switches import switch
from words import say

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
        for name, known in (("by", ROWS), ("whose", get_args(Whose)), ("basis", get_args(Basis))):
            label = say(f"composition.{name}")
            switch("composition", name, known, label, partial(_called, name))


def _called(name: str, value: str) -> str:
    return say(f"composition.{name}_{value}")
