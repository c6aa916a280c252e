"""The gate in front of the pages: outside solo nothing is shown, drawn or taken in unsigned.

It stands before Streamlit, so that no page can be reached past it, whatever runs first: not by a
deep link, not by a websocket, not by an upload. An open tab is asked again with each of its
actions; once its sign-in has ended, nothing of what it sends gets through but the wish to be drawn.
"""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.landing import sign_in_address
from api.origins import SAFE_METHODS, header, is_from_our_page, place_of
from api.session_cookie import Presented, SessionCookie
from api.state import Backend
from models.sign_in import SignedIn, find_sign_in, is_stale, keep_seen
from models.turned_away import record_bad_cookie, record_turned_away
from words import say

# Signing in itself, its looks and faces, the interface with tokens of its own, the health check.
_OPEN = ("/sign-in/", "/static/", "/api/")
_OPEN_EXACTLY = frozenset({"/sign-in", "/api", "/healthz", "/_stcore/health"})

Redraw = Callable[[bytes], bytes | None]


class SignInGate:
    """ASGI middleware. `redraw` makes of what a tab sent the wish to be drawn, or None of it."""

    def __init__(
        self,
        app: ASGIApp,
        cookie: SessionCookie,
        backend: Callable[[], Backend],
        redraw: Redraw,
    ) -> None:
        self.app = app
        self._cookie = cookie
        self._backend = backend
        self._redraw = redraw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the call on, send it to the sign-in page, or refuse it."""
        if scope["type"] == "http":
            refusal = await self._refusal(scope)
            await (refusal or self.app)(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> Response | None:
        """Why the call is not handed on; None where it is."""
        path = scope["path"]
        # The interface never looks at a cookie, so that no other site can borrow one for it.
        if path == "/api" or path.startswith("/api/"):
            return None
        if scope["method"] not in SAFE_METHODS and not is_from_our_page(scope):
            await asyncio.to_thread(self._record_cross_site, scope)
            return PlainTextResponse(say("errors.cross_site"), 403)
        if path in _OPEN_EXACTLY or path.startswith(_OPEN):
            return None
        presented = self._presented(scope)
        if await self._live(presented):
            return None
        await self._record(presented, scope)
        if scope["method"] in SAFE_METHODS and _is_for_a_page(scope):
            query = scope["query_string"].decode("latin-1")
            asked = f"{path}?{query}" if query else path
            return RedirectResponse(sign_in_address(asked), 303, {"Cache-Control": "no-store"})
        return PlainTextResponse(say("errors.sign_in_ended"), 401)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        presented = self._presented(scope)
        known = presented.secret is not None
        if not known or not is_from_our_page(scope):
            await self._record(presented, scope)
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        # A tab whose sign-in has ended comes back after every lost connection: it is told so.
        await self.app(scope, self._watched(receive, presented), send)

    def _watched(self, receive: Receive, presented: Presented) -> Receive:
        async def watched() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or await self._live(presented):
                    return message
                drawn = self._redraw(message.get("bytes") or b"")
                if drawn is not None:
                    return {**message, "bytes": drawn}

        return watched

    def _presented(self, scope: Scope) -> Presented:
        return self._cookie.read(HTTPConnection(scope).cookies, header(scope, "host"))

    async def _live(self, presented: Presented) -> bool:
        if presented.secret is None:
            return False
        return await asyncio.to_thread(self._look, presented.secret) is not None

    def _look(self, secret: str) -> SignedIn | None:
        database = self._backend().database
        with database.read() as session:
            found = find_sign_in(session, secret)
        if found is None or found.halfway:
            return None
        if is_stale(found):
            with database.begin() as session:
                keep_seen(session, found)
        return found

    def _record(self, presented: Presented, scope: Scope) -> Awaitable[None]:
        return asyncio.to_thread(self._record_bad, presented, scope)

    def _record_bad(self, presented: Presented, scope: Scope) -> None:
        if presented.secret is None and not presented.forged:
            return
        database = self._backend().database
        record_bad_cookie(database, presented.secret, place_of(scope).address)

    def _record_cross_site(self, scope: Scope) -> None:
        database = self._backend().database
        record_turned_away(database, "cross_site_refused", place_of(scope).address)


def _is_for_a_page(scope: Scope) -> bool:
    """Whether a person navigates there, as against a script that fetches it."""
    kind = header(scope, "sec-fetch-dest")
    return kind == "document" if kind else "text/html" in header(scope, "accept")
