"""What people said of stories, row by row, as it makes an archive whole."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoryWordRow:
    """What a person said last of two articles: `together` in one story, or apart."""

    article_id: int
    other_article_id: int
    together: bool
    said_by: str
    said_at: datetime
