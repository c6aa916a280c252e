"""The last admin: nobody takes the role from them, or nobody could give any role again."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from models.companion import is_companion
from models.membership import Membership, Role
from models.project import Project
from models.reviewer import Reviewer
from models.turns import wait_for_turn


def is_last_desk_admin(session: Session, reviewer_id: int) -> bool:
    """Whether the person, and nobody else who is here, is an admin of the whole desk."""
    wait_for_turn(session, "admins")
    found = session.scalars(
        select(Reviewer.id)
        .where(Reviewer.everywhere_role == Role.ADMIN.value, Reviewer.departed_at.is_(None))
        .limit(2)
    )
    return list(found) == [reviewer_id]


def is_last_admin_of(session: Session, reviewer_id: int, project_id: int | None = None) -> bool:
    """Whether the project, or where none is named any, has the person as its only admin."""
    wait_for_turn(session, "admins")
    other = aliased(Membership)
    another = exists().where(
        other.project_id == Membership.project_id,
        other.role == Role.ADMIN.value,
        other.reviewer_id != reviewer_id,
        Reviewer.id == other.reviewer_id,
        Reviewer.departed_at.is_(None),
    )
    alone = (
        select(Project.id)
        .join(Membership, Membership.project_id == Project.id)
        .where(
            Membership.reviewer_id == reviewer_id,
            Membership.role == Role.ADMIN.value,
            ~is_companion(Project.id),
            *([Project.id == project_id] if project_id is not None else []),
            ~another,
        )
        .limit(1)
    )
    return session.scalar(alone) is not None
