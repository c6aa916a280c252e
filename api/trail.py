"""The trail over HTTP: every event of a project, for its admins."""

from collections.abc import Generator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict

from api.attachment import attached, project_name, refuse_without_chunks
from api.exports_running import Running
from api.state import Asker, Backend, SharedBackend
from api.whole_stream import WholeStream
from formats.exchange.trail import MEDIA_TYPES, check_form, export_trail, trail_name
from models.ticket import mint_trail_ticket

router = APIRouter(tags=["exports"])


class TrailTicketRequest(BaseModel):
    """The form of the trail that a ticket is good for: csv or jsonl."""

    model_config = ConfigDict(extra="forbid")

    format: str = "csv"


@router.get("/projects/{project_id}/trail", response_class=StreamingResponse)
def trail(
    project_id: int,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
    format_name: Annotated[str, Query(alias="format")] = "csv",
) -> StreamingResponse:
    """Every event of the project in the order in which it was stored, as csv or jsonl.

    A connection that ends without the last chunk means that the file is not whole.
    """
    refuse_without_chunks(request)
    return trail_stream(shared, reviewer_id, project_id, f"trail-{format_name}")


@router.post("/projects/{project_id}/trail-tickets")
def trail_ticket(
    project_id: int,
    wanted: TrailTicketRequest,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
) -> dict[str, str]:
    """An address that streams it once, within 60 seconds, without any token."""
    form = f"trail-{wanted.format}"
    check_form(form)
    with shared.database.begin() as session:
        secret = mint_trail_ticket(session, reviewer_id, project_id, form)
    return {"url": f"{request.scope.get('root_path', '')}/exports/{secret}"}


def trail_stream(
    shared: Backend, asker: int, project_id: int, form: str, running: Running | None = None
) -> StreamingResponse:
    """The trail on its way; whoever may not is refused before it begins."""
    watched = running or Running()

    def chunks() -> Generator[bytes, None, None]:
        with shared.database.read() as session:
            yield from watched.watch(export_trail(session, asker, project_id, form))

    body = WholeStream(chunks())
    return attached(body, trail_name(project_name(shared, project_id), form), MEDIA_TYPES[form])
