"""How far an article is read, in words, for lists of articles: what is hidden is not told as none."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.queries.library import LibraryRow
from models.queries.visible import blind_articles, reads_blind
from words import say


def hidden_among(
    session: Session, asker: int, project_id: int, rows: Sequence[LibraryRow]
) -> set[int]:
    """Those of these articles of which the asker, who reads blind, is told their own reading alone."""
    if not reads_blind(session, asker, project_id):
        return set()
    return blind_articles(session, asker, project_id, {row.article_id for row in rows})


def readings_told(row: LibraryRow, *, hidden: bool) -> str:
    """How many readings are submitted and in progress, and that others' are hidden, if they are."""
    parts = [
        say(f"library.{state}", n=count)
        for state, count in (("submitted", row.submitted), ("in_progress", row.in_progress))
        if count
    ]
    if hidden:
        parts.append(say("library.hidden"))
    return say("charts.joined").join(parts) or say("library.nobody")


def passages_told(passages: int, *, hidden: bool) -> str:
    """How many passages are tagged in it, or how many of one's own; blank for none of one's own."""
    if hidden:
        return say("library.own_passages", n=passages) if passages else ""
    return say("library.passages", n=passages)
