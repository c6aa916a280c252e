"""Members: the people of a project and their roles, as its admins change them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from models.errors import BadInput
from models.event import record
from models.membership import Membership, Role, mirror_member, require_role
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


@dataclass(frozen=True, slots=True)
class FormerMember:
    """What somebody was in the project when they were taken out of it."""

    reviewer_id: int
    role: Role
    on_duty: bool | None
    absent_from: date | None
    absent_until: date | None


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
    mirror_member(session, project_id, reviewer.id)
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
    mirror_member(session, project_id, reviewer_id)
    _record(session, asker, project_id, "change_role", reviewer_id, before, wanted)


def remove_member(
    session: Session, asker: int | None, project_id: int, reviewer_id: int
) -> FormerMember:
    """Take somebody out of the project and tell what they were; their work stays, with their name.

    BadInput where it would leave the project without an admin.
    """
    _begin(session, asker, project_id)
    member = _member(session, project_id, reviewer_id)
    if member.role == Role.ADMIN.value:
        _refuse_last_admin(session, project_id, reviewer_id)
    former = FormerMember(
        reviewer_id, Role(member.role), member.on_duty, member.absent_from, member.absent_until
    )
    session.delete(member)
    session.flush()
    mirror_member(session, project_id, reviewer_id)
    record(session, asker, project_id, "leave", "membership", reviewer_id, _told(former))
    return former


def put_member_back(
    session: Session, asker: int | None, project_id: int, former: FormerMember
) -> None:
    """Undo a removal: the person has the role and the duty they had.

    BadInput for somebody who is a member again, or has left the workbench.
    """
    _begin(session, asker, project_id)
    person = session.get(Reviewer, former.reviewer_id)
    if person is None:
        raise BadInput("member_unknown")
    if person.departed_at is not None:
        raise BadInput("member_departed", name=person.name)
    known = session.get(Membership, (project_id, person.id))
    if known is not None:
        raise BadInput("member_already", name=person.name, role=known.role)
    session.add(
        Membership(
            project_id=project_id,
            reviewer_id=person.id,
            role=former.role.value,
            on_duty=former.on_duty,
            absent_from=former.absent_from,
            absent_until=former.absent_until,
        )
    )
    session.flush()
    mirror_member(session, project_id, person.id)
    record(session, asker, project_id, "join", "membership", person.id, None, _told(former))


def _told(former: FormerMember) -> dict[str, Any]:
    """The role, and the duty where anything was said of it."""
    told = {
        "role": former.role.value,
        "on_duty": former.on_duty,
        "absent_from": former.absent_from.isoformat() if former.absent_from else None,
        "absent_until": former.absent_until.isoformat() if former.absent_until else None,
    }
    return {name: value for name, value in told.items() if value is not None}


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
