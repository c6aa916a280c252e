"""Identities: who an OpenID Connect provider says somebody is, and who that is here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.account import Account, account_of
from models.errors import WorkbenchError
from models.event import Event, record
from models.last_admin import is_last_admin_of, is_last_desk_admin
from models.membership import Role
from models.people import join_everywhere
from models.reviewer import Reviewer, find_reviewer, make_reviewer
from models.turns import wait_for_turn


class IdentityRefused(WorkbenchError):
    """Whom the provider names is not let in; the sentence says why and who can help."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider says, after its signature was checked.

    `email_verified` is true only where the provider itself says so.
    """

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str = ""
    groups: Sequence[str] = ()


def admit(session: Session, claims: Claims, roles: Mapping[str, str]) -> Reviewer:
    """Who the claims are about, made new where a group of theirs has a role; else IdentityRefused.

    Known is who was bound to this identity before; else who has the e-mail address, if the
    provider verified it and nobody else's identity is bound to that person.
    """
    # One at a time: two first sign-ins of a person must not make two persons.
    wait_for_turn(session, f"identity {claims.issuer} {claims.subject}")
    role = _role(claims, roles)
    person = _bound(session, claims) or _by_email(session, claims)
    if person is not None and person.departed_at is not None:
        raise IdentityRefused("identity_left")
    if roles and role is None:
        if person is None or not is_last_desk_admin(session, person.id):
            raise IdentityRefused("identity_no_group")
        _keep(session, person, None)
    if person is None:
        if role is None:
            raise IdentityRefused("identity_unknown", email=claims.email)
        name = claims.name or claims.email.partition("@")[0]
        person = make_reviewer(session, name, claims.email)
    _bind(session, person, claims)
    if role is not None:
        _follow_groups(session, person, role)
    return person


def _follow_groups(session: Session, person: Reviewer, role: Role) -> None:
    """Give the person what their groups stand for, where that changed: roles given by hand stay.

    The last admin keeps the role until there is another; the trail says so.
    """
    former = _former_role(session, person)
    if former == role.value:
        return
    if former is None:
        if person.everywhere_role is None:
            join_everywhere(session, person, role, keep_given=True)
    elif role is not Role.ADMIN and (
        is_last_desk_admin(session, person.id) or is_last_admin_of(session, person.id)
    ):
        _keep(session, person, role)
        return
    else:
        join_everywhere(session, person, role)
    before = {"role": former} if former else None
    after = {"role": role.value}
    record(session, person.id, None, "follow_groups", "account", person.id, before, after)


def _keep(session: Session, person: Reviewer, role: Role | None) -> None:
    """Write down that they stayed admin, though their groups stand for this role, or for none."""
    told = {"role": role.value if role else None}
    record(session, None, None, "keep_last_admin", "account", person.id, None, told)


def _former_role(session: Session, person: Reviewer) -> str | None:
    """What their groups stood for when they were followed last; None: they never were."""
    return session.scalar(
        select(Event.after["role"].as_string())
        .where(
            Event.entity == "account",
            Event.row == str(person.id),
            Event.action == "follow_groups",
        )
        .order_by(Event.id.desc())
        .limit(1)
    )


def _bound(session: Session, claims: Claims) -> Reviewer | None:
    return session.scalar(
        select(Reviewer)
        .join(Account, Account.reviewer_id == Reviewer.id)
        .where(Account.issuer == claims.issuer, Account.subject == claims.subject)
    )


def _by_email(session: Session, claims: Claims) -> Reviewer | None:
    if not claims.email or not claims.email_verified:
        raise IdentityRefused("identity_unverified")
    wait_for_turn(session, f"e-mail {claims.email.lower()}")
    person = find_reviewer(session, claims.email)
    if person is not None and person.email is None:
        raise IdentityRefused("identity_taken", email=claims.email)
    account = session.get(Account, person.id) if person else None
    if account is not None and account.subject is not None:
        raise IdentityRefused("identity_other", email=claims.email)
    return person


def _bind(session: Session, person: Reviewer, claims: Claims) -> None:
    account = account_of(session, person.id)
    if account.subject is None:
        account.issuer, account.subject = claims.issuer, claims.subject
        session.flush()
        told = {"issuer": claims.issuer}
        record(session, person.id, None, "bind_identity", "account", person.id, None, told)


def _role(claims: Claims, roles: Mapping[str, str]) -> Role | None:
    """The largest role that a group of theirs stands for."""
    given = {Role(roles[group]) for group in claims.groups if group in roles}
    return max(given, key=list(Role).index, default=None)
