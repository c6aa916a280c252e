"""Admission: an admin invites people, hands them a way back in, lets them go and takes them back."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.account import Account, account_of
from models.base import now
from models.errors import BadInput, NotAllowed, NotFound
from models.event import record
from models.membership import Role
from models.one_time_link import end_links, make_link
from models.people import add_reviewer
from models.project import Project
from models.removed_identity import RemovedIdentity
from models.reviewer import Reviewer, find_reviewer, reviewer_by_handle
from models.signing_out import end_all_sign_ins
from models.turns import wait_for_turn


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom a link is for, and its secret, which is shown once."""

    reviewer_id: int
    name: str
    secret: str


def require_admin(session: Session, asker: int | None) -> None:
    """NotAllowed for whoever is not an admin of the whole desk; None is the command line."""
    if asker is None:
        return
    person = session.get(Reviewer, asker)
    if person is None or person.departed_at or person.everywhere_role != Role.ADMIN.value:
        raise NotAllowed("admins_only")


def invite(
    session: Session,
    asker: int | None,
    name: str,
    email: str,
    role: str,
    project: Project | None = None,
) -> Invited:
    """A new person with a role, and the link by which they choose a password."""
    require_admin(session, asker)
    person = add_reviewer(session, name, email, role, project, asker)
    return Invited(person.id, person.name, make_link(session, asker, person.id, "invitation"))


def link_for(
    session: Session, asker: int | None, reviewer_id: int, forget_second_factor: bool = False
) -> Invited:
    """A new link for somebody who is here: an invitation until there is a password, then a reset."""
    require_admin(session, asker)
    person = _person(session, reviewer_id)
    if person.departed_at is not None:
        raise BadInput("person_left", name=person.name)
    if person.email is None:
        raise BadInput("person_without_email", name=person.name)
    kind = "reset" if has_password(session, reviewer_id) else "invitation"
    secret = make_link(session, asker, reviewer_id, kind, forget_second_factor)
    return Invited(person.id, person.name, secret)


def link_by_address(
    session: Session,
    asker: int | None,
    email: str,
    forget_second_factor: bool,
    name: str | None,
    role: str,
) -> Invited:
    """A link for the person with this address, who is added first where a `name` is given for them."""
    require_admin(session, asker)
    if name and find_reviewer(session, email) is None:
        return invite(session, asker, name, email, role)
    return link_for(session, asker, reviewer_by_handle(session, email).id, forget_second_factor)


def deactivate(session: Session, asker: int | None, reviewer_id: int) -> None:
    """The person is let in no more, now; their work and their name stay."""
    require_admin(session, asker)
    person = _person(session, reviewer_id)
    if person.departed_at is not None:
        return
    if reviewer_id == asker:
        raise BadInput("person_yourself")
    # Two admins who let each other go at the same moment must not leave the desk without any.
    wait_for_turn(session, "admins")
    person.departed_at = now()
    session.flush()
    _keep_an_admin(session)
    end_links(session, reviewer_id)
    end_all_sign_ins(session, reviewer_id, asker)
    record(session, asker, None, "deactivate", "reviewer", reviewer_id)


def reactivate(session: Session, asker: int | None, reviewer_id: int) -> None:
    """Take the person back, with the roles and the password they had."""
    require_admin(session, asker)
    person = _person(session, reviewer_id)
    if person.departed_at is None:
        return
    if session.get(RemovedIdentity, reviewer_id) is not None:
        raise BadInput("identity_gone")
    person.departed_at = None
    session.flush()
    record(session, asker, None, "reactivate", "reviewer", reviewer_id)


def forget_identity(session: Session, asker: int | None, reviewer_id: int) -> None:
    """The person's next sign-in at the provider binds them anew; until then nobody is bound."""
    require_admin(session, asker)
    account = account_of(session, _person(session, reviewer_id).id)
    if account.subject is None:
        return
    account.issuer = account.subject = None
    session.flush()
    end_all_sign_ins(session, reviewer_id, asker)
    record(session, asker, None, "forget_identity", "account", reviewer_id)


def has_password(session: Session, reviewer_id: int) -> bool:
    """Whether the person ever chose a password."""
    account = session.get(Account, reviewer_id)
    return account is not None and account.password_hash is not None


def _person(session: Session, reviewer_id: int) -> Reviewer:
    person = session.get(Reviewer, reviewer_id) if 0 < reviewer_id < 2**31 else None
    if person is None:
        raise NotFound("person_unknown")
    return person


def _keep_an_admin(session: Session) -> None:
    left = session.scalar(
        select(Reviewer.id)
        .where(Reviewer.everywhere_role == Role.ADMIN.value, Reviewer.departed_at.is_(None))
        .limit(1)
    )
    if left is None:
        raise BadInput("last_desk_admin")
