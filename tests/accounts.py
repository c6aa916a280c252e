"""People who can sign in, for tests: with a password, an app and one-time links."""

from datetime import timedelta

from argon2 import PasswordHasher
from sqlalchemy import select

from models import passwords
from models.account import Account
from models.admission import invite, link_for
from models.base import now
from models.database import Database
from models.event import Event
from models.one_time_code import SECONDS, code_at, step_of
from models.second_factor import confirm_second_factor, propose_second_factor
from models.sign_in import Place
from models.signing_in import Begun, sign_in_with_link

# A tenth of a second for each password, which is what keeps guesses out, would be a minute here.
passwords.HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

PASSWORD = "four quiet herons wade"
HERE = Place("Firefox · Linux", "192.0.2.7")


def admit(database: Database, name: str, role: str = "reviewer", password: str = PASSWORD) -> int:
    """A person who came by an invitation and chose that password."""
    with database.begin() as session:
        made = invite(session, None, name, address_of(name), role)
    sign_in_with_link(database, made.secret, password, HERE)
    return made.reviewer_id


def come_in(database: Database, name: str, role: str = "reviewer") -> tuple[int, Begun]:
    """The same, with the sign-in that the invitation led to."""
    with database.begin() as session:
        made = invite(session, None, name, address_of(name), role)
    return made.reviewer_id, sign_in_with_link(database, made.secret, PASSWORD, HERE)


def reset_link(database: Database, reviewer_id: int, forget: bool = False) -> str:
    """A link for somebody who is here already."""
    with database.begin() as session:
        return link_for(session, None, reviewer_id, forget).secret


def address_of(name: str) -> str:
    """The e-mail address of a person of these tests."""
    return f"{name.lower()}@desk.example"


def turn_on_second_factor(database: Database, reviewer_id: int) -> tuple[str, list[str]]:
    """The app's shared secret and the recovery codes; the code of half a minute ago is used up."""
    with database.begin() as session:
        secret = propose_second_factor(session, reviewer_id)
        codes = confirm_second_factor(session, reviewer_id, code_of(secret, -1))
    return secret, list(codes)


def code_of(secret: str, steps: int = 0) -> str:
    """What the app shows so many half minutes from now."""
    return code_at(secret, step_of(now() + timedelta(seconds=steps * SECONDS)))


def actions(database: Database, *wanted: str) -> list[str]:
    """What the trail tells, in its order; only of these kinds, if any are named."""
    with database.read() as session:
        told = session.scalars(select(Event.action).order_by(Event.id)).all()
    return [action for action in told if not wanted or action in wanted]


def trail_of(database: Database) -> str:
    """Everything that the trail and the accounts' events say, to look for secrets in."""
    with database.read() as session:
        rows = session.scalars(select(Event)).all()
        return repr([(row.action, row.entity, row.row, row.before, row.after) for row in rows])


def account(database: Database, reviewer_id: int) -> Account | None:
    """The person's account as it is stored."""
    with database.read() as session:
        return session.get(Account, reviewer_id)
