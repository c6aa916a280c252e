"""What the desk looked at: for each reading its sentences tagged, cleared and unread."""

from html import escape

import pandas as pd
import streamlit as st

from charts.figures import grouped
from models.queries.desk_readings import STATES, Readings
from pages.to_the_letter import plain
from words import say


def what_was_looked_at(found: Readings) -> None:
    """The sums in a sentence and the readings in a table; nothing where no reading was begun."""
    if not found.shown:
        return
    sums = {state: grouped(getattr(found, state)) for state in STATES}
    scope = say(
        "dashboard.looked_at_scope", n=found.readings, readings=grouped(found.readings), **sums
    )
    if len(found.shown) < found.readings:
        scope += " " + say("dashboard.looked_at_first", shown=len(found.shown))
    title = say("dashboard.looked_at")
    with st.container(key="desk-readings"):
        st.html(f"<h2>{escape(title)}</h2><p>{escape(scope)}</p>")
        st.table(
            _table(found),
            border="horizontal",
            hide_index=True,
            height=420 if len(found.shown) > 10 else "content",
            alt=say("dashboard.table_of", title=title),
        )


def _table(found: Readings) -> pd.DataFrame:
    numbers = {
        say(f"dashboard.column_{state}"): [grouped(getattr(one, state)) for one in found.shown]
        for state in STATES
    }
    return pd.DataFrame(
        {
            # The table renders Markdown, and titles and names are anybody's.
            say("charts.article"): [plain(one.article) for one in found.shown],
            say("charts.reviewer"): [plain(one.reviewer) for one in found.shown],
            **numbers,
        }
    )
