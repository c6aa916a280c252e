"""Leaving: somebody who had an article open says that they have it open no longer."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.presence import Presence
from models.queries.texts import readable_project
from models.revision import Revision


def leave_article(session: Session, asker: int, revision_id: int) -> int:
    """The asker is no more told to be at the text's article, which is returned; NotFound for a text
    that they may not read.

    Said or not, it is forgotten soon: it spares others the wait.
    """
    readable_project(session, asker, revision_id)
    article_id = session.get_one(Revision, revision_id).article_id
    session.execute(
        delete(Presence).where(Presence.article_id == article_id, Presence.reviewer_id == asker)
    )
    return article_id
