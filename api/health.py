"""GET /healthz: whether the server and its database answer."""

import asyncio

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.state import Backend
from models.errors import WorkbenchError
from models.instance import instance_uuid

# A database that hangs is as bad as one that is gone: whoever asks is told in time.
SECONDS = 3.0


def health_route(api: FastAPI) -> Route:
    """The route, outside /api, that asks the backend of `api`."""

    async def health(_request: Request) -> JSONResponse:
        backend: Backend | None = api.state.backend
        if backend is not None and await _answers(backend):
            return JSONResponse({"status": "ok", "database": "ok"})
        return JSONResponse({"status": "failing", "database": "silent"}, status_code=503)

    return Route("/healthz", health)


async def _answers(backend: Backend) -> bool:
    asked = asyncio.to_thread(_ask, backend)
    try:
        return await asyncio.wait_for(asked, SECONDS)
    except TimeoutError:
        return False


def _ask(backend: Backend) -> bool:
    try:
        with backend.database.read() as session:
            return instance_uuid(session) is not None
    except (SQLAlchemyError, WorkbenchError):
        return False
