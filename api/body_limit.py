"""The size of a body: refused while it comes in, before anything else looks at it."""

from collections.abc import Mapping

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from words import say

# A text of 20 MB, its escapes in JSON, and its details.
BODY_LIMIT = 45 * 1024 * 1024


class _TooLarge(Exception):
    """More came than is taken."""


class BodyLimit:
    """ASGI middleware that answers 413 to a body over the limit; routes may set smaller ones."""

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT) -> None:
        self.app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the call on, counting what comes in."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > self._limit:
                raise _TooLarge
            return message

        try:
            if _declared(scope) > self._limit:
                raise _TooLarge
            await self.app(scope, counted, send)
        except _TooLarge:
            told = {"detail": say("errors.body_too_large")}
            await JSONResponse(told, 413)(scope, receive, send)


def _declared(scope: Mapping[str, object]) -> int:
    headers: list[tuple[bytes, bytes]] = scope["headers"]  # type: ignore[assignment]
    length = next((value for name, value in headers if name == b"content-length"), b"")
    # Of a number of 5,000 digits the first twenty say enough.
    return int(length[:20]) if length.isdigit() else 0
