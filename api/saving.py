"""POST /api/annotations: the one route that saves a reviewer's work, passages and reading alike."""

import asyncio
import json
from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.exc import DBAPIError

from api.operation_schemas import saving_body
from api.state import SeenToken, SharedBackend, owner
from models.digest import digest
from models.errors import BadInput, WorkbenchError
from models.operations import Answer
from models.token import Unauthorised
from models.writer import Signed

router = APIRouter(tags=["annotations"])

OPERATIONS_LIMIT = 500
BYTES_LIMIT = 5_000_000


class TooLarge(WorkbenchError):
    """More than one call may carry: answered with 413."""


class Unavailable(WorkbenchError):
    """The database does not answer: answered with 503; the client keeps its work and tries again."""


@router.post(
    "/annotations",
    openapi_extra=saving_body(OPERATIONS_LIMIT),
)
async def save(request: Request, token: SeenToken, shared: SharedBackend) -> Response:
    """Apply operations in order, each in its own savepoint, and answer each.

    `{"operations": [{"id", "kind", "annotation", "reading", …}]}` → `{"results": [{"id", "status",
    "annotation", "message"}]}`. The kinds create, update, delete and restore are about one
    annotation; clear and unclear set the state of `reading.sentences`, numbered from 0, of
    `reading.revision_id`; comment_create begins `comment.thread` where there is none yet, upon the
    passage `comment.annotation` or else the article. All these are answered without an annotation.
    Editors settle an article by gold_create, gold_update, gold_delete and gold_restore, reject and
    unreject, flag_unclear and unflag_unclear; their answers carry `gold` too. Sending an operation
    again changes nothing and is answered as the first time.
    """
    try:
        _refuse_foreign(request.query_params)
        operations = _operations(await _body(request))
    except WorkbenchError:
        # Whoever lost their token hears that, whatever they send; the trail is told who sent it.
        request.state.asker = await run_in_threadpool(owner, token, shared)
        raise
    # Whose token it is, the writer looks up where it commits: once to the database and back, not twice.
    answered = shared.writer.submit(Signed(token, operations))
    try:
        answers = await asyncio.wrap_future(answered)
    except Unauthorised:
        shared.seen.discard(digest(token))
        raise
    except DBAPIError as error:
        raise Unavailable("database_silent") from error
    return _told(answers)


async def _body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "").lstrip("0")
    # A number longer than the limit's own is larger; what is no number is left to the server.
    if len(declared) > len(str(BYTES_LIMIT)) or (
        declared.isascii() and declared.isdigit() and int(declared) > BYTES_LIMIT
    ):
        raise TooLarge("call_too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BYTES_LIMIT:
            raise TooLarge("call_too_large")
    return bytes(body)


def _operations(body: bytes) -> list[Any]:
    try:
        # UnicodeDecodeError and JSONDecodeError are ValueErrors.
        content = json.loads(body.decode("utf-8"), parse_int=_number, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadInput("json_unreadable") from error
    _refuse_foreign(content if isinstance(content, dict) else {}, "operations")
    operations = content.get("operations") if isinstance(content, dict) else None
    if not isinstance(operations, list):
        raise BadInput("json_operations")
    if len(operations) > OPERATIONS_LIMIT:
        raise TooLarge("call_too_many", limit=OPERATIONS_LIMIT)
    return operations


def _refuse_foreign(sent: Iterable[str], *known: str) -> None:
    """BadInput for what a call brings beside its operations, such as whose they are."""
    foreign = next((name for name in sent if name not in known), None)
    if foreign is not None:
        raise BadInput("field_foreign", field=foreign[:80])


def _number(digits: str) -> int | float:
    # A float is refused wherever an integer is wanted, and none is as long as this.
    return int(digits) if len(digits) <= 20 else float(digits)


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _told(answers: list[Answer]) -> Response:
    # ASCII only: an id that was half a character is answered as it came, not with a failure.
    content = json.dumps({"results": [answer.told() for answer in answers]}, ensure_ascii=True)
    return Response(content, media_type="application/json")
