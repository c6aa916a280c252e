"""The form on the page Assign: articles and their readers, or what the pool goes by."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.article_plan import Planned, plan_alike, undo_plans
from models.assigning import give_readings
from models.given import Change
from models.queries.assign_board import BoardRow, Load
from pages.assign_given import give
from pages.assign_undo import act, remember
from pages.frame import Visit
from words import say

_KEY = "assign_form_{}"
# A field of choices that is set to None would show that nothing is chosen.
_KEPT = -1
_BLANK: dict[str, Any] = {"articles": [], "people": [], "due": None, "priority": _KEPT}


def assign_form(visit: Visit, rows: list[BoardRow], people: list[Load]) -> None:
    """People and articles, a day, a priority; without people it sets what the pool goes by."""
    with st.form("assign-form", border=False):
        _chosen(rows, people)
        left, right = st.columns(2)
        left.date_input(say("assign.due"), value=None, format="YYYY-MM-DD", key=_KEY.format("due"))
        right.selectbox(
            say("assign.priority"), [_KEPT, 0, 1, 2], key=_KEY.format("priority"),
            format_func=lambda one: say(
                "assign.priority_kept" if one == _KEPT else f"assign.priority_{one}"
            ),
        )  # fmt: skip
        with st.container(horizontal=True):
            st.form_submit_button(
                say("assign.give"), type="primary", on_click=act, args=(_give, visit)
            )
            st.form_submit_button(
                say("assign.plan"), help=say("assign.plan_why"), on_click=act, args=(_plan, visit)
            )
        if any(row.hides for row in rows):
            st.caption(say("assign.form_blind"))


def _chosen(rows: list[BoardRow], people: list[Load]) -> None:
    titles = {row.article_id: row.title for row in rows}
    names = {one.reviewer_id: one.name for one in people}
    left, right = st.columns(2)
    choose = say("assign.choose")
    # By number: a title or a name that is another by now must not be another choice.
    left.multiselect(
        say("assign.choose_articles"), titles, format_func=lambda one: titles.get(one, ""),
        placeholder=choose, key=_KEY.format("articles"),
    )  # fmt: skip
    right.multiselect(
        say("assign.choose_people"), names, format_func=lambda one: names.get(one, ""),
        placeholder=choose, key=_KEY.format("people"),
    )  # fmt: skip


def _give(visit: Visit) -> None:
    def verb(session: Session, asker: int, project_id: int) -> list[Change]:
        articles, chosen = _value("articles"), _value("people")
        how = {"due_on": _value("due"), "priority": _value("priority")}
        return give_readings(session, asker, project_id, articles, chosen, **how)

    give(visit, verb)
    _clear()


def _plan(visit: Visit) -> None:
    how = {"due_on": _value("due"), "priority": _value("priority")}
    with database.current().begin() as session:
        mine = (session, visit.reviewer_id, visit.project_id)
        planned = plan_alike(*mine, _value("articles"), **how)
    told = say("assign.planned", n=len(planned)) if planned else say("assign.planned_none")
    remember(visit, told, partial(_undo_plans, planned) if planned else None)
    _clear()


def _undo_plans(planned: Sequence[Planned], session: Session, asker: int, project_id: int) -> str:
    undone = len(undo_plans(session, asker, project_id, planned))
    told = [say("assign.undone", n=undone)] if undone else []
    if undone < len(planned):
        told.append(say("assign.plans_kept", n=len(planned) - undone))
    return " ".join(told)


def _value(name: str) -> Any:
    value = st.session_state.get(_KEY.format(name), _BLANK[name])
    return None if value == _KEPT else value


def _clear() -> None:
    """Only what was done leaves the form: after a refusal the choice is still there."""
    st.session_state.update({_KEY.format(name): blank for name, blank in _BLANK.items()})
