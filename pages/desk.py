"""The desk: how far the work is, what waits for whom, and what the outlets print."""

from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.dashboard_parts import Dashboard
from pages.desk_charts import CHART_SLOTS
from pages.desk_numbers import desk_numbers
from pages.disputed_alert import disputed_alert
from pages.frame import open_page
from pages.tag_panels import TAG_SLOTS
from words import say

DESK = Dashboard(
    name="desk",
    page="desk.py",
    title=say("desk.title"),
    method=say("desk.method"),
    numbers=desk_numbers,
    slots=(*TAG_SLOTS, *CHART_SLOTS),
)


def desk() -> None:
    """Draw the page."""
    visit = open_page()
    asked = open_dashboard(DESK, visit)
    disputed_alert(visit, brief=True)
    fill_dashboard(DESK, asked)


desk()
