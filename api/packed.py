"""Long answers, packed for whoever takes them packed."""

import gzip
import json
from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

# Shorter ones are not worth it.
PACKED_FROM = 10_000  # bytes
# The hardest packing takes ten times as long, for a tenth less to send.
_LEVEL = 1


def packed(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    """The content, packed where it is long and the request says that it may be.

    Made where the route runs, in a worker thread: packed later it would hold up everybody's calls.
    """
    told = dict(headers or {})
    if len(content) >= PACKED_FROM and "gzip" in request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, _LEVEL, mtime=0)
        told["Content-Encoding"] = "gzip"
        told["Vary"] = ", ".join(filter(None, (told.get("Vary"), "Accept-Encoding")))
    return Response(content, media_type=media_type, headers=told)


def packed_json(request: Request, content: Mapping[str, Any]) -> Response:
    """The content as JSON: decoded JSON already, so that nothing of it needs another look."""
    written = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return packed(request, written.encode(), "application/json")
