"""Waiting passages: each reviewer settles what became of their own in a corrected text."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import Article, article_to_change, latest_revision
from models.assignment import assignment_of
from models.base import now
from models.carried import CarriedPassage
from models.carrying import carry, copy_passage, shelved, store_moved
from models.errors import BadInput, NotFound
from models.event import record
from models.frozen import FrozenReading
from models.membership import Role
from models.others_seen import others_seen
from models.queries.passage_place import passage_place
from models.revision import Revision
from models.standing import standing


class PassageDecided(BadInput):
    """Its reviewer decided upon it since they looked here, in another window."""


@dataclass(slots=True)
class _Waiting:
    """A passage of the asker's on an earlier text, and the article's newest text."""

    article: Article
    newest: Revision
    passage: Annotation
    carried: CarriedPassage


def place_late(session: Session, asker: int, article_id: int) -> None:
    """Carry what the asker tagged on an earlier text after the article was corrected.

    A reader that was open or away meanwhile still saves to the text it shows.
    """
    article_to_change(session, asker, article_id)
    carry(session, latest_revision(session, article_id), now(), asker)


def move_passage(session: Session, asker: int, passage_uuid: UUID, start: int, end: int) -> UUID:
    """The asker's waiting passage stands at [start, end) of the newest text; its id there.

    BadInput where it does not wait, where that is no place, or where the reading is submitted.
    """
    waiting = _waiting(session, asker, passage_uuid, "waiting", "gone")
    _refuse_submitted(session, asker, waiting.article)
    new = shelved(session, waiting.newest)
    if not 0 <= start < end <= len(new.text):
        raise BadInput("span_range", start=start, end=end, length=len(new.text))
    names = (column.name for column in Annotation.__table__.columns)
    columns = {name: getattr(waiting.passage, name) for name in names}
    moment = now()
    copied = copy_passage(columns, new, (start, end), moment)
    copied["after_submission"] |= _submitted_before(session, asker, waiting.article)
    found = standing(session.connection(), asker, waiting.newest.id)
    copied["others_seen"] |= found is not None and others_seen(session.connection(), asker, found)
    store_moved(session, [copied], moment, asker)
    _settle(session, asker, waiting, "moved", copied["id"])
    moved: UUID = copied["id"]
    return moved


def link_passage(session: Session, asker: int, passage_uuid: UUID, chosen: UUID) -> None:
    """The asker's waiting passage is the one that they tagged by hand on the newest text.

    Both stay as they are: what the one there says, its reviewer wrote there.
    """
    waiting = _waiting(session, asker, passage_uuid, "waiting", "gone", "kept")
    other = session.get(Annotation, chosen)
    taken = session.scalar(select(CarriedPassage).where(CarriedPassage.moved_to == chosen))
    if (
        other is None
        or other.reviewer_id != asker
        or other.revision_id != waiting.newest.id
        or other.deleted_at is not None
        or taken is not None
    ):
        raise BadInput("not_by_hand")
    _settle(session, asker, waiting, "moved", chosen)


def keep_with_old(session: Session, asker: int, passage_uuid: UUID) -> None:
    """The asker's waiting passage stays with the earlier text, and has no place in the newest."""
    _settle(session, asker, _waiting(session, asker, passage_uuid, "waiting", "gone"), "kept")


def wait_again(session: Session, asker: int, passage_uuid: UUID) -> None:
    """What the asker settled waits again; a passage made by moving is deleted, and can be restored."""
    waiting = _waiting(session, asker, passage_uuid, "moved", "kept")
    if waiting.carried.settled_at is None:
        raise BadInput("not_settled")
    moved_to = waiting.carried.moved_to
    if moved_to is not None:
        _refuse_submitted(session, asker, waiting.article)
        _take_back(session, asker, moved_to, waiting.passage)
    _settle(session, asker, waiting, "gone" if waiting.carried.reason == "gone" else "waiting")
    waiting.carried.settled_at = None


def _waiting(session: Session, asker: int, passage_uuid: UUID, *states: str) -> _Waiting:
    """What is asked for, in one of these states; the same errors as for any passage."""
    place = passage_place(session, asker, passage_uuid)
    if place is None:
        raise NotFound("annotation_unknown")
    article = article_to_change(session, asker, place.article_id, Role.REVIEWER)
    if place.reviewer_id != asker:
        raise BadInput("not_your_passage")
    newest = latest_revision(session, article.id)
    carried = session.scalar(
        select(CarriedPassage)
        .where(
            CarriedPassage.annotation_id == passage_uuid, CarriedPassage.revision_id == newest.id
        )
        .with_for_update()
    )
    if carried is None:
        raise BadInput("not_waiting")
    if carried.state not in states:
        raise _decided(carried)
    return _Waiting(article, newest, session.get_one(Annotation, passage_uuid), carried)


def _decided(carried: CarriedPassage) -> BadInput:
    if carried.settled_at is None:
        return BadInput("not_waiting")
    if carried.state == "moved":
        return PassageDecided("moved_meanwhile")
    return PassageDecided("kept_meanwhile")


def _settle(
    session: Session, asker: int, waiting: _Waiting, state: str, moved_to: UUID | None = None
) -> None:
    carried = waiting.carried
    before = _told(carried)
    carried.state, carried.moved_to, carried.settled_at = state, moved_to, now()
    session.flush()
    record(
        *(session, asker, waiting.article.project_id, "settle", "annotation"),
        *(carried.annotation_id, before, _told(carried)),
    )


def _told(carried: CarriedPassage) -> dict[str, Any]:
    to = None if carried.moved_to is None else str(carried.moved_to)
    return {"revision_id": carried.revision_id, "state": carried.state, "moved_to": to}


def _refuse_submitted(session: Session, asker: int, article: Article) -> None:
    reading = assignment_of(session, asker, article.id)
    if reading is not None and reading.status == "submitted":
        raise BadInput("reading_submitted")


def _submitted_before(session: Session, asker: int, article: Article) -> bool:
    wanted = select(FrozenReading.id).where(
        FrozenReading.article_id == article.id, FrozenReading.reviewer_id == asker
    )
    return session.scalar(wanted.limit(1)) is not None


def _take_back(session: Session, asker: int, moved_to: UUID, former: Annotation) -> None:
    """Delete the copy, which bears the time of what it is of; one tagged by hand stays."""
    passage = session.get_one(Annotation, moved_to)
    if passage.deleted_at is not None or passage.created_at != former.created_at:
        return
    moment = now()
    passage.deleted_at = passage.updated_at = moment
    passage.version += 1
    session.flush()
    record(
        *(session, asker, passage.project_id, "delete", "annotation", moved_to),
        *({"deleted_at": None}, {"version": passage.version}, moment),
    )
