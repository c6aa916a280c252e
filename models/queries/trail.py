"""The trail as it leaves: every event in the order in which it was stored, for admins."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.event import Event
from models.membership import Role, require_role
from models.project import Project
from models.queries.export_stream import stream
from models.queries.history_scope import OF_PERSON
from models.queries.visible import event_visible_to, hidden_from
from models.reviewer import Reviewer


def require_trail(session: Session, asker: int | None, project_id: int | None) -> None:
    """The project's admins export its trail; the whole desk's (None) is for the command line."""
    if asker is None:
        return
    require_role(session, asker, project_id or 0, Role.ADMIN)


def trail_rows(
    session: Session, asker: int | None, project_id: int | None
) -> Iterator[dict[str, Any]]:
    """The events of a project, or of all and of none; people are told by their handles.

    An admin who reads blind gets them without others' work, as everywhere else.
    """
    require_trail(session, asker, project_id)
    handles = {
        str(number): handle
        for number, handle in session.execute(select(Reviewer.id, Reviewer.handle))
    }
    statement = (
        select(
            Event.id.label("event"),
            Event.at,
            func.coalesce(Project.name, "").label("project"),
            func.coalesce(Reviewer.handle, "").label("actor"),
            *(Event.action, Event.entity, Event.row, Event.before, Event.after),
        )
        .outerjoin(Project, Project.id == Event.project_id)
        .outerjoin(Reviewer, Reviewer.id == Event.actor_id)
        .order_by(Event.id)
    )
    if project_id is not None:
        eyes = hidden_from(session, asker, project_id)
        statement = statement.where(Event.project_id == project_id, event_visible_to(eyes))
    for row in stream(session, statement):
        told = dict(row._mapping)
        if told["entity"] in OF_PERSON:
            told["row"] = handles.get(told["row"], told["row"])
        yield told
