"""Refused calls in the trail: who asked for which route and rows, and never what they sent."""

import logging

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError

from api.origins import place_of
from api.state import Backend
from models.base import now
from models.errors import WorkbenchError
from models.refusal import MOST_ASKED, is_refusal, record_refusal, refusal_key, row_asked
from models.turned_away import record_bad_token

log = logging.getLogger("workbench")

MOST_REMEMBERED = 10_000


def note_refusal(request: Request, error: WorkbenchError) -> None:
    """Write the refusal into the trail, once a person, kind, minute and row.

    A token that opens nothing is written down as who is turned away at the door is. It never fails
    the answer: a database that is gone refuses nobody.
    """
    if error.word == "token_bad":
        _note_bad_token(request)
        return
    if not is_refusal(error):
        return
    shared: Backend = request.app.state.backend
    asker: int | None = getattr(request.state, "asker", None)
    at = now()
    asked = _rows(request)
    key = " ".join((refusal_key(asker, error, at), *asked))
    if key in shared.refused:
        return
    try:
        with shared.database.begin() as session:
            record_refusal(session, asker, error, _route(request), at, asked)
    except (SQLAlchemyError, WorkbenchError) as failure:
        log.error("a refusal could not be recorded", exc_info=failure)
        return
    if len(shared.refused) >= MOST_REMEMBERED:
        shared.refused.clear()
    shared.refused.add(key)


def _note_bad_token(request: Request) -> None:
    shared: Backend = request.app.state.backend
    token = request.headers.get("authorization", "").partition(" ")[2].strip()
    try:
        record_bad_token(shared.database, token, place_of(request.scope).address)
    except (SQLAlchemyError, WorkbenchError) as failure:
        log.error("a bad token could not be recorded", exc_info=failure)


def _rows(request: Request) -> list[str]:
    """The rows that the address names, in its path or as its parameters."""
    named = [*request.path_params.items(), *request.query_params.items()][:MOST_ASKED]
    found = [row_asked(name, value) for name, value in named if name.endswith("_id")]
    return [one for one in found if one is not None]


def _route(request: Request) -> str:
    """The method and the route, with the names of its parts in place of what stood there."""
    route = request.scope.get("route")
    return f"{request.method} {getattr(route, 'path', '')}"
