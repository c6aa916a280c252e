"""Which other projects the composition is shown beside: chosen in a field, kept in the address."""

import streamlit as st

from models.queries.projects_beside import MOST_BESIDE
from pages.dashboard_address import beside, choose
from pages.frame import Visit
from words import say

BESIDE = "beside"
FIELD = "composition-beside"


def chosen_projects(visit: Visit) -> tuple[int, ...]:
    """The visitor's other projects that the address asks for."""
    asked = beside().get(BESIDE, ())
    known = [str(number) for number, _ in visit.projects if number != visit.project_id]
    return tuple(int(one) for one in dict.fromkeys(asked) if one in known)[: MOST_BESIDE - 1]


def choose_projects(visit: Visit) -> None:
    """The field in which they are chosen; none where there is no other project."""
    others = {number: name for number, name in visit.projects if number != visit.project_id}
    if not others:
        return
    st.session_state[FIELD] = list(chosen_projects(visit))
    st.multiselect(
        say("composition.beside"),
        list(others),
        format_func=others.__getitem__,
        max_selections=MOST_BESIDE - 1,
        placeholder=say("composition.beside_none"),
        key=FIELD,
        on_change=lambda: choose(BESIDE, [str(one) for one in st.session_state[FIELD]]),
    )
