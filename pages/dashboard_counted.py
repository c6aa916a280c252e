"""What a dashboard counted, and what it was counted of in words: for its page and for its report."""

from collections.abc import Hashable, Sequence

from charts.figures import long_day, short_day
from models import database
from models.queries.choices import Choices, choices_in
from models.queries.scope import Filters
from pages.dashboard_asked import Asked
from pages.dashboard_parts import Dashboard, Number, Part, Slot
from pages.frame import Visit
from pages.kept_views import kept
from pages.strip import isolated
from words import say


def choices_for(visit: Visit, at: Hashable) -> Choices:
    """What the visitor can narrow a dashboard down to."""

    def ask() -> Choices:
        with database.current().read() as session:
            return choices_in(session, visit.reviewer_id, visit.project_id)

    return kept(at, visit, "choices", ask)


def numbers_of(board: Dashboard, asked: Asked, at: Hashable) -> Sequence[Number]:
    """The dashboard's headline numbers, counted unless they were for these data `at`."""

    def count() -> Sequence[Number]:
        with database.current().read() as session:
            return board.numbers(session, asked)

    return kept(at, asked.visit, (board.state, "numbers", board.method), count, asked.filters)


def made(board: Dashboard, slot: Slot, asked: Asked, at: Hashable) -> Part:
    """The slot's part, counted unless it was for these data `at`."""

    def count() -> Part:
        with database.current().read() as session:
            return slot.make(session, asked)

    return kept(at, asked.visit, (board.name, slot.name), count, asked.filters)


def scope_in_words(asked: Asked) -> str:
    """Project, days and outlets that the numbers are of."""
    filters = asked.filters
    outlets = (
        say("dashboard.part_among").join(filters.outlets)
        if filters.outlets
        else say("dashboard.all_outlets")
    )
    project = isolated(asked.visit.project)
    return say("dashboard.scope", project=project, days=_days(filters), outlets=outlets)


def _days(filters: Filters) -> str:
    first, last = filters.since, filters.until
    if first and last:
        start = short_day(first) if first.year == last.year else long_day(first)
        return say("dashboard.range", first=start, last=long_day(last))
    if first:
        return say("dashboard.part_since", day=long_day(first))
    if last:
        return say("dashboard.part_until", day=long_day(last))
    return say("dashboard.all_days")
