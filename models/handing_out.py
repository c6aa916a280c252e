"""Handing out: whether a queue holds what was given to its reader, or every article."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from models.article import Article
from models.assignment import Assignment
from models.event import record
from models.membership import Role, require_role
from models.mirroring import mirror
from models.project import Project
from models.queries.visible import hidden_from, reading_visible_to
from models.writing import require_writer


def hands_out(session: Session, asker: int, project_id: int) -> bool:
    """Whether a queue of the project holds what was given to its reader alone."""
    require_role(session, asker, project_id, Role.VIEWER)
    return session.get_one(Project, project_id).hands_out


def set_handing_out(session: Session, asker: int, project_id: int, *, given_only: bool) -> None:
    """Whether queues hold what was given to their readers, or every article; editors say it."""
    require_writer(session, asker, project_id, Role.EDITOR)
    project = session.get_one(Project, project_id)
    if project.hands_out == given_only:
        return
    project.hands_out = given_only
    session.flush()
    mirror(session, project_id)
    before, after = {"hands_out": not given_only}, {"hands_out": given_only}
    record(session, asker, project_id, "update", "project", project_id, before, after)


def stop_handing_out(session: Session, asker: int, project_id: int, since: datetime) -> None:
    """Every queue holds every article again; editors' undoing does it.

    Not where something given `since` is left, as far as the asker may know.
    """
    require_writer(session, asker, project_id, Role.EDITOR)
    given = (
        exists()
        .where(Assignment.assigned_by.is_not(None), Assignment.assigned_at >= since)
        .where(Assignment.article_id == Article.id, Article.project_id == project_id)
        .where(reading_visible_to(hidden_from(session, asker, project_id)))
    )
    if not session.scalar(select(given)):
        set_handing_out(session, asker, project_id, given_only=False)
