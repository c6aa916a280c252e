"""What a row of the queue tells of its reading: where it is from, when it is due, how far it is."""

from html import escape

from models.queries.reading_list import ReadingRow
from pages.strip import day_in_words, due_in_words, left_in_words, short_day
from words import say


def about(row: ReadingRow) -> list[str]:
    """Outlet and day, and who reopened the reading when."""
    about = [row.outlet, day_in_words(row.published_at)]
    if row.reopened_at is not None and row.status != "submitted":
        day = short_day(row.reopened_at.astimezone().date())
        about.append(say("queue.reopened", day=day, name=row.reopened_by or ""))
    return about


def due_html(row: ReadingRow) -> str:
    """The day it is due, and whether it is urgent."""
    if row.status == "submitted":
        return escape(say("queue.no_due"))
    due = escape(due_in_words(row.due_on))
    told = f"<b>{due}</b>" if row.when in ("overdue", "today") else due
    urgent = (
        f"<small><b>{say(f'queue.priority_{row.priority}')}</b></small>" if row.priority else ""
    )
    return told + urgent


def progress(row: ReadingRow) -> str:
    """How many sentences there are, or are left."""
    if row.status == "assigned" and not row.runs:
        return say("queue.sentences", n=row.sentences)
    return left_in_words(row.left, row.sentences)
