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
    """An article with its newest revision, the state of the asker's reading, and the database's id."""

    article: Article
    revision: Revision
    status: str
    instance: str


def opened_article(session: Session, asker: int, article_id: int) -> Opened:
    """The article as the reader opens it; NotFound for one the asker may not see."""
    article = article_for(session, asker, article_id)
    reading = assignment_of(session, asker, article_id)
    uuid = session.scalars(select(Instance.uuid)).one()
    status = reading.status if reading else "assigned"
    return Opened(article, latest_revision(session, article_id), status, str(uuid))


def last_project(session: Session, asker: int) -> int | None:
    """The project the person last did something in."""
    return session.scalar(
        select(Event.project_id)
        .where(Event.actor_id == asker, Event.project_id.is_not(None))
        .order_by(Event.id.desc())
        .limit(1)
    )
