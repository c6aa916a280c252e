"""A project's name, its settings, and whether it is open: what its admins change and take back."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.base import now
from models.errors import BadInput, NotFound
from models.event import record
from models.membership import Role, require_role
from models.mirroring import mirror
from models.project import NAME_LIMIT, Project
from models.text import one_line
from models.turns import wait_for_turn
from models.writing import require_writer

MOST_READERS = 20


def project_for(
    session: Session, asker: int, project_id: int, needed: Role = Role.VIEWER
) -> Project:
    """The project, archived or not, if the asker's role in it suffices."""
    require_role(session, asker, project_id, needed)
    return session.get_one(Project, project_id)


def rename_project(session: Session, asker: int | None, project_id: int, name: str) -> Project:
    """Another name for the project; BadInput where it is blank or taken."""
    require_writer(session, asker, project_id, Role.ADMIN)
    project = session.get_one(Project, project_id)
    wanted = free_name(session, name, but=project_id)
    if wanted != project.name:
        before = {"name": project.name}
        project.name = wanted
        session.flush()
        record(
            session, asker, project_id, "rename", "project", project_id, before, {"name": wanted}
        )
    return project


def change_settings(
    session: Session, asker: int | None, project_id: int, readers: int, is_blind: bool
) -> None:
    """How many readers an article has, and whether they read blind; BadInput for no such number.

    Opening a blind project shows everybody's passages to everybody: whoever offers it asks first.
    """
    require_writer(session, asker, project_id, Role.ADMIN)
    if not 1 <= readers <= MOST_READERS:
        raise BadInput("readers_range", most=MOST_READERS)
    project = session.get_one(Project, project_id)
    before = _settings(project)
    if is_blind and not project.is_blind:
        project.blind_since = now()
    project.readers_per_article, project.is_blind = readers, is_blind
    session.flush()
    mirror(session, project_id)
    after = _settings(project)
    if after != before:
        action = "open_readings" if before["is_blind"] and not is_blind else "change_settings"
        record(session, asker, project_id, action, "project", project_id, before, after)


def archive_project(session: Session, asker: int | None, project_id: int) -> None:
    """Close the project: it can be read and exported, and takes no changes until it is brought back."""
    _set_archived(session, asker, project_id, archived=True)


def bring_back_project(session: Session, asker: int | None, project_id: int) -> None:
    """Open an archived project again."""
    _set_archived(session, asker, project_id, archived=False)


def free_name(session: Session, name: str, but: int | None = None) -> str:
    """The name as it is stored; BadInput where it is blank, or another project's (`but` this one)."""
    tidy = one_line(name, limit=NAME_LIMIT)
    if not tidy:
        raise BadInput("project_name_blank")
    wait_for_turn(session, "project")
    taken = session.scalar(select(Project.id).where(Project.name == tidy))
    if taken is not None and taken != but:
        raise BadInput("project_name_taken", name=tidy)
    return tidy


def _set_archived(session: Session, asker: int | None, project_id: int, *, archived: bool) -> None:
    if asker is not None:
        require_role(session, asker, project_id, Role.ADMIN)
    project = session.get(Project, project_id, with_for_update=True)
    if project is None:
        raise NotFound("project_unknown")
    if (project.archived_at is not None) is archived:
        return
    project.archived_at = now() if archived else None
    session.flush()
    mirror(session, project_id)
    action = "archive" if archived else "bring_back"
    record(session, asker, project_id, action, "project", project_id)


def _settings(project: Project) -> dict[str, Any]:
    return {"readers_per_article": project.readers_per_article, "is_blind": project.is_blind}
