"""GET /api/revisions/{id}/…: a text, its sentences, passages the asker may see, their reading."""

from fastapi import APIRouter, Request, Response

from api.packed import packed, packed_json
from api.state import Asker, SharedBackend
from models.queries.passages import passages
from models.queries.reading_states import cleared_sentences
from models.queries.texts import sentence_bounds, stored_text

router = APIRouter(prefix="/revisions", tags=["revisions"])


@router.get("/{revision_id}/text", response_class=Response)
def text(revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend) -> Response:
    """The stored text itself, as UTF-8. It never changes, so it may be kept for ever."""
    with shared.database.read() as session:
        sha256, content = stored_text(session, reviewer_id, revision_id)
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": "private, max-age=31536000, immutable",
        "Vary": "Authorization",
        "X-Content-Type-Options": "nosniff",
    }
    known = request.headers.get("if-none-match", "")
    if f'"{sha256}"' in known or known.strip() == "*":
        return Response(status_code=304, headers=headers)
    return packed(request, content.encode(), "text/plain; charset=utf-8", headers)


@router.get("/{revision_id}/annotations")
def annotations(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """All live annotations of the revision that the asker may see, by start, end and id."""
    with shared.database.read() as session:
        told = passages(session, reviewer_id, revision_id)
    return packed_json(request, {"annotations": told})


@router.get("/{revision_id}/sentences")
def sentences(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """The revision's sentences as [start, end) in code points, and which segmenter found them."""
    with shared.database.read() as session:
        segmenter, bounds = sentence_bounds(session, reviewer_id, revision_id)
    return packed_json(request, {"segmenter": segmenter, "sentences": bounds})


@router.get("/{revision_id}/reading")
def reading(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """Which sentences the asker cleared, by their numbers from 0, ascending."""
    with shared.database.read() as session:
        cleared = cleared_sentences(session, reviewer_id, revision_id)
    return packed_json(request, {"cleared": cleared})
