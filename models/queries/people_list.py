"""Everybody who is or was at the desk, for the admin who invites and lets go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from models.account import Account
from models.admission import require_admin
from models.base import now
from models.one_time_link import OneTimeLink
from models.removed_identity import RemovedIdentity
from models.reviewer import Reviewer
from models.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: how they can sign in, and when they last did.

    `state` is active (a password or an identity is there), invited, added (no link is about), left,
    or removed (they left, and so did their identity).
    """

    id: int
    name: str
    handle: str
    email: str | None
    role: str | None
    state: str
    second_factor: bool
    bound: bool
    seen_at: datetime | None


def people_list(session: Session, asker: int) -> Sequence[PersonRow]:
    """Everybody, those who are here before those who left, by name; for admins alone."""
    require_admin(session, asker)
    seen = (
        select(func.max(SignIn.seen_at)).where(SignIn.reviewer_id == Reviewer.id).scalar_subquery()
    )
    invited = exists().where(
        OneTimeLink.reviewer_id == Reviewer.id,
        OneTimeLink.ended_at.is_(None),
        OneTimeLink.expires_at > now(),
    )
    rows = session.execute(
        select(Reviewer, Account, seen, invited, RemovedIdentity.reviewer_id)
        .outerjoin(Account, Account.reviewer_id == Reviewer.id)
        .outerjoin(RemovedIdentity, RemovedIdentity.reviewer_id == Reviewer.id)
        .order_by(Reviewer.departed_at.is_not(None), func.lower(Reviewer.name), Reviewer.id)
    )
    return [_row(*row) for row in rows]


def _row(
    person: Reviewer,
    account: Account | None,
    seen: datetime | None,
    invited: bool,
    removed: int | None,
) -> PersonRow:
    has_way = account is not None and bool(account.password_hash or account.subject)
    here = "active" if has_way else "invited" if invited else "added"
    gone = "left" if removed is None else "removed"
    state = gone if person.departed_at else here
    return PersonRow(
        person.id,
        person.name,
        person.handle,
        person.email,
        person.everywhere_role,
        state,
        account is not None and account.asks_for_code,
        account is not None and account.subject is not None,
        seen,
    )
