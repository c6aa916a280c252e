"""Removing somebody's identity on their request: a pseudonym takes its place, and the work stays.

Nothing else in this workbench is ever deleted for good, and this cannot be undone.
"""

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from models.account import Account
from models.admission import require_admin
from models.attempts import SignInAttempt
from models.digest import digest
from models.errors import BadInput, NotFound
from models.event import Event, record
from models.identity_rewriting import Identity, rewrite_identity
from models.one_time_link import OneTimeLink
from models.removed_identity import RemovedIdentity
from models.reviewer import Reviewer
from models.reviewer_mapping import ReviewerMapping
from models.saved_view import SavedView
from models.second_factor import RecoveryCode
from models.sign_in import SignIn
from models.ticket import ExportTicket
from models.token import ApiToken
from models.turns import wait_for_turn
from words import say


def remove_identity(session: Session, asker: int | None, reviewer_id: int, typed: str) -> str:
    """Name, handle, e-mail, accounts and devices of somebody who left are gone; their pseudonym.

    `typed` is the person's name, which shows that it is meant. BadInput where it is another, and for
    somebody who was not deactivated before: what they still save would bring the name back. Doing it
    twice is once.
    """
    require_admin(session, asker)
    person = session.get(Reviewer, reviewer_id) if 0 < reviewer_id < 2**31 else None
    if person is None:
        raise NotFound("person_unknown")
    wait_for_turn(session, "identities")
    if session.get(RemovedIdentity, reviewer_id) is not None:
        return person.name
    if person.departed_at is None:
        raise BadInput("person_still_here", name=person.name)
    if typed.strip().casefold() != person.name.casefold():
        raise BadInput("typed_differs", name=person.name)
    removal = RemovedIdentity(reviewer_id=reviewer_id, removed_by=asker)
    session.add(removal)
    session.flush()
    identity = _identity(session, person)
    _forget_ways_in(session, identity)
    _rename(session, person, identity)
    rewrite_identity(session, identity)
    removal.is_done = True
    session.flush()
    after = {"name": identity.pseudonym}
    record(session, asker, None, "remove_identity", "reviewer", reviewer_id, None, after)
    return identity.pseudonym


def _identity(session: Session, person: Reviewer) -> Identity:
    """Everything that the person is or was called, and what they are called from now on."""
    told = session.execute(
        select(Event.before, Event.after).where(
            Event.entity == "reviewer",
            Event.row == str(person.id),
            Event.action.in_(("create", "rename")),
        )
    )
    others = session.scalars(select(Reviewer.name).where(Reviewer.id != person.id))
    taken = {name.casefold() for name in others}
    former = {state["name"] for row in told for state in row if state and "name" in state}
    names = {person.name, *former}
    return Identity(
        reviewer_id=person.id,
        handles=tuple(dict.fromkeys(filter(None, (person.handle, person.email)))),
        names=tuple(names),
        handle=_free_handle(session, person.id),
        pseudonym=say("people.pseudonym", n=person.id),
        # A first name alone may be anybody's, and so may one that two people here bear.
        whole=tuple(
            sorted(
                (one for one in names if " " in one and one.casefold() not in taken),
                key=len,
                reverse=True,
            )
        ),
    )


def _free_handle(session: Session, number: int) -> str:
    """Stable, made of the person's number alone, and nobody else's."""
    handle = f"former-reader-{number}"
    taken = set(session.scalars(select(Reviewer.handle).where(Reviewer.handle.startswith(handle))))
    while handle in taken:
        handle += "-x"
    return handle


def _forget_ways_in(session: Session, identity: Identity) -> None:
    """What they signed in with and from where; their own views; names of theirs in other tools' files."""
    number = identity.reviewer_id
    # Tokens first: they refer to the sign-ins.
    for kind in (
        ApiToken,
        SignIn,
        OneTimeLink,
        RecoveryCode,
        Account,
        ReviewerMapping,
        ExportTicket,
    ):
        session.execute(delete(kind).where(kind.reviewer_id == number))
    unshared = SavedView.reviewer_id == number, SavedView.shared.is_(False)
    session.execute(delete(SavedView).where(*unshared))
    named = (*identity.handles, f"second factor of {number}", f"password of {number}")
    typed = [digest(one.strip().lower()) for one in named]
    session.execute(
        delete(SignInAttempt).where(or_(*(SignInAttempt.account_sha256 == one for one in typed)))
    )


def _rename(session: Session, person: Reviewer, identity: Identity) -> None:
    person.name, person.handle, person.email = identity.pseudonym, identity.handle, None
    person.reading_preferences = {}
    person.chosen_project_id = None
    session.flush()
