"""A body that is too large is refused while it comes in, whoever sends it."""

from collections.abc import Iterator

from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from api.body_limit import BodyLimit


async def echo_length(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(str(len(body)))(scope, receive, send)


def test_a_body_within_the_limit_comes_through_whole() -> None:
    client = TestClient(BodyLimit(echo_length, limit=1000))
    assert client.post("/", content=b"x" * 1000).text == "1000"


def test_a_body_that_says_it_is_too_large_is_refused_with_a_sentence() -> None:
    answer = TestClient(BodyLimit(echo_length, limit=1000)).post("/", content=b"x" * 1001)
    assert answer.status_code == 413
    assert "20 MB" in answer.json()["detail"]


def test_a_body_that_does_not_say_its_length_is_refused_as_it_grows() -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"x" * 100 for _ in range(20))

    answer = TestClient(BodyLimit(echo_length, limit=1000)).post("/", content=chunks())
    assert answer.status_code == 413
