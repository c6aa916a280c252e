"""What the routes share: the process's database and its writer."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from models.attendance import Attendance
from models.database import Database
from models.digest import digest
from models.following import Following
from models.token import Unauthorised, bearer
from models.writer import Writer

MOST_SEEN = 10_000


@dataclass(frozen=True, slots=True)
class Backend:
    """One database and the one writer of this process that commits to it."""

    database: Database
    writer: Writer
    refused: set[str] = field(default_factory=set)
    """What of the last minutes' refusals is in the trail already, so that a flood asks nobody."""
    seen: set[str] = field(default_factory=set)
    """SHA-256 of bearer tokens that were good once; whether they still are is asked elsewhere."""
    attendance: Attendance = field(init=False)
    """Who is reading, as this process's readers tell."""

    following: Following = field(init=False)
    """What they know already."""

    def __post_init__(self) -> None:
        """Both are about the same database."""
        object.__setattr__(self, "attendance", Attendance(self.database))
        object.__setattr__(self, "following", Following(self.database))


async def backend(request: Request) -> Backend:
    """The backend that the application was started with."""
    found: Backend = request.app.state.backend
    return found


async def token(request: Request) -> str:
    """The bearer token that came with the request, good or not; Unauthorised without any."""
    scheme, _, found = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not found.strip():
        raise Unauthorised("token_missing")
    return found.strip()


SharedBackend = Annotated[Backend, Depends(backend)]
Token = Annotated[str, Depends(token)]


def owner(found: str, shared: Backend) -> int:
    """The reviewer whose bearer token this is; Unauthorised for one that is nobody's."""
    with shared.database.read() as session:
        reviewer_id = bearer(session, found)
    if reviewer_id is None:
        raise Unauthorised("token_bad")
    return reviewer_id


def asker(found: Token, shared: SharedBackend, request: Request) -> int:
    """The reviewer whose bearer token came with the request; Unauthorised without a good one."""
    reviewer_id = owner(found, shared)
    # For the trail, should the request be refused.
    request.state.asker = reviewer_id
    return reviewer_id


async def seen_token(found: Token, shared: SharedBackend) -> str:
    """A bearer token that was good when it came first; Unauthorised for one that was not.

    For routes that look again where they commit: a token that comes with every tag is looked up
    beforehand once, and a stranger's call is still refused before its body is read.
    """
    kept = digest(found)
    if kept not in shared.seen:
        await run_in_threadpool(owner, found, shared)
        if len(shared.seen) >= MOST_SEEN:
            shared.seen.clear()
        shared.seen.add(kept)
    return found


Asker = Annotated[int, Depends(asker)]
SeenToken = Annotated[str, Depends(seen_token)]
