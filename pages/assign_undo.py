"""What was last changed on the page Assign, and the button that undoes it."""

from collections.abc import Sequence

import streamlit as st

from models import database
from models.article_plan import Plans, plan_articles
from models.assigning_undone import undo_changes
from models.given import Change
from pages.frame import Visit, telling_errors
from words import say

_LAST = "assign_last"


def remember(
    visit: Visit, told: str, changes: Sequence[Change] = (), plans: Plans | None = None
) -> None:
    """Say what was done, and keep what undoes it, until the next change."""
    st.session_state[_LAST] = (visit.project_id, told, list(changes), plans or {})


def offer_undo(visit: Visit) -> None:
    """The sentence about the last change, with its undo; nothing if there was none here."""
    project_id, told, changes, plans = st.session_state.get(_LAST, (0, "", [], {}))
    # There from the start: what came in above the tabs would open the first of them again.
    place = st.container(key="assign-said")
    if project_id != visit.project_id:
        return
    with place, st.container(horizontal=True, vertical_alignment="center", key="assign-last"):
        st.markdown(told, width="content")
        if (changes or plans) and st.button(say("assign.undo"), icon=":material/undo:"):
            with telling_errors():
                _undo(visit, changes, plans)
                st.rerun()


def _undo(visit: Visit, changes: list[Change], plans: Plans) -> None:
    with database.current().begin() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        undone = len(undo_changes(*mine, changes)) if changes else 0
        undone += len(plan_articles(*mine, plans)) if plans else 0
    remember(visit, say("assign.undone", n=undone) if undone else say("assign.undone_none"))
