"""Members: the people of a project and their roles, as its admins change them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.errors import BadInput
from models.event import record
from models.membership import Membership, Role, require_role
from models.reviewer import Reviewer, reviewer_by_handle
from models.turns import wait_for_turn
from models.writing import require_writer


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role in the project; `left` where they departed from the workbench."""

    id: int
    handle: str
    name: str
    role: Role
    since: datetime
    left: bool


def members_of(session: Session, asker: int, project_id: int) -> list[Member]:
    """Everybody with a role in the project, admins first, then by name; admins see them."""
    require_role(session, asker, project_id, Role.ADMIN)
    rank = case({role.value: number for number, role in enumerate(Role)}, value=Membership.role)
    rows = session.execute(
        select(Reviewer, Membership.role, Membership.created_at)
        .join(Membership, Membership.reviewer_id == Reviewer.id)
        .where(Membership.project_id == project_id)
        .order_by(rank.desc(), func.lower(Reviewer.name), Reviewer.id)
    )
    return [
        Member(who.id, who.handle, who.name, Role(role), since, who.departed_at is not None)
        for who, role, since in rows
    ]


def add_member(
    session: Session, asker: int | None, project_id: int, handle: str, role: str
) -> Reviewer:
    """Give somebody who is known by this handle a role in the project; whoever is in it keeps theirs.

    NotFound for a handle that nobody has, BadInput for somebody who is a member or has left.
    """
    _begin(session, asker, project_id)
    wanted = _role(role)
    reviewer = reviewer_by_handle(session, handle)
    if reviewer.departed_at is not None:
        raise BadInput("member_departed", name=reviewer.name)
    known = session.get(Membership, (project_id, reviewer.id))
    if known is not None:
        raise BadInput("member_already", name=reviewer.name, role=known.role)
    session.add(Membership(project_id=project_id, reviewer_id=reviewer.id, role=wanted.value))
    session.flush()
    _record(session, asker, project_id, "join", reviewer.id, None, wanted)
    return reviewer


def change_role(
    session: Session, asker: int | None, project_id: int, reviewer_id: int, role: str
) -> None:
    """Another role for a member; BadInput where it would leave the project without an admin."""
    _begin(session, asker, project_id)
    wanted = _role(role)
    member = _member(session, project_id, reviewer_id)
    before = Role(member.role)
    if before is wanted:
        return
    if before is Role.ADMIN:
        _refuse_last_admin(session, project_id, reviewer_id)
    member.role = wanted.value
    session.flush()
    _record(session, asker, project_id, "change_role", reviewer_id, before, wanted)


def remove_member(session: Session, asker: int | None, project_id: int, reviewer_id: int) -> Role:
    """Take somebody out of the project and tell the role they had; their work stays, with their name.

    BadInput where it would leave the project without an admin.
    """
    _begin(session, asker, project_id)
    member = _member(session, project_id, reviewer_id)
    before = Role(member.role)
    if before is Role.ADMIN:
        _refuse_last_admin(session, project_id, reviewer_id)
    session.delete(member)
    session.flush()
    _record(session, asker, project_id, "leave", reviewer_id, before, None)
    return before


def _begin(session: Session, asker: int | None, project_id: int) -> None:
    # Two admins who take each other's role away: the second waits, and then may not any more.
    wait_for_turn(session, f"members of {project_id}")
    require_writer(session, asker, project_id, Role.ADMIN)


def _role(role: str) -> Role:
    if role not in set(Role):
        raise BadInput("role_unknown", role=role[:40], roles=", ".join(Role))
    return Role(role)


def _member(session: Session, project_id: int, reviewer_id: int) -> Membership:
    in_range = 0 < reviewer_id < 2**31
    member = session.get(Membership, (project_id, reviewer_id)) if in_range else None
    if member is None:
        raise BadInput("member_unknown")
    return member


def _refuse_last_admin(session: Session, project_id: int, reviewer_id: int) -> None:
    others = session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(Reviewer, Reviewer.id == Membership.reviewer_id)
        .where(
            Membership.project_id == project_id,
            Membership.role == Role.ADMIN.value,
            Membership.reviewer_id != reviewer_id,
            Reviewer.departed_at.is_(None),
        )
    )
    if not others:
        raise BadInput("last_admin")


def _record(
    session: Session,
    asker: int | None,
    project_id: int,
    action: str,
    reviewer_id: int,
    before: Role | None,
    after: Role | None,
) -> None:
    was, becomes = ({"role": role.value} if role else None for role in (before, after))
    record(session, asker, project_id, action, "membership", reviewer_id, was, becomes)
