"""The routes by which one gets in and out: /sign-in and what lies below it."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.door import NOT_KEPT, Door, host_of
from api.landing import came_from, landing
from api.origins import place_of
from api.sign_in_forms import (
    code_page,
    dead_end,
    link_page,
    password_page,
    provider_page,
    sent_fields,
)
from api.sign_in_page import STYLE, Looks, style
from models.errors import NotFound, WorkbenchError
from models.one_time_link import GoodLink, look_at_link
from models.signing_in import give_second_factor, sign_in_with_link, sign_in_with_password
from models.turned_away import record_turned_away
from words import say

Answer = Callable[[Request], Response]
Posted = Callable[[Request, dict[str, str]], Response]

ICON = Path(__file__).resolve().parents[1] / "pages" / "icon.svg"
# Hashing a password takes 64 MB on purpose. Of more than these at once, the others wait.
HASHING_AT_ONCE = 4
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def sign_in_routes(door: Door, auth: str, looks: Looks) -> list[BaseRoute]:
    """The routes; with accounts the forms, with a provider only the way there and out."""
    first = _ways_in(door, auth)
    routes: list[BaseRoute] = [
        Route("/sign-in", first, methods=["GET"]),
        Route("/sign-in/out", _posting(_out(door)), methods=["POST"]),
        Route(STYLE, _drawn(looks), methods=["GET"]),
        Route("/sign-in/icon.svg", _icon, methods=["GET"]),
    ]
    if auth == "accounts":
        routes += [
            Route("/sign-in", _posting(_password(door)), methods=["POST"]),
            Route("/sign-in/code", _answering(_code_asked(door)), methods=["GET"]),
            Route("/sign-in/code", _posting(_code(door)), methods=["POST"]),
            Route("/sign-in/link/{secret}", _answering(_link_opened(door)), methods=["GET"]),
            Route("/sign-in/link/{secret}", _posting(_link(door)), methods=["POST"]),
        ]
    # What lies below and is nothing is not left to the pages, which are drawn for people who are in.
    return [
        *routes,
        *(
            Route(path, _nothing, methods=METHODS)
            for path in ("/sign-in", "/sign-in/{nothing:path}")
        ),
    ]


def _answering(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await anyio.to_thread.run_sync(answer, request)

    return endpoint


def _posting(answer: Posted) -> Callable[[Request], Awaitable[Response]]:
    limiter: list[CapacityLimiter] = []

    async def endpoint(request: Request) -> Response:
        # Made by the loop that it is for.
        limiter[:] = limiter or [CapacityLimiter(HASHING_AT_ONCE)]
        try:
            fields = await sent_fields(request)
        except WorkbenchError as error:
            return dead_end(say("sign_in.title"), error)
        return await anyio.to_thread.run_sync(answer, request, fields, limiter=limiter[0])

    return endpoint


def _ways_in(door: Door, auth: str) -> Callable[[Request], Awaitable[Response]]:
    def ways_in(request: Request) -> Response:
        wanted = _wanted(request)
        found = door.here(request)
        if found is not None and not found.halfway:
            return RedirectResponse(wanted, 303, NOT_KEPT)
        told = ""
        if "left" in request.query_params:
            told = say("sign_in.left")
        elif found is None and door.secret(request) is not None:
            told = say("sign_in.ended")
        shown = provider_page if auth == "oidc" else password_page
        return shown(wanted, told=told)

    return _answering(ways_in)


def _wanted(request: Request) -> str:
    """Where to lead on to: what the gate kept, else the page whose link was followed."""
    asked = request.query_params
    if "next" in asked or "left" in asked:
        return landing(asked.get("next", ""))
    return came_from(request.headers.get("referer", ""), host_of(request))


def _password(door: Door) -> Posted:
    def password(request: Request, sent: dict[str, str]) -> Response:
        handle, wanted = sent.get("email", ""), landing(sent.get("next", ""))
        try:
            begun = sign_in_with_password(
                door.database, handle, sent.get("password", ""), place_of(request.scope)
            )
        except WorkbenchError as error:
            return password_page(wanted, handle, error=error)
        return door.let_in(request, begun, wanted)

    return password


def _code_asked(door: Door) -> Answer:
    def code_asked(request: Request) -> Response:
        wanted = landing(request.query_params.get("next", ""))
        found = door.here(request)
        if found is None:
            return RedirectResponse("/sign-in", 303, NOT_KEPT)
        return code_page(wanted) if found.halfway else RedirectResponse(wanted, 303, NOT_KEPT)

    return code_asked


def _code(door: Door) -> Posted:
    def code(request: Request, sent: dict[str, str]) -> Response:
        wanted = landing(sent.get("next", ""))
        place = place_of(request.scope)
        try:
            begun = give_second_factor(
                door.database, door.secret(request) or "", sent.get("code", ""), place
            )
        except WorkbenchError as error:
            if door.here(request) is None:
                return dead_end(say("sign_in.code_title"), error)
            return code_page(wanted, error)
        return door.let_in(request, begun, wanted)

    return code


def _link_opened(door: Door) -> Answer:
    def link_opened(request: Request) -> Response:
        secret = request.path_params["secret"]
        try:
            return link_page(secret, _good(door, secret))
        except NotFound as error:
            return _spent(door, request, error)

    return link_opened


def _link(door: Door) -> Posted:
    def link(request: Request, sent: dict[str, str]) -> Response:
        secret = request.path_params["secret"]
        try:
            begun = sign_in_with_link(
                door.database, secret, sent.get("password", ""), place_of(request.scope)
            )
        except NotFound as error:
            return _spent(door, request, error)
        except WorkbenchError as error:
            return link_page(secret, _good(door, secret), error)
        return door.let_in(request, begun, "")

    return link


def _good(door: Door, secret: str) -> GoodLink:
    with door.database.read() as session:
        return look_at_link(session, secret)


def _spent(door: Door, request: Request, error: NotFound) -> Response:
    record_turned_away(door.database, "spent_link_refused", place_of(request.scope).address)
    return dead_end(say("sign_in.link_title"), error)


def _out(door: Door) -> Posted:
    def out(request: Request, _sent: dict[str, str]) -> Response:
        return door.let_out(request)

    return out


def _drawn(looks: Looks) -> Callable[[Request], Response]:
    def drawn(_request: Request) -> Response:
        return style(looks)

    return drawn


def _icon(_request: Request) -> Response:
    return FileResponse(ICON, media_type="image/svg+xml")


def _nothing(_request: Request) -> Response:
    return RedirectResponse("/sign-in", 303, NOT_KEPT)
