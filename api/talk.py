"""What is said about a text: its threads, whom a comment may name, and what the asker has seen.

Saying something is an operation of POST /api/annotations, like all work in the reader.
"""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.packed import packed_json
from api.state import Asker, SharedBackend
from models.mentions import Nameable
from models.queries.mentionable import nameable_at
from models.queries.mentionable import recipients as recipients_about
from models.queries.threads import threads as threads_about
from models.seen_comments import mark_seen

router = APIRouter(tags=["talk"])

MOST_SEEN = 500


class Seen(BaseModel):
    """Comments that were shown to the asker."""

    model_config = ConfigDict(extra="forbid")

    comments: list[UUID] = Field(max_length=MOST_SEEN)


@router.get("/revisions/{revision_id}/threads")
def threads(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """The threads on the revision's passages and on its article that the asker may see."""
    with shared.database.read() as session:
        told = threads_about(session, reviewer_id, revision_id)
    return packed_json(request, {"threads": told})


@router.get("/revisions/{revision_id}/people")
def people(
    revision_id: int,
    request: Request,
    reviewer_id: Asker,
    shared: SharedBackend,
    thread: Annotated[UUID | None, Query()] = None,
    annotation: Annotated[UUID | None, Query()] = None,
) -> Response:
    """Whom a comment of the asker may name there: in a thread, else upon a passage or the article."""
    with shared.database.read() as session:
        found = nameable_at(session, reviewer_id, revision_id, thread, annotation)
    return _told(request, found)


@router.get("/revisions/{revision_id}/recipients")
def recipients(
    revision_id: int, request: Request, reviewer_id: Asker, shared: SharedBackend
) -> Response:
    """To whom the asker, as an editor, can write about the article where readings are blind."""
    with shared.database.read() as session:
        found = recipients_about(session, reviewer_id, revision_id)
    return _told(request, found)


@router.post("/threads/seen")
def seen(shown: Seen, reviewer_id: Asker, shared: SharedBackend) -> dict[str, bool]:
    """These comments are unread no more; of those that the asker may not see nothing is told."""
    with shared.database.begin() as session:
        mark_seen(session, reviewer_id, shown.comments)
    return {"seen": True}


def _told(request: Request, people: Sequence[Nameable]) -> Response:
    told = [{"id": one.id, "handle": one.handle, "name": one.name} for one in people]
    return packed_json(request, {"people": told})
