"""What the desk is made of."""

from pages.dashboard_parts import Dashboard
from pages.desk_charts import CHART_SLOTS
from pages.desk_lists import LIST_SLOTS
from pages.desk_numbers import desk_numbers
from words import say

DESK = Dashboard(
    name="desk",
    page="desk.py",
    title=say("desk.title"),
    method=say("desk.method"),
    numbers=desk_numbers,
    slots=(*CHART_SLOTS, *LIST_SLOTS),
)
