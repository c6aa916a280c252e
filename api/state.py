"""What the routes share: the process's database and its writer."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from models.database import Database
from models.errors import WorkbenchError
from models.token import bearer
from models.writer import Writer


@dataclass(frozen=True, slots=True)
class Backend:
    """One database and the one writer of this process that commits to it."""

    database: Database
    writer: Writer


class Unauthorised(WorkbenchError):
    """No token, or one that is unknown, ended or revoked: answered with 401."""


async def backend(request: Request) -> Backend:
    """The backend that the application was started with."""
    found: Backend = request.app.state.backend
    return found


def asker(request: Request, shared: Annotated[Backend, Depends(backend)]) -> int:
    """The reviewer whose bearer token came with the request; Unauthorised without a good one."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Unauthorised("token_missing")
    with shared.database.read() as session:
        reviewer_id = bearer(session, token.strip())
    if reviewer_id is None:
        raise Unauthorised("token_bad")
    return reviewer_id


SharedBackend = Annotated[Backend, Depends(backend)]
Asker = Annotated[int, Depends(asker)]
