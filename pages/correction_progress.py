"""How far everybody is with the corrected articles, for editors."""

from html import escape

import streamlit as st

from models import database
from models.queries.carried_passages import Progress, correction_progress
from pages.frame import Visit
from words import say

STATES = ("moved", "waiting", "kept", "gone")


def progress_of_all(visit: Visit) -> None:
    """A table: article by reviewer, passages by what became of them."""
    with database.current().read() as session:
        rows = correction_progress(session, visit.reviewer_id, visit.project_id)
    if not rows:
        return
    names = "".join(
        f'<th scope="col"{_number(name)}>{say(f"corrections.column_{name}")}</th>'
        for name in ("article", "reviewer", *STATES)
    )
    body = "".join(_row(one) for one in rows)
    st.html(
        f'<h2 class="fcw-part">{say("corrections.progress")}</h2><div class="fcw-progress">'
        f"<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(one: Progress) -> str:
    title = say("corrections.in_article", title=one.title, number=one.number)
    counts = "".join(f'<td class="n">{one.counts.get(state, 0):,}</td>' for state in STATES)
    return (
        f'<tr><th scope="row"><bdi>{escape(title)}</bdi></th>'
        f"<td><bdi>{escape(one.reviewer)}</bdi></td>{counts}</tr>"
    )


def _number(name: str) -> str:
    return ' class="n"' if name in STATES else ""
