"""The ASGI application: the pages and our HTTP routes in one process (`streamlit run app.py`)."""

import asyncio
import importlib
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Mount

from api.application import create_api
from api.health import health_route
from api.host_guard import LOOPBACK_NAMES, HostGuard
from api.page_headers import PageHeaders
from api.prompt_answers import answer_promptly
from api.state import Backend
from models import database, migrations
from models.errors import WorkbenchError
from models.writer import Writer
from settings import SettingError, Settings, settings
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


def _guard(chosen: Settings) -> Middleware:
    solo = chosen.auth == "solo"
    return Middleware(HostGuard, names=LOOPBACK_NAMES if solo else chosen.hosts, loopback_only=solo)


app = st.App(
    "pages/main.py",
    lifespan=lifespan,
    routes=[Mount("/api", api), health_route(api)],
    middleware=[_guard(_read_settings()), Middleware(PageHeaders)],
    on_script_error=_tell_failure,
)
