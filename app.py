"""The ASGI application: the pages and our HTTP routes in one process (`streamlit run app.py`)."""

import asyncio
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from streamlit.proto.BackMsg_pb2 import BackMsg

from api.application import create_api
from api.door import Door
from api.health import health_route
from api.host_guard import HostGuard
from api.page_headers import PageHeaders
from api.prompt_answers import answer_promptly
from api.session_cookie import SessionCookie
from api.sign_in_gate import SignInGate
from api.sign_in_routes import sign_in_routes
from api.state import Backend
from charts.palette import MODES, PAGE
from models import database, migrations
from models.errors import WorkbenchError
from models.writer import Writer
from settings import LOOPBACK_NAMES, SettingError, Settings, settings
from words import say

# Imported before the first visitor comes: the first page would else wait seconds for them.
HEAVY = (
    "pandas", "altair", "vl_convert", "httpx", "trafilatura", "py3langid", "openpyxl", "pyarrow",
    "charts", "formats.exchange.imports", "formats.exchange.export",
)  # fmt: skip

log = logging.getLogger("workbench")
api = create_api()


def _read_settings() -> Settings:
    try:
        return settings()
    except SettingError as error:
        sys.exit(str(error))


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Make the database ready, start the writer, import what is slow; at the end, let go of it all."""
    try:
        opened = database.configure(_read_settings().database_url)
        await asyncio.to_thread(migrations.prepare, opened)
    except WorkbenchError as error:
        sys.exit(str(error))
    answer_promptly()
    backend = Backend(opened, Writer(opened))
    api.state.backend = backend
    warming = asyncio.create_task(asyncio.to_thread(_import_heavy))
    yield {}
    await warming
    await asyncio.to_thread(backend.writer.close)
    opened.close()


def _import_heavy() -> None:
    for name in HEAVY:
        importlib.import_module(name)


def _tell_failure(error: Exception) -> bool:
    """A defect of ours is logged whole and shown as a sentence."""
    log.error("a page failed", exc_info=error)
    st.error(say("app.failed"))
    return True


def _backend() -> Backend:
    found: Backend = api.state.backend
    return found


def _only_redraw(sent: bytes) -> bytes | None:
    """Of what a tab sends, the wish to be drawn at its address, without any field or button."""
    message = BackMsg()
    message.ParseFromString(sent)
    if message.WhichOneof("type") != "rerun_script":
        return None
    drawn = BackMsg()
    drawn.rerun_script.query_string = message.rerun_script.query_string
    drawn.rerun_script.context_info.CopyFrom(message.rerun_script.context_info)
    content: bytes = drawn.SerializeToString()
    return content


def _middleware(chosen: Settings) -> list[Middleware]:
    """Who may reach the workbench at all, what every answer carries, who is let in to the pages."""
    solo = chosen.auth == "solo"
    names = LOOPBACK_NAMES if solo else chosen.hosts
    found = [Middleware(HostGuard, names=names, loopback_only=solo), Middleware(PageHeaders)]
    if not solo:
        cookie = SessionCookie(chosen.secret_key)
        found.append(Middleware(SignInGate, cookie=cookie, backend=_backend, redraw=_only_redraw))
    return found


def _routes(chosen: Settings) -> list[BaseRoute]:
    found: list[BaseRoute] = [Mount("/api", api), health_route(api)]
    if chosen.auth != "solo":
        door = Door(SessionCookie(chosen.secret_key), _backend)
        if chosen.provider is not None:
            # Nobody else waits for its cryptography at the start.
            from api.oidc import ProviderWay  # noqa: PLC0415

            found += ProviderWay(door, chosen.provider, chosen.secret_key).routes()
        found += sign_in_routes(door, chosen.auth, {mode: asdict(PAGE[mode]) for mode in MODES})
    return found


app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=_routes(_read_settings()),
    middleware=_middleware(_read_settings()),
    on_script_error=_tell_failure,
)
