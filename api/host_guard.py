"""The host check: in front of everything, it refuses who should not reach this workbench at all.

A page on 127.0.0.1 is open to any website by DNS rebinding: the browser then sends that website's
name as Host. So in solo only this computer's own names are answered, over HTTP and websocket.
"""

from collections.abc import Sequence
from ipaddress import ip_address

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from words import say

FORWARDED = (b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"forwarded")


class HostGuard:
    """ASGI middleware; `names` are answered, and with `loopback_only` only peers on this computer."""

    def __init__(self, app: ASGIApp, names: Sequence[str], loopback_only: bool) -> None:
        self.app = app
        self._names = frozenset(name.lower() for name in names)
        self._loopback_only = loopback_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the call on, or refuse it without a look at what it asks."""
        if scope["type"] not in ("http", "websocket") or self._fits(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            word = "host_foreign" if self._loopback_only else "host_unknown"
            await PlainTextResponse(say(f"errors.{word}"), 403)(scope, receive, send)

    def _fits(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or _name(hosts[0].decode("latin-1")) not in self._names:
            return False
        if not self._loopback_only:
            return True
        # Nobody stands between a person and their own computer; and what such a header claims may
        # have been taken for the peer already, by the server that hands the call on.
        forwarded = any(name in FORWARDED for name, _ in scope["headers"])
        return not forwarded and _is_loopback(scope.get("client"))


def _name(host: str) -> str:
    """The host without its port; '' for what is no host."""
    if host.startswith("["):
        name, closed, port = host.partition("]")
        name += closed
        port = port.removeprefix(":")
    else:
        name, _, port = host.partition(":")
    return name.lower() if not port or port.isdigit() else ""


def _is_loopback(client: Sequence[object] | None) -> bool:
    try:
        peer = ip_address(str(client[0] if client else ""))
    except ValueError:
        return False
    # A server that listens on :: names a peer of IPv4 as ::ffff:127.0.0.1.
    return (getattr(peer, "ipv4_mapped", None) or peer).is_loopback
