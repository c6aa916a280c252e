"""Memberships: who has which role in which project; every read and write asks here."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BindParameter, CheckConstraint, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.companion import Companion, is_hidden
from models.errors import NotAllowed, NotFound
from models.event import record
from models.reviewer import Reviewer


class Role(StrEnum):
    """What a person may do in a project; each may do what those before it may."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what `needed` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


class Membership(Base):
    """A person's role in one project, and whether the rule gives them readings.

    `on_duty` None means as the role says: reviewers read, editors and admins settle. Off duty, or
    absent on that day (both days included, an open side is without end), one gets no new readings;
    what one has stays.
    """

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint("role IN ('viewer', 'reviewer', 'editor', 'admin')", name="role"),
        CheckConstraint(
            "absent_from IS NULL OR absent_until IS NULL OR absent_from <= absent_until",
            name="absence",
        ),
    )

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    reviewer_id: Mapped[int] = mapped_column(
        ForeignKey("reviewer.id"), primary_key=True, index=True
    )
    role: Mapped[str]
    on_duty: Mapped[bool | None]
    absent_from: Mapped[date | None]
    absent_until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


def role_of(session: Session, asker: int, project_id: int) -> Role | None:
    """The asker's role in the project; None for strangers and for those who left."""
    found = session.scalar(role_in(asker, project_id))
    return Role(found) if found else None


def role_in(asker: int | BindParameter[int], project_id: int | BindParameter[int]) -> Select[str]:
    """The name of that role, if there is any, as SQL."""
    return (
        select(Membership.role)
        .join(Reviewer, Reviewer.id == Membership.reviewer_id)
        .where(
            Membership.project_id == project_id,
            Membership.reviewer_id == asker,
            Reviewer.departed_at.is_(None),
        )
    )


def is_admin_everywhere(session: Session, asker: int) -> bool:
    """Whether the person is an admin of the whole workbench: such a one may make projects of archives."""
    reviewer = session.get_one(Reviewer, asker)
    return reviewer.departed_at is None and reviewer.everywhere_role == Role.ADMIN.value


def require_role(session: Session, asker: int, project_id: int, needed: Role) -> Role:
    """The asker's role if it suffices.

    NotFound for a project that the asker is no member of (a stranger learns nothing of it),
    NotAllowed where the role is too small.
    """
    # Larger than any id: no database need be asked, and none overflows.
    role = role_of(session, asker, project_id) if 0 < project_id < 2**31 else None
    if role is not None and not role.covers(needed) and is_hidden(session, project_id):
        role = None
    return sufficient(role, needed, project_id)


def sufficient(role: Role | None, needed: Role, project_id: int | None = None) -> Role:
    """The role, if it covers what is needed; NotFound where it is none, NotAllowed if too small."""
    if role is None:
        raise NotFound("project_unknown")
    if not role.covers(needed):
        error = NotAllowed("role_too_small", role=role.value, needed=needed.value)
        error.project_id = project_id
        raise error
    return role


def join(
    session: Session, reviewer_id: int, project_id: int, role: Role, actor: int | None = None
) -> None:
    """Give the person this role in the project, in place of an earlier one; `actor` gave it."""
    known = session.get(Membership, (project_id, reviewer_id))
    before = None if known is None else {"role": known.role}
    if known is None:
        session.add(Membership(project_id=project_id, reviewer_id=reviewer_id, role=role.value))
    elif known.role != role.value:
        known.role = role.value
    else:
        return
    session.flush()
    mirror_member(session, project_id, reviewer_id)
    after = {"role": role.value}
    record(session, actor, project_id, "join", "membership", reviewer_id, before, after)


def mirror_member(session: Session, project_id: int, reviewer_id: int) -> None:
    """Whoever reads again in their companion of the project does so while they read in the project."""
    beside = session.scalar(
        select(Companion.project_id).where(
            Companion.home_id == project_id, Companion.reviewer_id == reviewer_id
        )
    )
    if beside is None:
        return
    here = session.get(Membership, (project_id, reviewer_id))
    there = session.get(Membership, (beside, reviewer_id))
    reads = here is not None and Role(here.role).covers(Role.REVIEWER)
    if reads and there is None:
        role = Role.REVIEWER.value
        session.add(Membership(project_id=beside, reviewer_id=reviewer_id, role=role))
    elif not reads and there is not None:
        session.delete(there)
    session.flush()
