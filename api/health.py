"""GET /healthz: whether the server and its database answer."""

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from api.state import Backend


def health_route(api: FastAPI) -> Route:
    """The route, outside /api, that asks the backend of `api`."""

    def health(_request: Request) -> JSONResponse:
        backend: Backend | None = api.state.backend
        if backend is not None and _answers(backend):
            return JSONResponse({"status": "ok", "database": "ok"})
        return JSONResponse({"status": "failing", "database": "silent"}, status_code=503)

    return Route("/healthz", health)


def _answers(backend: Backend) -> bool:
    try:
        with backend.database.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
