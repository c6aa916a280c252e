"""Everybody's load and duty on the page Assign."""

from functools import partial
from html import escape

import streamlit as st
from sqlalchemy.orm import Session

from models import database
from models.duty import Duty, set_duty
from models.queries.assign_board import Load
from pages.assign_undo import act, remember
from pages.frame import Visit
from pages.strip import short_day
from words import say

NUMBERS = ("open", "overdue", "submitted")


def people_tab(visit: Visit, people: list[Load]) -> None:
    """Draw the tab."""
    most = max((one.open for one in people), default=0) or 1
    head = "".join(
        f'<th scope="col">{say(f"assign.column_{name}")}</th>'
        for name in ("person", *NUMBERS, "duty")
    )
    rows = "".join(_row(one, most) for one in people)
    st.html(
        f'<table class="fcw-table loads"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )
    _form(visit, people)


def _row(one: Load, most: int) -> str:
    bar = f'<i style="width:{one.open / most:.0%}"></i>'
    late = f"<b>{one.overdue}</b>" if one.overdue else "0"
    return (
        f"<tr><td><bdi>{escape(one.name)}</bdi></td>"
        f'<td class="n"><span>{one.open}</span>{bar}</td><td class="n">{late}</td>'
        f'<td class="n">{one.submitted}</td><td>{escape(_duty(one))}</td></tr>'
    )


def _duty(one: Load) -> str:
    told = say("assign.duty_on" if one.on_duty else "assign.duty_off")
    days = [
        say(f"assign.{word}", day=short_day(day))
        for word, day in (("since", one.absent_from), ("until", one.absent_until))
        if day
    ]
    return f"{told} · {say('assign.absent', days=' '.join(days))}" if days else told


def _form(visit: Visit, people: list[Load]) -> None:
    by_id = {one.reviewer_id: one for one in people}
    number = st.selectbox(
        say("assign.duty_of"), by_id, format_func=lambda one: by_id[one].name, key="assign_duty_of"
    )
    person = by_id[number]
    seen = Duty(person.duty, person.absent_from, person.absent_until)
    # Fields of what is stored: once that is another, they are drawn anew from it.
    key = f"assign-duty-{number}-{seen}"
    choices = {None: "duty_role", True: "duty_on", False: "duty_off"}
    with st.form(f"assign-duty-{number}", border=False):
        st.selectbox(
            say("assign.duty"), list(choices), index=list(choices).index(seen.on),
            format_func=lambda one: say(f"assign.{choices[one]}"), key=f"{key}-on",
        )  # fmt: skip
        left, right = st.columns(2)
        for place, name in ((left, "absent_from"), (right, "absent_until")):
            place.date_input(
                say(f"assign.{name}"), value=getattr(seen, name), format="YYYY-MM-DD",
                key=f"{key}-{name}",
            )  # fmt: skip
        st.form_submit_button(
            say("assign.save_duty"), on_click=act, args=(_save, visit, number, seen, key)
        )


def _save(visit: Visit, number: int, seen: Duty, key: str) -> None:
    first, last = (st.session_state[f"{key}-{name}"] for name in ("absent_from", "absent_until"))
    made = Duty(st.session_state[f"{key}-on"], first, last)
    with database.current().begin() as session:
        _set(session, visit.reviewer_id, visit.project_id, number, made, seen)
    undo = None if made == seen else partial(_undo, number, made, seen)
    remember(visit, say("assign.saved_duty"), undo)


def _undo(
    number: int, made: Duty, former: Duty, session: Session, asker: int, project_id: int
) -> str:
    _set(session, asker, project_id, number, former, made)
    return say("assign.undone", n=1)


def _set(
    session: Session, asker: int, project_id: int, number: int, duty: Duty, seen: Duty
) -> None:
    set_duty(
        session,
        asker,
        project_id,
        number,
        on=duty.on,
        absent_from=duty.absent_from,
        absent_until=duty.absent_until,
        seen=seen,
    )
