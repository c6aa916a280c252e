"""Who sits before the page: in solo the one person, else whoever the signed cookie stands for.

The cookie is the one that the tab brought when it connected, and it is looked up with every run:
no header tells who somebody is, so none can be forged, and a sign-in that has ended ends here too.
"""

from dataclasses import dataclass

import streamlit as st
from sqlalchemy.orm import Session

from api.session_cookie import SessionCookie
from models import database
from models.people import sign_in_locally
from models.reviewer import Reviewer, local_reviewer
from models.sign_in import Place, find_sign_in
from settings import settings
from words import say

# Whose session of the page it is: a tab that was left open may come back as somebody else.
_WHOSE = "signed_in_as"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is here; `sign_in_id` is None in solo, where nobody signs in."""

    person: Reviewer
    sign_in_id: int | None

    @property
    def is_admin(self) -> bool:
        """Whether they are an admin of the whole desk."""
        return self.person.everywhere_role == "admin"


def is_solo() -> bool:
    """Whether this workbench is one person's, on their own computer."""
    return settings().auth == "solo"


def visitor(session: Session) -> Visitor | None:
    """Who is here; None where nobody is signed in or, in solo, has given a name."""
    if is_solo():
        person = local_reviewer(session)
        named = settings().solo_name
        fits = person is not None and named in ("", person.name)
        return Visitor(person, None) if person is not None and fits else None
    cookie = SessionCookie(settings().secret_key)
    secret = cookie.read(st.context.cookies.to_dict(), st.context.headers.get("Host") or "").secret
    found = find_sign_in(session, secret) if secret else None
    if found is None or found.halfway:
        return None
    _begin_anew_for_somebody_else(found.reviewer_id)
    return Visitor(session.get_one(Reviewer, found.reviewer_id), found.sign_in_id)


def current_visitor() -> Visitor | None:
    """Who is here, with or without a project; None where nobody is."""
    with database.current().read() as session:
        return visitor(session)


def open_account() -> Visitor:
    """Whose account a page is about; says so and stops where nobody is signed in."""
    here = current_visitor()
    if here is None or here.sign_in_id is None:
        signed_out()
        raise AssertionError("a run that was stopped goes on")
    return here


def place() -> Place:
    """From where the visitor asks."""
    return Place("", st.context.ip_address or "127.0.0.1")


def sign_in(name: str) -> None:
    """In solo: remember the name; WorkbenchError says why it cannot be."""
    with database.current().begin() as session:
        sign_in_locally(session, name)


def signed_out() -> None:
    """Nobody is here (any more): say so, with the way back to this very page.

    The browser tells the sign-in page which page it comes from; a run that stops before the
    navigation does not know it.
    """
    st.session_state.clear()
    st.html(
        f'<div class="fcw-empty"><h2>{say("account.signed_out_title")}</h2>'
        f"<p>{say('account.signed_out_sentence')}</p>"
        '<p><a class="fcw-sign-in" href="/sign-in">'
        f"{say('account.signed_out_button')}</a></p></div>"
    )
    st.stop()


def _begin_anew_for_somebody_else(reviewer_id: int) -> None:
    whose = st.session_state.get(_WHOSE)
    if whose not in (None, reviewer_id):
        st.session_state.clear()
    st.session_state[_WHOSE] = reviewer_id
