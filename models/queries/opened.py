"""What the reader is opened with, and which project a person works in."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.article import Article, article_for, latest_revision
from models.assignment import assignment_of
from models.event import Event
from models.instance import Instance
from models.revision import Revision


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with the text to show, the state of the asker's reading, and the database's id.

    `newest`: the article has no newer text.
    """

    article: Article
    revision: Revision
    newest: bool
    status: str
    instance: str


def opened_article(
    session: Session, asker: int, article_id: int, in_hand: int | None = None
) -> Opened:
    """The article as the reader opens it; NotFound for one the asker may not see.

    It is its newest text, unless they have an earlier one `in_hand`, a revision of it.
    """
    article = article_for(session, asker, article_id)
    reading = assignment_of(session, asker, article_id)
    uuid = session.scalars(select(Instance.uuid)).one()
    status = reading.status if reading else "assigned"
    newest = latest_revision(session, article_id)
    held = None if in_hand is None else session.get(Revision, in_hand)
    revision = held if held is not None and held.article_id == article_id else newest
    return Opened(article, revision, revision.id == newest.id, status, str(uuid))


def last_project(session: Session, asker: int) -> int | None:
    """The project the person last did something in."""
    return session.scalar(
        select(Event.project_id)
        .where(Event.actor_id == asker, Event.project_id.is_not(None))
        .order_by(Event.id.desc())
        .limit(1)
    )
