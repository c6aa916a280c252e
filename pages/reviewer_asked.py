"""Of whom the page of reviewers tells: oneself, or whom an admin chose."""

from dataclasses import replace

import streamlit as st

from models.membership import Role
from models.queries.scope import Filters
from pages.dashboard_address import write_address
from pages.dashboard_asked import Asked
from pages.frame import Visit, empty_state
from pages.strip import isolated
from words import say

CHOSEN = "reviewers_person"


def whose(asked: Asked) -> int:
    """The person whose figures are asked for; the queries refuse whoever may not see them."""
    return next(iter(asked.filters.reviewers), asked.visit.reviewer_id)


def refuse_others(visit: Visit) -> None:
    """Stops where the address asks for somebody else's figures and the visitor is no admin."""
    wanted = set(st.query_params.get_all("reviewer")) - {str(visit.reviewer_id)}
    if not wanted or visit.role.covers(Role.ADMIN):
        return
    empty_state(say("reviewers.others_title"), say("errors.own_measures"))
    st.button(
        say("reviewers.own_button"), type="primary", on_click=write_address, args=(Filters(),)
    )
    st.stop()


def choose_person(asked: Asked) -> None:
    """Whose figures these are and who sees them; admins choose among those who read in the project."""
    visit = asked.visit
    if not visit.role.covers(Role.ADMIN):
        st.caption(say("reviewers.yours_alone"))
        return
    names = {visit.reviewer_id: visit.name, **asked.choices.reviewers}
    st.session_state[CHOSEN] = whose(asked)
    with st.container(key="reviewers-person"):
        st.selectbox(
            say("reviewers.person"),
            list(names),
            format_func=lambda number: _called(names[number], number == visit.reviewer_id),
            key=CHOSEN,
            on_change=_keep,
            args=(asked,),
            width=320,
            help=say("reviewers.person_help"),
        )


def _called(name: str, is_own: bool) -> str:
    return say("reviewers.you", name=isolated(name)) if is_own else isolated(name)


def _keep(asked: Asked) -> None:
    chosen = st.session_state[CHOSEN]
    only = [] if chosen == asked.visit.reviewer_id else [chosen]
    write_address(replace(asked.filters, reviewers=only))
