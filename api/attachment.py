"""A stream as a file to keep: its headers, its name, and that its end can be told."""

from urllib.parse import quote

from fastapi import Request
from fastapi.responses import StreamingResponse

from api.state import Backend
from api.whole_stream import WholeStream
from models.project import Project
from models.queries.export_stream import ExportError

# A link that carries a secret is neither kept nor passed on, nor is what it leads to.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def refuse_without_chunks(request: Request) -> None:
    """ExportError for HTTP/1.0."""
    # Without chunks the end of the connection is the end of the file, however it came about.
    if request.scope.get("http_version") == "1.0":
        raise ExportError("exporting.wrong_protocol")


def attached(body: WholeStream, name: str, media_type: str) -> StreamingResponse:
    """The stream as a file of this name."""
    headers = {**HEADERS, "Content-Disposition": _attachment(name)}
    return StreamingResponse(body, media_type=media_type, headers=headers)


def project_name(shared: Backend, project_id: int) -> str:
    """What the project is called, for a file's name."""
    with shared.database.read() as session:
        project = session.get(Project, project_id)
        return project.name if project else ""


def _attachment(name: str) -> str:
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
