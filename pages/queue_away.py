"""The visitor's own absence on their queue: from when until when nothing is given to them."""

import streamlit as st

from models import database
from models.base import today
from models.duty import Duty, own_duty, set_duty
from models.membership import Role
from pages.assign_undo import act, tell_refused
from pages.frame import Visit
from pages.strip import short_day
from pages.visitor import is_solo
from words import say

_FIELDS = ("absent_from", "absent_until")


def own_absence(visit: Visit) -> None:
    """A way to say it, and what was said; nothing for viewers, or where one works alone."""
    if is_solo() or not visit.may(Role.REVIEWER):
        return
    with database.current().read() as session:
        seen = own_duty(session, visit.reviewer_id, visit.project_id)
    tell_refused()
    # Fields of what is stored: once that is another, they are drawn anew from it.
    key = f"away-{visit.project_id}-{seen}"
    with (
        st.container(horizontal=True, vertical_alignment="center", key="queue-away"),
        st.popover(_told(seen), type="tertiary", icon=":material/event_busy:"),
        st.form("away", border=False),
    ):
        st.caption(say("queue.away_why"))
        for name in _FIELDS:
            st.date_input(
                say(f"assign.{name}"), value=getattr(seen, name), format="YYYY-MM-DD",
                key=f"{key}-{name}",
            )  # fmt: skip
        st.form_submit_button(say("queue.away_save"), on_click=act, args=(_save, visit, seen, key))


def _told(seen: Duty) -> str:
    days = [
        say(f"assign.{word}", day=short_day(day))
        for word, day in (("since", seen.absent_from), ("until", seen.absent_until))
        if day
    ]
    is_over = seen.absent_until is not None and seen.absent_until < today()
    if not days or is_over:
        return say("queue.away")
    return say("queue.away_told", days=" ".join(days))


def _save(visit: Visit, seen: Duty, key: str) -> None:
    first, last = (st.session_state[f"{key}-{name}"] for name in _FIELDS)
    with database.current().begin() as session:
        set_duty(
            *(session, visit.reviewer_id, visit.project_id, visit.reviewer_id),
            on=seen.on,
            absent_from=first,
            absent_until=last,
            seen=seen,
        )
