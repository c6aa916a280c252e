"""What several parts of the desk ask alike, asked once for all of them."""

from sqlalchemy.orm import Session

from models.base import today
from models.queries.desk_days import Days, passages_a_day
from models.queries.desk_pace import Pace, pace
from models.queries.desk_progress import Progress, progress
from models.queries.scope import Filters
from pages.dashboard_asked import Asked
from pages.kept_views import kept


def pace_of(session: Session, asked: Asked) -> Pace:
    """How fast readings come in."""
    return kept(
        asked.at,
        asked.visit,
        "desk pace",
        lambda: pace(session, *asked.of, asked.filters),
        asked.filters,
    )


def progress_of(session: Session, asked: Asked) -> Progress:
    """How far the desk is today."""
    return kept(
        asked.at,
        asked.visit,
        "desk progress",
        lambda: progress(session, *asked.of, asked.filters, today()),
        asked.filters,
    )


def days_of(session: Session, asked: Asked, filters: Filters) -> Days:
    """Passages by day under these filters."""
    return kept(
        asked.at,
        asked.visit,
        "desk days",
        lambda: passages_a_day(session, *asked.of, filters),
        filters,
    )
