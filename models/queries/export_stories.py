"""What people said of two articles' story, as it leaves."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.queries.export_stream import require_exporter, stream
from models.reviewer import Reviewer
from models.story_word import StoryWord


def story_word_rows(
    session: Session, asker: int | None, project_id: int
) -> Iterator[dict[str, Any]]:
    """The last word on every pair, by the articles."""
    require_exporter(session, asker, project_id)
    statement = (
        select(
            StoryWord.first_id.label("article_id"),
            StoryWord.second_id.label("other_article_id"),
            StoryWord.together,
            func.coalesce(Reviewer.handle, "").label("said_by"),
            StoryWord.said_at,
        )
        .outerjoin(Reviewer, Reviewer.id == StoryWord.said_by)
        .where(StoryWord.project_id == project_id)
        .order_by(StoryWord.first_id, StoryWord.second_id)
    )
    return (dict(row._mapping) for row in stream(session, statement))
