"""Under the navigation: the project, who is here, and what of their work is not sent yet."""

from html import escape

import streamlit as st

from highlighter import unsent_work
from models import database
from models.instance import instance_uuid
from pages.frame import Visit, work_in
from pages.reader_data import reader_words
from pages.session_token import forget_token, session_token
from pages.visitor import Visitor
from words import say


def sidebar(visit: Visit | None, here: Visitor | None) -> None:
    """Under the navigation: the project, where there are several, and who is here."""
    with st.sidebar:
        if visit is None:
            if here is not None and here.sign_in_id is not None:
                st.html(f'<div class="fcw-who"><b>{escape(here.person.name)}</b></div>')
                _way_out()
            else:
                st.caption(say("app.solo"))
            return
        # An archived one stands there only while it is open.
        offered = {**dict(visit.projects), visit.project_id: visit.project}
        if len(offered) > 1:
            numbers = list(offered)
            chosen = st.selectbox(
                say("app.project"),
                numbers,
                index=numbers.index(visit.project_id),
                format_func=offered.__getitem__,
                key=_choice_key(visit),
                on_change=_choose_project,
                args=(visit,),
            )
            if chosen != visit.project_id:
                # Chosen before the first run was over, which no callback hears of.
                _choose_project(visit)
                st.rerun()
        st.html(
            f'<div class="fcw-who"><b>{escape(visit.name)}</b><br>'
            f"{say(f'app.role_{visit.role.value}')} · {escape(visit.project)}</div>"
        )
        if visit.sign_in_id is not None:
            _way_out()
        _unsent(visit)


def _way_out() -> None:
    # A form, since only an answer of the server can take the cookie back.
    st.html(
        '<form class="fcw-out" method="post" action="/sign-in/out">'
        f"<button>{say('account.sign_out')}</button></form>"
    )


def _choice_key(visit: Visit) -> str:
    # A key for each project: the field must show what is chosen, whoever chose it.
    return f"project_choice_{visit.project_id}"


def _choose_project(visit: Visit) -> None:
    work_in(visit.reviewer_id, st.session_state[_choice_key(visit)])
    # What the address asks for belongs to the project that was left.
    st.query_params.clear()


def _unsent(visit: Visit) -> None:
    """Changes that a reader left in this browser are sent from any page, and said until they are."""
    with database.current().read() as session:
        instance = str(instance_uuid(session))
    data = {
        "instance": instance,
        "reviewer": {"id": visit.reviewer_id},
        "api": "/api",
        "token": session_token(visit),
        "words": reader_words(),
    }
    if unsent_work(data, key="unsent"):
        forget_token()
        st.rerun()
