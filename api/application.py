"""The routes put together: one FastAPI application, mounted beside the pages."""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError

from api import (
    changes,
    corrections,
    exports,
    preferences,
    projects,
    revisions,
    saving,
    settling,
    talk,
    trail,
)
from api.body_limit import BodyLimit
from api.refusals import note_refusal
from api.saving import TooLarge, Unavailable
from api.state import Backend
from models.correcting import CorrectedMeanwhile
from models.errors import (
    BadInput,
    DatabaseGoneError,
    DuplicateText,
    NotAllowed,
    NotFound,
    WorkbenchError,
)
from models.placing_gold import GoldDecided
from models.settling import GoldOverlaps, GroupsOpen, SettledMeanwhile
from models.text_read import TextCorrected
from models.token import Unauthorised
from words import say

log = logging.getLogger("workbench")

# The first that fits: the narrower error stands before the wider one.
STATUS: tuple[tuple[type[WorkbenchError], int], ...] = (
    (Unauthorised, 401),
    (TooLarge, 413),
    (Unavailable, 503),
    (DatabaseGoneError, 503),
    (NotAllowed, 403),
    (NotFound, 404),
    (DuplicateText, 409),
    (GroupsOpen, 409),
    (GoldOverlaps, 409),
    (SettledMeanwhile, 409),
    (TextCorrected, 409),
    (CorrectedMeanwhile, 409),
    (GoldDecided, 409),
    (BadInput, 400),
)


def create_api(backend: Backend | None = None) -> FastAPI:
    """The application under /api; `backend` may be given later as `app.state.backend`."""
    app = FastAPI(
        title="Fact-check Workbench",
        version="1",
        docs_url="/docs",
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    for routes in (
        *(saving, revisions, changes, settling, talk, projects, corrections),
        *(exports, trail, preferences),
    ):
        app.include_router(routes.router)
    app.add_exception_handler(WorkbenchError, _tell)
    app.add_exception_handler(RequestValidationError, _tell_field)
    app.add_exception_handler(OperationalError, _tell_silence)
    app.add_middleware(BodyLimit)
    app.state.backend = backend
    return app


async def _tell(request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, WorkbenchError):
        await run_in_threadpool(note_refusal, request, error)
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 400)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    more = {"open": error.open} if isinstance(error, GroupsOpen) else {}
    if isinstance(error, GoldOverlaps):
        more = {"overlapping": error.overlapping}
    return _sentence(str(error), status, headers, more)


async def _tell_field(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else [{}]
    first = next((one for one in found if one.get("type") == "extra_forbidden"), found[0])
    if first.get("type") == "extra_forbidden":
        # A field that is not the asker's to give, as somebody who tries for another role does.
        foreign = BadInput("field_foreign", field="")
        await run_in_threadpool(note_refusal, request, foreign)
    field = ".".join(str(part) for part in first.get("loc", ())[1:]) or say("errors.body")
    if first.get("type") == "extra_forbidden":
        return _sentence(say("errors.field_foreign", field=field), 422)
    return _sentence(say("errors.field_wrong", field=field, why=first.get("msg", "")), 422)


async def _tell_silence(_request: Request, error: Exception) -> JSONResponse:
    log.error("the database does not answer", exc_info=error)
    return _sentence(say("errors.database_silent"), 503)


def _sentence(
    text: str,
    status: int,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, int] | None = None,
) -> JSONResponse:
    # Half a character, which what was sent may hold, cannot be sent back.
    told = text.encode("utf-8", "replace").decode()
    return JSONResponse({"detail": told, **(more or {})}, status_code=status, headers=headers)
