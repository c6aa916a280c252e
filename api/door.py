"""The door: what a browser brings along, and what it is given when it is let in."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from api.landing import HOME, landing
from api.origins import place_of
from api.session_cookie import SessionCookie
from api.state import Backend
from models.database import Database
from models.sign_in import SignedIn, find_sign_in
from models.signing_in import Begun
from models.signing_out import end_sign_in
from models.turned_away import record_brought

NOT_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Door:
    """What the routes of signing in share: the cookie, and where sign-ins are kept."""

    cookie: SessionCookie
    backend: Callable[[], Backend]

    @property
    def database(self) -> Database:
        """The process's database."""
        return self.backend().database

    def secret(self, request: Request) -> str | None:
        """The secret that the browser sent, if we signed it."""
        return self.cookie.read(request.cookies, host_of(request)).secret

    def here(self, request: Request) -> SignedIn | None:
        """Whose browser this is, at least halfway in."""
        secret = self.secret(request)
        if secret is None:
            return None
        with self.database.read() as session:
            return find_sign_in(session, secret)

    def let_in(self, request: Request, begun: Begun, wanted: str) -> Response:
        """Give the browser its new secret, and lead on: to the code, or to what was asked for.

        What it had before ends: nobody goes on with a secret that was there before they signed in.
        """
        self._note_brought(request, begun)
        self.end(request, "replace_sign_in")
        where = landing(wanted)
        if begun.halfway:
            where = "/sign-in/code" + (f"?{urlencode({'next': where})}" if where != HOME else "")
        response = RedirectResponse(where, 303, NOT_KEPT)
        self.cookie.give(response, host_of(request), begun.secret)
        return response

    def let_out(self, request: Request) -> Response:
        """End the sign-in of this browser, and have it forget the secret."""
        self.end(request, "sign_out")
        response = RedirectResponse("/sign-in?left=1", 303, NOT_KEPT)
        self.cookie.take_back(response, host_of(request))
        return response

    def _note_brought(self, request: Request, begun: Begun) -> None:
        brought = self.cookie.read(request.cookies, host_of(request))
        if brought.secret is not None or brought.forged:
            address = place_of(request.scope).address
            record_brought(self.database, brought.secret, begun.secret, address)

    def end(self, request: Request, action: str) -> None:
        """End the sign-in that the browser brings along, if there is one."""
        found = self.here(request)
        if found is not None:
            with self.database.begin() as session:
                end_sign_in(session, found.reviewer_id, found.sign_in_id, action)


def host_of(request: Request) -> str:
    """The name under which the workbench was asked."""
    return request.headers.get("host", "")
