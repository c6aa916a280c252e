"""What the reader is opened with, and which project a person works in."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.article import Article, article_for, latest_revision
from models.assignment import assignment_of
from models.companion import Companion, home_of
from models.event import Event
from models.instance import Instance
from models.membership import Role, require_role
from models.revision import Revision
from models.served_again import article_in_hand, is_copy


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with the text to show, the state of the asker's reading, and the database's id.

    `newest`: the article has no newer text. `desk_id` is the project that the asker works in with it;
    `again`: it was their second reading of the text, which they are told once it is submitted.
    """

    article: Article
    revision: Revision
    newest: bool
    status: str
    instance: str
    desk_id: int
    again: bool


def opened_article(
    session: Session, asker: int, article_id: int, in_hand: int | None = None
) -> Opened:
    """The article as the reader opens it; NotFound for one the asker may not see.

    It is its newest text, unless they have an earlier one `in_hand`, a revision of it.
    """
    article_id = article_in_hand(session, asker, article_id)
    article = article_for(session, asker, article_id)
    reading = assignment_of(session, asker, article_id)
    uuid = session.scalars(select(Instance.uuid)).one()
    status = reading.status if reading else "assigned"
    newest = latest_revision(session, article_id)
    held = None if in_hand is None else session.get(Revision, in_hand)
    revision = held if held is not None and held.article_id == article_id else newest
    desk_id = home_of(session, article.project_id)
    again = status == "submitted" and is_copy(session, article_id)
    return Opened(article, revision, revision.id == newest.id, status, str(uuid), desk_id, again)


def stands_for(session: Session, asker: int, project_id: int, article_id: int) -> tuple[int, int]:
    """What the asker reads in the article's place, as its project and itself: mostly these two."""
    require_role(session, asker, project_id, Role.VIEWER)
    in_hand = article_in_hand(session, asker, article_id)
    if in_hand == article_id:
        return project_id, article_id
    return article_for(session, asker, in_hand).project_id, in_hand


def last_project(session: Session, asker: int) -> int | None:
    """The project the person last did something in."""
    return session.scalar(
        select(func.coalesce(Companion.home_id, Event.project_id))
        .select_from(Event)
        .outerjoin(Companion, Companion.project_id == Event.project_id)
        .where(Event.actor_id == asker, Event.project_id.is_not(None))
        .order_by(Event.id.desc())
        .limit(1)
    )
