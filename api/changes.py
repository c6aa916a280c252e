"""GET /api/revisions/{id}/changes: what others did meanwhile, and who else is here."""

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.background import BackgroundTask

from api.packed import packed_json
from api.state import Backend, SharedBackend, Token, asker
from models.base import now
from models.digest import digest
from models.leaving import leave_article
from models.presence import Sighting
from models.queries.changes import Followed, changes

router = APIRouter(prefix="/revisions", tags=["revisions"])

LONGEST = 200
"""No cursor is longer."""


@router.get("/{revision_id}/changes", responses={204: {"description": "Nothing is new."}})
async def follow(
    revision_id: int,
    request: Request,
    token: Token,
    shared: SharedBackend,
    since: str = "",
    active: bool = False,
    settling: bool = False,
) -> Response:
    """What is new since the cursor `since`, or 204: asked each second while the article is in sight.

    `{"cursor", "status", "here", "talk", "superseded", "changed", "gone", "check"}`: the asker's own
    reading, the names of others who have the article open, a mark that is another one after something
    was said that the asker may see, whether the article has a newer text, passages as `annotations` tells them, `{"id", "version"}` of
    those that were deleted, and a check of all that are there. Without `changed`, no passage did;
    it may name some that are known already. `active`: the asker did something in the last minute.
    `settling`, for editors: `settling` tells by a mark, another one each time, that a reading was
    submitted or taken back, or that something was decided.
    """
    following, key = shared.following, (digest(token), revision_id)
    if following.is_due():
        await run_in_threadpool(following.look)
    known = following.nothing_new(key, since)
    if known is None:
        return await run_in_threadpool(_look, request, shared, token, key, since, active, settling)
    return _seen(shared, known.reviewer_id, known.followed, active, Response(status_code=204))


@router.delete("/{revision_id}/presence", status_code=204)
def leave(revision_id: int, request: Request, token: Token, shared: SharedBackend) -> None:
    """The asker has the article of this revision open no longer: others are told so."""
    reviewer_id = asker(token, shared, request)
    with shared.database.begin() as session:
        article_id = leave_article(session, reviewer_id, revision_id)
    shared.attendance.forget(article_id, reviewer_id)


def _look(
    request: Request,
    shared: Backend,
    token: str,
    key: tuple[str, int],
    since: str,
    active: bool,
    settling: bool,
) -> Response:
    reviewer_id = asker(token, shared, request)
    revision_id = key[1]
    pulse = shared.following.pulse(revision_id)
    with shared.database.read() as session:
        found = changes(session, reviewer_id, revision_id, since[:LONGEST], settling=settling)
    cursor = since if found.told is None else found.told["cursor"]
    shared.following.keep(key, reviewer_id, found, cursor, pulse)
    is_known = found.told is None
    answer = Response(status_code=204) if is_known else packed_json(request, found.told or {})
    return _seen(shared, reviewer_id, found, active, answer)


def _seen(
    shared: Backend, reviewer_id: int, followed: Followed, active: bool, answer: Response
) -> Response:
    """The answer, after which it is written down who is here, where it is time for that."""
    if followed.closed:
        return answer
    at = now()
    seen = Sighting(reviewer_id, followed.article_id, at, at if active else None, followed.company)
    if shared.attendance.see(seen):
        # Afterwards: on SQLite it may have to wait for an import that is being stored.
        answer.background = BackgroundTask(shared.attendance.write, at)
    return answer
