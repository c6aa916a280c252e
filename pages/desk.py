"""The desk: how far the work is, what waits for whom, and what the outlets print."""

from pages.dashboard_frame import fill_dashboard, open_dashboard
from pages.desk_board import DESK
from pages.disputed_alert import disputed_alert
from pages.frame import open_page


def desk() -> None:
    """Draw the page."""
    visit = open_page()
    asked = open_dashboard(DESK, visit)
    disputed_alert(visit, brief=True)
    fill_dashboard(DESK, asked)


desk()
