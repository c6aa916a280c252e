"""Signing in with a password, a second factor or a one-time link.

Each verb opens its own short transactions: hashing takes a tenth of a second on purpose, and
nobody else waits for it.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models.account import Account, account_of
from models.attempts import TooManyAttempts, begin_attempt, forgive
from models.base import now
from models.database import Database
from models.errors import BadInput, WorkbenchError
from models.event import record
from models.one_time_link import GoodLink, look_at_link, use_link
from models.passwords import fits, hash_known, hash_password, is_outdated
from models.reviewer import Reviewer, find_reviewer
from models.second_factor import check_code, drop_second_factor
from models.sign_in import Place, begin_sign_in, find_sign_in
from models.signing_out import end_all_sign_ins, end_sign_in
from models.token import revoke_personal_tokens
from models.turned_away import record_turned_away


class SignInRefused(WorkbenchError):
    """What was given does not prove who asks; the sentence does not tell which part was wrong."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that began: its secret, and whether the second factor is still due."""

    secret: str
    halfway: bool


def sign_in_with_password(database: Database, handle: str, password: str, place: Place) -> Begun:
    """Sign in; SignInRefused alike for an unknown address and a wrong password."""
    attempt = _begin_attempt(database, handle, place)
    with database.read() as session:
        known = _known(session, handle)
    reviewer_id, stored = known or (None, None)
    if not fits(password, stored) or reviewer_id is None or stored is None:
        record_turned_away(database, "sign_in_refused", place.address, reviewer_id)
        raise SignInRefused("sign_in_refused")
    fresh = hash_known(password) if is_outdated(stored) else None
    with database.begin() as session:
        forgive(session, attempt)
        account = account_of(session, reviewer_id)
        if account.password_hash != stored:  # it was changed while we looked
            raise SignInRefused("sign_in_refused")
        if fresh:
            account.password_hash = fresh
        halfway = account.asks_for_code
        return Begun(begin_sign_in(session, reviewer_id, "password", place, halfway), halfway)


def give_second_factor(database: Database, secret: str, code: str, place: Place) -> Begun:
    """Go on from halfway with the app's code or a recovery code, as a sign-in with a new secret."""
    with database.read() as session:
        found = find_sign_in(session, secret)
    if found is None or not found.halfway:
        raise SignInRefused("sign_in_late")
    attempt = _begin_attempt(database, f"second factor of {found.reviewer_id}", place)
    with database.begin() as session:
        good = check_code(session, found.reviewer_id, code)
        if good:
            forgive(session, attempt)
            end_sign_in(session, found.reviewer_id, found.sign_in_id, "second_factor")
            return Begun(begin_sign_in(session, found.reviewer_id, "password", place), False)
    record_turned_away(database, "code_refused", place.address, found.reviewer_id)
    raise SignInRefused("code_wrong")


def sign_in_with_link(database: Database, secret: str, password: str, place: Place) -> Begun:
    """Use a one-time link up: the password is set, everything else signed out, and one is in.

    A reset ends personal tokens too: whoever knew the password could have made one.

    BadInput for a password that is none; the link stays good then.
    """
    with database.read() as session:
        good = look_at_link(session, secret)
    hashed = hash_password(password, *_known_words(good.handle, good.name))
    with database.begin() as session:
        good = use_link(session, secret)
        _set_password(session, good, hashed)
        halfway = account_of(session, good.reviewer_id).asks_for_code
        return Begun(begin_sign_in(session, good.reviewer_id, "link", place, halfway), halfway)


def change_password(
    database: Database, asker: int, former: str, password: str, sign_in_id: int, place: Place
) -> None:
    """Another password in place of the former one; every other device is signed out."""
    confirm_password(database, asker, former, place)
    with database.read() as session:
        person = session.get_one(Reviewer, asker)
        hashed = hash_password(password, *_known_words(person.handle, person.name))
    with database.begin() as session:
        account = account_of(session, asker)
        account.password_hash, account.password_set_at = hashed, now()
        session.flush()
        record(session, asker, None, "password_change", "account", asker)
        end_all_sign_ins(session, asker, asker, keep=sign_in_id)


def confirm_password(database: Database, asker: int, password: str, place: Place) -> None:
    """Whoever sits at an open page proves to be its person; SignInRefused where they do not."""
    attempt = _begin_attempt(database, f"password of {asker}", place)
    with database.read() as session:
        account = session.get(Account, asker)
        stored = account.password_hash if account else None
    if not fits(password, stored):
        record_turned_away(database, "password_refused", place.address, asker)
        raise SignInRefused("password_wrong")
    with database.begin() as session:
        forgive(session, attempt)


def _known(session: Session, handle: str) -> tuple[int, str | None] | None:
    """Who bears the handle and is here, and what is kept of their password."""
    try:
        person = find_reviewer(session, handle)
    except BadInput:  # no text that anybody's handle could be
        return None
    if person is None or person.departed_at is not None:
        return None
    account = session.get(Account, person.id)
    return person.id, account.password_hash if account else None


def _begin_attempt(database: Database, account: str, place: Place) -> int:
    try:
        with database.begin() as session:
            return begin_attempt(session, account, place.address)
    except TooManyAttempts:
        record_turned_away(database, "sign_in_throttled", place.address)
        raise


def _set_password(session: Session, good: GoodLink, hashed: str) -> None:
    account = account_of(session, good.reviewer_id)
    account.password_hash, account.password_set_at = hashed, now()
    session.flush()
    end_all_sign_ins(session, good.reviewer_id, good.reviewer_id)
    if good.kind == "reset":
        revoke_personal_tokens(session, good.reviewer_id)
    if good.forgets_second_factor:
        drop_second_factor(session, good.reviewer_id, good.reviewer_id)
    action = "accept_invitation" if good.kind == "invitation" else "reset_password"
    record(session, good.reviewer_id, None, action, "account", good.reviewer_id)


def _known_words(handle: str, name: str) -> tuple[str, ...]:
    return (handle, handle.partition("@")[0], name)
