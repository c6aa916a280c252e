"""The host check: who asks under a foreign name, or from elsewhere, is refused, whatever is asked."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from api.host_guard import HostGuard
from settings import LOOPBACK_NAMES

HERE = ("127.0.0.1", 50_000)
Headers = list[tuple[bytes, bytes]]


def call(
    headers: Headers, client: Any = HERE, kind: str = "http", *, names: Any = None
) -> list[Message]:
    """What comes back: `reached` from the application behind, else the guard's refusal."""
    sent: list[Message] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "reached"})

    async def receive() -> Message:
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    guard = HostGuard(app, names=names or LOOPBACK_NAMES, loopback_only=names is None)
    scope = {"type": kind, "method": "GET", "path": "/", "headers": headers, "client": client}
    asyncio.run(guard(scope, receive, send))
    return sent


def reached(headers: Headers, client: Any = HERE, kind: str = "http", *, names: Any = None) -> bool:
    return call(headers, client, kind, names=names) == [{"type": "reached"}]


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8501",
        "localhost",
        "LocalHost:8501",
        "[::1]",
        "[::1]:8501",
        "localhost:",
    ],
)
def test_this_computer_s_own_names_are_answered(host: str, kind: str) -> None:
    assert reached([(b"host", host.encode())], kind=kind)


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example",
        "evil.example#127.0.0.1", "127.0.0.1@evil.example", "127.0.0.1:8501@evil.example",
        "evil.example:127.0.0.1", "localhost:evil", "[::1]evil.example", "[::1].evil.example",
        "[::1]:80x", "::1", "[::1", "[localhost]", "[::ffff:7f00:1]", "0.0.0.0", "127.0.0.2", "127.1",
        "2130706433", "", " ", "localhost ", " localhost", "localhost,evil.example", "local\u0068ost\xff",
        "lоcalhost", "192.168.0.7:8501",
    ],
)  # fmt: skip
def test_every_other_name_is_refused(host: str, kind: str) -> None:
    sent = call([(b"host", host.encode("utf-8"))], kind=kind)
    if kind == "websocket":
        assert sent == [{"type": "websocket.close", "code": 1008}]
    else:
        assert sent[0]["status"] == 403
        assert b"answers only to this computer" in sent[1]["body"]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"host", b"localhost"), (b"host", b"evil.example")],
        [(b"host", b"evil.example"), (b"host", b"localhost")],
        [(b"host", b"localhost"), (b"host", b"localhost")],
        [(b"x-forwarded-host", b"localhost")],
        [(b"host", b"evil.example"), (b"x-forwarded-host", b"localhost")],
    ],
)
def test_one_host_and_no_other_decides(headers: Headers) -> None:
    assert not reached(headers)


@pytest.mark.parametrize(
    ("client", "answered"),
    [
        (("127.0.0.1", 1), True),
        (("127.8.9.1", 1), True),
        (("::1", 1), True),
        (("::ffff:127.0.0.1", 1), True),
        (["127.0.0.1", 1], True),
        (("192.168.0.7", 1), False),
        (("::ffff:192.168.0.7", 1), False),
        (("fe80::1%eth0", 1), False),
        (("203.0.113.9", 1), False),
        (("localhost", 1), False),
        (("", 1), False),
        (None, False),
    ],
)
def test_in_solo_only_this_computer_is_answered(client: Any, answered: bool) -> None:
    for kind in ("http", "websocket"):
        assert reached([(b"host", b"localhost:8501")], client, kind) is answered


def test_a_forwarded_address_counts_for_nothing() -> None:
    headers = [(b"host", b"localhost"), (b"x-forwarded-for", b"127.0.0.1")]
    assert not reached(headers, ("192.168.0.7", 1))


def test_outside_solo_the_named_hosts_are_answered_to_everybody() -> None:
    names = ("Desk.example", "[2001:db8::1]")
    for host, answered in (
        ("desk.example:443", True),
        ("[2001:DB8::1]:80", True),
        ("localhost", False),
    ):
        assert reached([(b"host", host.encode())], ("192.168.0.7", 1), names=names) is answered


def test_the_start_of_the_server_is_let_through() -> None:
    assert reached([], None, "lifespan")


@pytest.mark.parametrize("name", [b"x-forwarded-for", b"forwarded", b"x-real-ip"])
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_what_says_it_was_handed_on_is_refused(name: bytes, kind: str) -> None:
    """The server in front may have taken such a header's word for who the peer is."""
    headers = [(b"host", b"127.0.0.1:8501"), (name, b"127.0.0.1")]
    assert call(headers, kind=kind)[0]["type"] != "reached"
    assert call(headers[:1], kind=kind)[0]["type"] == "reached"
