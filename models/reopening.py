"""An editor's reopening of somebody's reading, which can be undone as long as nobody went on with it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from models.annotation import Annotation
from models.article import article_to_change, latest_revision
from models.assignment import Assignment, assignment_of, reopen_reading
from models.errors import BadInput, NotAllowed
from models.event import Event, record
from models.membership import Role
from models.queries.visible import blind_articles
from models.reviewer import Reviewer


@dataclass(frozen=True, slots=True)
class Reopened:
    """A reading that was reopened `at`, and how it stood before."""

    article_id: int
    reviewer_id: int
    at: datetime
    submitted_at: datetime
    revision_id: int
    former_at: datetime | None
    former_by: int | None


def reopen_for(session: Session, asker: int, article_id: int, reviewer_id: int) -> Reopened | None:
    """Reopen another's reading as `reopen_reading` does; None where it was open already."""
    article_to_change(session, asker, article_id, Role.EDITOR)
    there = assignment_of(session, reviewer_id, article_id)
    submitted = (there.submitted_at, there.submitted_revision_id) if there else (None, None)
    former = (there.reopened_at, there.reopened_by) if there else (None, None)
    reading = reopen_reading(session, asker, article_id, reviewer_id)
    at, revision_id = submitted
    if at is None or revision_id is None or reading.reopened_at is None:
        return None
    return Reopened(article_id, reviewer_id, reading.reopened_at, at, revision_id, *former)


def undo_reopening(session: Session, asker: int, reopened: Reopened) -> None:
    """The reading stands as it was submitted before.

    BadInput where its reader went on with it, or the article was corrected; NotAllowed for who reads
    it blind by now.
    """
    article = article_to_change(session, asker, reopened.article_id, Role.EDITOR)
    if blind_articles(session, asker, article.project_id, {article.id}):
        raise NotAllowed("reads_blind")
    reading = assignment_of(session, reopened.reviewer_id, article.id)
    newest = latest_revision(session, article.id)
    if reading is None or newest.id != reopened.revision_id or _went_on(session, reading, reopened):
        raise BadInput("reopened_since")
    reading.status = "submitted"
    reading.submitted_at, reading.submitted_revision_id = (
        reopened.submitted_at,
        reopened.revision_id,
    )
    reading.reopened_at, reading.reopened_by = reopened.former_at, reopened.former_by
    session.flush()
    handle = session.get_one(Reviewer, reopened.reviewer_id).handle
    after = {"status": "submitted", "reviewer": handle}
    event = ("close", "reading", article.id, {"status": "in_progress"}, after)
    record(session, asker, article.project_id, *event)


def _went_on(session: Session, reading: Assignment, reopened: Reopened) -> bool:
    """Whether the reading was submitted, reopened again, looked into or worked at since."""
    if reading.status != "in_progress" or reading.reopened_at != reopened.at:
        return True
    if reading.active_at is not None and reading.active_at > reopened.at:
        return True
    tagged = exists().where(
        Annotation.revision_id == reopened.revision_id,
        Annotation.reviewer_id == reopened.reviewer_id,
        Annotation.updated_at >= reopened.at,
    )
    cleared = exists().where(
        Event.entity == "cleared_sentence",
        Event.row == str(reopened.revision_id),
        Event.actor_id == reopened.reviewer_id,
        Event.at >= reopened.at,
    )
    return bool(session.scalar(select(or_(tagged, cleared))))
