"""What the desk is made of."""

from sqlalchemy.orm import Session

from models.queries.behind import ListedPassage
from models.queries.behind_gold import listed_gold
from pages.dashboard_asked import Asked, reviewers_passages
from pages.dashboard_parts import Dashboard
from pages.desk_charts import CHART_SLOTS
from pages.desk_lists import LIST_SLOTS
from pages.desk_numbers import desk_numbers
from words import say


def behind(session: Session, asked: Asked) -> tuple[list[ListedPassage], int]:
    """Gold where an outlet's bar is picked, which is of gold; else the reviewers' passages."""
    if asked.filters.pick.outlet is None:
        return reviewers_passages(session, asked)
    return listed_gold(session, *asked.of, asked.filters, skip=asked.skip)


DESK = Dashboard(
    name="desk",
    page="desk.py",
    title=say("desk.title"),
    method=say("desk.method"),
    numbers=desk_numbers,
    passages=behind,
    slots=(*CHART_SLOTS, *LIST_SLOTS),
)
