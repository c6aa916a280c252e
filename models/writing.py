"""Who may change something in a project, and whether it takes changes at all."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import ProjectClosed
from models.membership import Role, require_role
from models.project import Project


def require_writer(session: Session, asker: int | None, project_id: int, needed: Role) -> None:
    """NotFound and NotAllowed as `require_role` has them; ProjectClosed for an archived project.

    `asker` is None on the command line, which has every role, but changes no archived project.
    """
    if asker is not None:
        require_role(session, asker, project_id, needed)
    refuse_closed(session, project_id)


def refuse_closed(session: Session, project_id: int) -> None:
    """ProjectClosed where the project is archived."""
    closed = session.scalar(select(Project.archived_at).where(Project.id == project_id))
    if closed is not None:
        raise ProjectClosed(project_id)


def may_annotate(session: Session, asker: int, project_id: int) -> bool:
    """Whether the asker may tag here: as a reviewer or more, in a project that takes changes."""
    role = require_role(session, asker, project_id, Role.VIEWER)
    closed = session.scalar(select(Project.archived_at).where(Project.id == project_id))
    return role.covers(Role.REVIEWER) and closed is None
