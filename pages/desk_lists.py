"""The lists of the desk: what is late, who waits for whom, and what was done week by week."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from sqlalchemy.orm import Session

from charts.figures import grouped, short_day
from models.base import today
from models.membership import Role
from models.queries.desk_waiting import LateReading, Waits, late_readings, who_waits
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Listing, Slot, Way
from pages.desk_asked import pace_of, progress_of
from pages.desk_weeks import throughput
from pages.to_the_letter import plain
from words import say


def late(session: Session, asked: Asked) -> Listing:
    """Readings past their due day, each one click from its article."""
    found = late_readings(session, *asked.of, asked.filters, today())
    counts = progress_of(session, asked)
    way = Way("assign.py") if asked.visit.may(Role.EDITOR) else Way("library.py")
    aside = say("desk.late_of", overdue=grouped(counts.overdue), waiting=grouped(counts.waiting))
    return Listing(
        name="late",
        title=say("desk.late_title"),
        unit=say("desk.late_unit"),
        table=pd.DataFrame(
            {
                say("charts.article"): [plain(one.article) for one in found],
                say("charts.reviewer"): [plain(one.reviewer) for one in found],
                say("desk.column_late"): [say("desk.days", n=one.days) for one in found],
            }
        ),
        draw=partial(_draw_late, found),
        aside=aside if counts.waiting else "",
        way=way,
        empty=say("desk.late_none"),
    )


def waits(session: Session, asked: Asked) -> Listing:
    """Who waits for whom."""
    known = pace_of(session, asked).unsettled
    found = who_waits(session, *asked.of, asked.filters, today(), known)
    rows = list(_waits(found))
    # Whoever cannot give readings finds the articles that wait in the Library.
    is_editor = asked.visit.may(Role.EDITOR)
    columns = ["desk.column_whom", "desk.column_waiting", "desk.column_overdue", "desk.column_due"]
    return Listing(
        name="waits",
        title=say("desk.waits_title"),
        unit=say("desk.waits_unit" if found.to_give is not None else "desk.waits_blind"),
        table=pd.DataFrame(rows, columns=[say(one) for one in columns]),
        aside=say("app.assign" if is_editor else "app.library") if rows else "",
        way=Way("assign.py" if is_editor else "library.py") if rows else None,
        empty=say("desk.waits_none"),
    )


LIST_SLOTS = (
    Slot("late", late, slow=0),
    Slot("waits", waits, slow=1),
    Slot("throughput", throughput, slow=2),
)


def _draw_late(found: Sequence[LateReading]) -> None:
    with st.container(key="desk-late"):
        for number, one in enumerate(found):
            with st.container(horizontal=True, vertical_alignment="center", key=f"late-{number}"):
                st.page_link(
                    "annotate.py",
                    label=plain(one.article),
                    query_params={"article": str(one.article_id)},
                    width="stretch",
                )
                st.markdown(plain(one.reviewer), width=130)
                st.markdown(f"**{say('desk.days', n=one.days)}**", width=70)


def _waits(found: Waits) -> list[tuple[str, str, str, str]]:
    rows = [
        (
            plain(one.reviewer),
            say("desk.readings", n=one.readings, figure=grouped(one.readings)),
            grouped(one.overdue),
            short_day(one.due_on) if one.due_on else say("desk.no_day"),
        )
        for one in found.people
    ]
    if found.to_give:
        said = say("desk.readings", n=found.to_give, figure=grouped(found.to_give))
        rows.append((say("desk.nobody"), said, "", ""))
    if found.to_settle:
        said = say("desk.articles", n=found.to_settle, figure=grouped(found.to_settle))
        rows.append((say("desk.editors"), said, "", ""))
    return rows
