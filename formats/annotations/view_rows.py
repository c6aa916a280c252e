"""The saved views of a project's dashboards, row by row, as they make an archive whole."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SavedViewRow:
    """One person's view: `query` is what stood in the dashboard's address.

    In it people are known by their handles and articles by their numbers in the archive.
    """

    reviewer: str
    dashboard: str
    view_name: str
    query: str
    shared: bool
    saved_at: datetime
