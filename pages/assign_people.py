"""Everybody's load and duty on the page Assign."""

from html import escape

import streamlit as st

from models import database
from models.duty import set_duty
from models.queries.assign_board import Load
from pages.assign_undo import remember
from pages.frame import Visit, telling_errors
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
    choices = {None: "duty_role", True: "duty_on", False: "duty_off"}
    with st.form(f"assign-duty-{number}", border=False):
        on = st.selectbox(
            say("assign.duty"),
            list(choices),
            index=list(choices).index(person.duty),
            format_func=lambda one: say(f"assign.{choices[one]}"),
        )
        left, right = st.columns(2)
        first = left.date_input(
            say("assign.absent_from"), value=person.absent_from, format="YYYY-MM-DD"
        )
        last = right.date_input(
            say("assign.absent_until"), value=person.absent_until, format="YYYY-MM-DD"
        )
        if not st.form_submit_button(say("assign.save_duty")):
            return
    with telling_errors():
        with database.current().begin() as session:
            away = {"absent_from": first, "absent_until": last}
            set_duty(session, visit.reviewer_id, visit.project_id, number, on=on, **away)
        remember(visit, say("assign.saved_duty"))
        st.rerun()
