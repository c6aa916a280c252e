"""GET /api/revisions/{id}/changes: what others did meanwhile, and who else is here."""

from fastapi import APIRouter, Request, Response

from api.packed import packed_json
from api.state import Asker, SharedBackend
from models.base import now
from models.presence import Sighting
from models.queries.changes import changes

router = APIRouter(prefix="/revisions", tags=["revisions"])


@router.get("/{revision_id}/changes", responses={204: {"description": "Nothing is new."}})
def follow(
    revision_id: int,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
    since: str = "",
    active: bool = False,
) -> Response:
    """What is new since the cursor `since`, or 204: asked each second while the article is in sight.

    `{"cursor", "status", "here", "changed", "gone", "check"}`: the asker's own reading, the names of
    others who have the article open, passages as `annotations` tells them, `{"id", "version"}` of
    those that were deleted, and a check of all that are there. Without `changed`, no passage did;
    it may name some that are known already. `active`: the asker did something in the last minute.
    """
    with shared.database.read() as session:
        found = changes(session, reviewer_id, revision_id, since[:200])
    if not found.closed:
        at = now()
        seen = Sighting(reviewer_id, found.article_id, at, at if active else None, found.company)
        shared.attendance.see(seen)
    if found.told is None:
        return Response(status_code=204)
    return packed_json(request, found.told)
