"""Articles that people read a second time, unannounced, row by row, as they make an archive whole."""

from dataclasses import dataclass
from datetime import datetime

SECOND = "second_readings"
"""The table, and the folder in which the readings themselves lie: an archive a person, numbered."""


@dataclass(frozen=True, slots=True)
class SecondReadingRow:
    """One article that somebody was served again.

    `copy_id` is what they read instead, an article of the archive in the folder `beside`.
    """

    beside: int
    copy_id: int
    article_id: int
    reviewer: str
    served_by: str
    served_at: datetime


def folder_of(beside: int) -> str:
    """Where in an archive a person's second readings lie."""
    return f"{SECOND}/{beside}/"
