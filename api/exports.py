"""Exports: streamed with a bearer token, or by a one-use address that a browser can follow."""

import logging
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from api.attachment import HEADERS, attached, project_name, refuse_without_chunks
from api.exports_running import Running, RunningExports
from api.refusals import note_refusal
from api.state import Asker, Backend, SharedBackend
from api.trail import trail_stream
from api.whole_stream import WholeStream
from formats.annotations.dataset import WriteOptions
from formats.exchange.export import check_delimiter, export_project, file_name, find_codec
from formats.exchange.trail import MEDIA_TYPES
from models.errors import NotFound
from models.queries.export_asked import KEYS, read_filters
from models.queries.export_stream import ExportError
from models.ticket import mint_ticket, redeem_ticket
from words import say

router = APIRouter(tags=["exports"])

TICKETS = "/exports/"
RUNNING = RunningExports()
PARAMETERS = ("format", *KEYS, "delimiter")


class TicketRequest(BaseModel):
    """The export that a ticket is good for."""

    model_config = ConfigDict(extra="forbid")

    format: str = ""
    filters: dict[str, Any] = {}
    delimiter: str = ","


class _NoTickets(logging.Filter):
    """Keeps requests that carry a ticket out of a server's access log."""

    def filter(self, record: logging.LogRecord) -> bool:
        return TICKETS not in record.getMessage()


logging.getLogger("uvicorn.access").addFilter(_NoTickets())


@router.get("/projects/{project_id}/export", response_class=StreamingResponse)
def export(
    project_id: int,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
    format_name: Annotated[str, Query(alias="format")] = "",
    tag: Annotated[list[str] | None, Query()] = None,
    reviewer: Annotated[list[str] | None, Query()] = None,
    status: Annotated[list[str] | None, Query()] = None,
    since: str | None = None,
    until: str | None = None,
    delimiter: str = ",",
) -> StreamingResponse:
    """The project's labelled data in that format; filters may be repeated.

    `since` and `until` are days, which count whole, or moments in UTC. A connection that ends
    without the last chunk means that the file is not whole.
    """
    _refuse_unknown(request)
    refuse_without_chunks(request)
    filters = {"tag": tag, "reviewer": reviewer, "status": status, "since": since, "until": until}
    return _streamed(shared, reviewer_id, project_id, format_name, filters, delimiter)


@router.post("/projects/{project_id}/export-tickets")
def ticket(
    project_id: int,
    wanted: TicketRequest,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
) -> dict[str, str]:
    """An address that streams this export once, within 60 seconds, without any token."""
    find_codec(wanted.format)
    check_delimiter(wanted.format, wanted.delimiter)
    read_filters(wanted.filters)
    asked = ticket_contents(wanted.filters, wanted.delimiter)
    with shared.database.begin() as session:
        secret = mint_ticket(session, reviewer_id, project_id, wanted.format, asked)
    return {"url": ticket_address(secret, request.scope.get("root_path", ""))}


@router.get(TICKETS + "{secret}", response_class=StreamingResponse)
def redeem(secret: str, request: Request, shared: SharedBackend) -> StreamingResponse:
    """What the ticket is good for; 410 for one that was used or is older than 60 seconds."""
    refuse_without_chunks(request)
    try:
        with shared.database.begin() as session:
            good = redeem_ticket(session, secret)
    except NotFound as error:
        note_refusal(request, error)
        raise HTTPException(410, say("exporting.ticket_spent"), HEADERS) from error
    if good.format in MEDIA_TYPES:
        running = RUNNING.begin(secret)
        return trail_stream(shared, good.reviewer_id, good.project_id, good.format, running)
    asked = good.filters
    return _streamed(
        shared,
        good.reviewer_id,
        good.project_id,
        good.format,
        asked["filters"],
        asked["delimiter"],
        RUNNING.begin(secret),
    )


@router.get(TICKETS + "{secret}/progress")
def progress(secret: str) -> dict[str, object]:
    """How far the export of a used ticket is; 404 where this process does not send it."""
    running = _found(secret)
    told = ("state", "sent", "done", "total")
    return {name: getattr(running, name) for name in told}


@router.delete(TICKETS + "{secret}", status_code=204)
def stop(secret: str) -> None:
    """End the export of a used ticket: its connection closes without the last chunk."""
    _found(secret).stop()


def _found(secret: str) -> Running:
    running = RUNNING.find(secret)
    if running is None:
        raise HTTPException(404, say("exporting.not_running"), HEADERS)
    return running


def ticket_contents(filters: dict[str, Any], delimiter: str = ",") -> dict[str, Any]:
    """What a ticket remembers beside the format."""
    return {"filters": filters, "delimiter": delimiter}


def ticket_address(secret: str, mounted_at: str = "/api") -> str:
    """Where a ticket is redeemed, on this server."""
    return f"{mounted_at}{TICKETS}{secret}"


def _refuse_unknown(request: Request) -> None:
    # A filter that is spelled wrong and passed over would export too much.
    unknown = [name for name in request.query_params if name not in PARAMETERS]
    if unknown:
        known = ", ".join(PARAMETERS)
        raise ExportError("exporting.unknown_parameter", name=unknown[0][:40], known=known)


def _streamed(
    shared: Backend,
    reviewer_id: int,
    project_id: int,
    format_name: str,
    asked: Mapping[str, Any],
    delimiter: str,
    running: Running | None = None,
) -> StreamingResponse:
    filters = read_filters(asked)
    codec = find_codec(format_name)
    watched = running or Running()

    def chunks() -> Generator[bytes, None, None]:
        with shared.database.read() as session:
            options = WriteOptions(delimiter=delimiter, tell=watched.tell)
            asked = (session, reviewer_id, project_id, format_name, filters, options)
            yield from watched.watch(export_project(*asked))

    with _refusals():
        body = WholeStream(chunks())
    name = file_name(project_name(shared, project_id), format_name)
    return attached(body, name, codec.MEDIA_TYPE)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except ExportError as error:
        # A quote that does not fit its text is our fault, everything else the asker's.
        status = 500 if error.word == "exporting.quote_differs" else 400
        raise HTTPException(status, str(error)) from error
