"""What the outlets are shown by, beside their filters: measure, readings, order, and which of them."""

from dataclasses import dataclass
from functools import partial
from typing import cast, get_args

import streamlit as st

from models.queries.choices import Choices
from models.queries.counted import Basis
from pages.dashboard_address import beside, choice, choose
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


def chosen_now() -> OutletChoice:
    """What the address asks for; an outlet that there is not is passed over where it would stand."""
    return OutletChoice(
        cast(Measure, choice("measure", get_args(Measure))),
        cast(Basis, choice("basis", get_args(Basis))),
        cast(Order, choice("order", get_args(Order))),
        tuple(beside().get("side", ())[:MOST_SIDE]),
    )


def draw_switches(choices: Choices) -> None:
    """The switches, and the outlets to choose from."""
    with st.container(horizontal=True, key="board-switches"):
        for name, values in (("measure", Measure), ("basis", Basis), ("order", Order)):
            label = say(f"outlets.{name}")
            switch("outlets", name, get_args(values), label, partial(_called, name))
        if len(choices.outlets) >= FEWEST_SIDE:
            _side(choices.outlets)


def _called(name: str, value: str) -> str:
    return say(f"outlets.{name}_{value}")


def outlet_name(outlet: str) -> str:
    """What an outlet is called."""
    return outlet or say("composition.no_outlet")


def _side(known: list[str]) -> None:
    st.session_state[SIDE] = [one for one in beside().get("side", ()) if one in known][:MOST_SIDE]
    st.multiselect(
        say("outlets.side"),
        known,
        format_func=outlet_name,
        max_selections=MOST_SIDE,
        placeholder=say("outlets.side_all"),
        key=SIDE,
        on_change=lambda: choose("side", st.session_state[SIDE]),
    )
