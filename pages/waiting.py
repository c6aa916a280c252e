"""What waits for the visitor: the counts beside the names of pages in the navigation."""

from models import database
from models.membership import Role
from models.queries.article_filter import UNFINISHED, ArticleFilter, count_by_status
from models.queries.to_settle import count_to_settle
from models.queries.unread import count_unread
from pages.frame import Visit


def left_to_read(visit: Visit | None) -> int:
    """How many articles the visitor has not submitted."""
    if visit is None or not visit.may(Role.REVIEWER):
        return 0
    with database.current().read() as session:
        mine = (visit.reviewer_id, visit.project_id)
        counts = count_by_status(session, *mine, ArticleFilter(own=True))
    return sum(counts.get(status, 0) for status in UNFINISHED)


def left_to_settle(visit: Visit | None) -> int:
    """How many articles the visitor could settle."""
    if visit is None or not visit.may(Role.EDITOR):
        return 0
    with database.current().read() as session:
        return count_to_settle(session, visit.reviewer_id, visit.project_id)


def said_to(visit: Visit | None) -> int:
    """How many comments the visitor has not seen."""
    if visit is None:
        return 0
    with database.current().read() as session:
        return count_unread(session, visit.reviewer_id, visit.project_id)
