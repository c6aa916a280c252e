"""What the outlets are shown by, beside their filters: measure, readings, order, and which of them."""

from dataclasses import dataclass
from typing import cast, get_args

import streamlit as st

from models.queries.choices import Choices
from models.queries.counted import Basis
from pages.dashboard_address import beside, choose
from pages.outlet_figures import Measure
from pages.outlet_order import Order
from pages.switches import switch
from words import say

FEWEST_SIDE, MOST_SIDE = 2, 4
SIDE = "outlets-side"


@dataclass(frozen=True, slots=True)
class OutletChoice:
    """The switches; `side` are the outlets to see side by side, none for all of them."""

    measure: Measure = "adjusted"
    basis: Basis = "settled_first"
    order: Order = "name"
    side: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells one state of the switches from another."""
        return "|".join([self.measure, self.basis, self.order, *self.side])


def choices_made(choices: Choices) -> OutletChoice:
    """Draws the switches."""
    with st.container(horizontal=True, key="board-switches"):
        measure = cast(Measure, switch("outlets", "measure", get_args(Measure)))
        basis = cast(Basis, switch("outlets", "basis", get_args(Basis)))
        order = cast(Order, switch("outlets", "order", get_args(Order)))
        side = _side(choices.outlets) if len(choices.outlets) >= FEWEST_SIDE else ()
    return OutletChoice(measure, basis, order, side)


def outlet_name(outlet: str) -> str:
    """What an outlet is called."""
    return outlet or say("composition.no_outlet")


def _side(known: list[str]) -> tuple[str, ...]:
    chosen = [one for one in beside().get("side", ()) if one in known][:MOST_SIDE]
    st.session_state[SIDE] = chosen
    st.multiselect(
        say("outlets.side"),
        known,
        format_func=outlet_name,
        max_selections=MOST_SIDE,
        placeholder=say("outlets.side_all"),
        key=SIDE,
        on_change=lambda: choose("side", st.session_state[SIDE]),
    )
    return tuple(chosen)
