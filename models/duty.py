"""Duty: to whom of a project's members readings are given on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.membership import Membership, Role, require_role
from models.reviewer import Reviewer
from models.writing import require_writer


@dataclass(frozen=True, slots=True)
class Duty:
    """A member's duty: on or off, None as their role says; away from one day to another."""

    on: bool | None
    absent_from: date | None
    absent_until: date | None


def on_duty(day: date) -> ColumnElement[bool]:
    """A condition on Membership: the rule gives this member readings on that day."""
    told = or_(Membership.absent_from.is_not(None), Membership.absent_until.is_not(None))
    absent = and_(
        told,
        or_(Membership.absent_from.is_(None), Membership.absent_from <= day),
        or_(Membership.absent_until.is_(None), Membership.absent_until >= day),
    )
    return and_(
        Membership.role.in_(READING_ROLES),
        func.coalesce(Membership.on_duty, Membership.role == Role.REVIEWER.value),
        ~absent,
    )


READING_ROLES = tuple(role.value for role in Role if role.covers(Role.REVIEWER))


def set_duty(
    session: Session,
    asker: int,
    project_id: int,
    reviewer_id: int,
    *,
    on: bool | None,
    absent_from: date | None = None,
    absent_until: date | None = None,
    seen: Duty | None = None,
) -> Duty:
    """Whether the member is given readings, and what was so before.

    Editors say it of everybody, each of themselves. `on` None: as their role says. BadInput for an
    absence that ends before it begins, and where it is not as it was `seen` any more.
    """
    needed = Role.REVIEWER if asker == reviewer_id else Role.EDITOR
    require_writer(session, asker, project_id, needed)
    member = (
        session.get(Membership, (project_id, reviewer_id), with_for_update=True)
        if reviewer_id > 0
        else None
    )
    if member is None:
        raise NotFound("member_unknown")
    former = _duty(member)
    if seen is not None and former not in (seen, Duty(on, absent_from, absent_until)):
        raise BadInput("duty_changed", name=session.get_one(Reviewer, reviewer_id).name)
    if absent_from and absent_until and absent_until < absent_from:
        raise BadInput("absence_backwards")
    before = _told(member)
    member.on_duty, member.absent_from, member.absent_until = on, absent_from, absent_until
    after = _told(member)
    if before != after:
        session.flush()
        record(session, asker, project_id, "duty", "membership", reviewer_id, before, after)
    return former


def own_duty(session: Session, asker: int, project_id: int) -> Duty:
    """The asker's own duty."""
    require_role(session, asker, project_id, Role.REVIEWER)
    return _duty(session.get_one(Membership, (project_id, asker)))


def require_duty(session: Session, asker: int, project_id: int, day: date) -> None:
    """NotAllowed where the asker is off duty or absent that day by their own or an editor's word.

    Whoever merely has a role that settles may take readings as they like.
    """
    require_role(session, asker, project_id, Role.REVIEWER)
    found = session.execute(
        select(Membership.on_duty, Membership.role, on_duty(day).label("now")).where(
            Membership.project_id == project_id, Membership.reviewer_id == asker
        )
    ).one()
    only_by_role = found.on_duty is None and found.role != Role.REVIEWER.value
    if not found.now and not only_by_role:
        raise NotAllowed("off_duty")


def in_project(session: Session, project_id: int, people: list[int]) -> dict[int, str]:
    """Those of these people who can be given readings here, with their handles."""
    rows = session.execute(
        select(Reviewer.id, Reviewer.handle)
        .join(Membership, Membership.reviewer_id == Reviewer.id)
        .where(
            Membership.project_id == project_id,
            Membership.role.in_(READING_ROLES),
            Reviewer.departed_at.is_(None),
            Reviewer.id.in_(people),
        )
    )
    return {row.id: row.handle for row in rows}


def _duty(member: Membership) -> Duty:
    return Duty(member.on_duty, member.absent_from, member.absent_until)


def _told(member: Membership) -> dict[str, Any]:
    return {
        "on_duty": member.on_duty,
        "absent_from": member.absent_from.isoformat() if member.absent_from else None,
        "absent_until": member.absent_until.isoformat() if member.absent_until else None,
    }
