"""The whole application but for Streamlit: our guards, routes and gate, and a page behind them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from api.application import create_api
from api.door import Door
from api.host_guard import HostGuard
from api.oidc import ProviderWay
from api.page_headers import PageHeaders
from api.session_cookie import SessionCookie
from api.sign_in_gate import SignInGate
from api.sign_in_routes import sign_in_routes
from api.state import Backend
from charts.palette import MODES, PAGE
from models.database import Database
from models.writer import Writer
from settings import Provider
from tests.accounts import PASSWORD, address_of

HOST = "desk.example"
KEY = "a secret key of these tests alone, 1234567890"
OURS = {"Sec-Fetch-Site": "same-origin", "Origin": f"https://{HOST}"}
SECRET_PAGE = "what only people of the desk may read"


@dataclass
class Desktop:
    """A workbench with accounts, and browsers that come to it."""

    database: Database
    app: Starlette
    backend: Backend
    reached: list[bytes] = field(default_factory=list)

    def browser(self, host: str = HOST, cookies: Mapping[str, str] | None = None) -> TestClient:
        """A browser that has never been here; it says where its calls come from, as they do."""
        scheme = "http" if host in ("127.0.0.1", "localhost") else "https"
        return TestClient(
            self.app,
            base_url=f"{scheme}://{host}",
            headers={"Accept": "text/html", "User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/150.0"},
            follow_redirects=False,
            cookies=dict(cookies or {}),
        )

    def signed_in(self, name: str, password: str = PASSWORD) -> TestClient:
        """The browser of somebody who just signed in."""
        client = self.browser()
        answer = sign_in(client, name, password)
        assert answer.status_code == 303, answer.text
        return client


def sign_in(
    client: TestClient, name: str, password: str = PASSWORD, wanted: str = "", **headers: str
) -> httpx.Response:
    """Posts the form as its page would."""
    sent = {"email": address_of(name), "password": password, "next": wanted}
    answer: httpx.Response = client.post("/sign-in", data=sent, headers=OURS | headers)
    return answer


def desktop(database: Database, provider: Provider | None = None, hosts: Any = (HOST,)) -> Desktop:
    """The application as `app.py` puts it together, with a page of ours in Streamlit's place."""
    backend = Backend(database, Writer(database))
    cookie = SessionCookie(KEY)
    door = Door(cookie, lambda: backend)
    looks: dict[str, dict[str, str]] = {mode: asdict(PAGE[mode]) for mode in MODES}
    reached: list[bytes] = []

    async def page(_request: Request) -> Response:
        return PlainTextResponse(SECRET_PAGE)

    async def stream(websocket: WebSocket) -> None:
        await websocket.accept()
        async for message in websocket.iter_bytes():
            reached.append(message)
            await websocket.send_bytes(b"drawn")

    def redraw(sent: bytes) -> bytes | None:
        return b"only drawn" if sent.startswith(b"run") else None

    app = Starlette(
        routes=[
            Mount("/api", create_api(backend)),
            *(ProviderWay(door, provider, KEY).routes() if provider else ()),
            *sign_in_routes(door, "oidc" if provider else "accounts", looks),
            WebSocketRoute("/_stcore/stream", stream),
            Route("/{path:path}", page, methods=["GET", "POST", "PUT", "DELETE"]),
        ],
        middleware=[
            Middleware(HostGuard, names=hosts, loopback_only=False),
            Middleware(PageHeaders),
            Middleware(SignInGate, cookie=cookie, backend=lambda: backend, redraw=redraw),
            # Streamlit brings its own, which a route of ours must leave as it is.
            Middleware(SessionMiddleware, secret_key=KEY),
        ],
    )
    return Desktop(database, app, backend, reached)
