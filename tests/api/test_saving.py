"""POST /annotations to the letter: what is answered for the call, and what for each operation."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from api.saving import BYTES_LIMIT
from models.annotation import Annotation
from models.event import Event
from models.membership import Role
from tests.api.conftest import Site
from tests.builders import BuiltArticle, operation


def create(article: BuiltArticle, **fields: object) -> dict[str, Any]:
    wanted = {"id": str(uuid4()), "revision_id": article.revision_id, "start": 0, "end": 8}
    return operation("create", **wanted | {"tag": "sourced"} | fields)


def post(client: httpx.Client, *operations: object) -> httpx.Response:
    return client.post("/annotations", json={"operations": operations})


def results(client: httpx.Client, *operations: object) -> list[dict[str, Any]]:
    answer = post(client, *operations)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def raw(client: httpx.Client, body: bytes | Iterator[bytes]) -> httpx.Response:
    return client.post("/annotations", content=body, headers={"Content-Type": "application/json"})


def test_a_save_is_answered_as_the_contract_says(place: Site) -> None:
    article = place.desk.article()
    evidence = [{"url": "https://a.example", "quote": "é 💩", "stance": "contradicts"}]
    sent = create(article, note="n", confidence="medium", evidence=evidence, quote="The mill")
    (result,) = results(place.as_("Ruth"), sent)
    assert set(result) == {"id", "status", "annotation", "message"}
    assert (result["id"], result["status"], result["message"]) == (sent["id"], "saved", None)
    told = result["annotation"]
    assert told["id"] == sent["annotation"]["id"]
    assert (told["start"], told["end"], told["tag"], told["quote"]) == (0, 8, "sourced", "The mill")
    assert (told["note"], told["confidence"], told["evidence"]) == ("n", "medium", evidence)
    assert (told["version"], told["origin"], told["reviewer"]) == (1, "human", "ruth@desk.example")
    assert told["created_at"].endswith("Z")
    listed = place.as_("Ruth").get(f"/revisions/{article.revision_id}/annotations").json()
    assert listed["annotations"] == [told]


def test_each_operation_has_its_own_status(place: Site) -> None:
    article = place.desk.article()
    good, bad = create(article), create(article, start=5, end=5)
    stale = operation("update", id=good["annotation"]["id"], version=9, note="late")
    answered = results(place.as_("Ruth"), good, bad, stale, {"id": "x"}, None, good)
    assert [one["status"] for one in answered] == ["saved", "rejected", "conflict", "rejected", "rejected", "saved"]  # fmt: skip
    assert [one["id"] for one in answered] == [good["id"], bad["id"], stale["id"], "x", None, good["id"]]  # fmt: skip
    assert answered[2]["annotation"] == answered[0]["annotation"]
    assert answered[5] == answered[0]
    for one in answered:
        assert (one["message"] is None) == (one["status"] == "saved")
        assert (one["annotation"] is None) == (one["status"] == "rejected")


def test_a_call_brings_its_operations_and_nothing_else(sqlite_place: Site) -> None:
    place = sqlite_place
    article = place.desk.article()
    ruth, omar = place.as_("Ruth"), place.desk.reviewer("Omar")
    sent = {"operations": [create(article)]}
    for answer in (
        ruth.post("/annotations", json={**sent, "reviewer_id": omar}),
        ruth.post("/annotations", json=sent, params={"reviewer": "omar@desk.example"}),
    ):
        assert answer.status_code == 400
        assert "is not yours to give; leave it out." in answer.json()["detail"]
    with place.desk.database.read() as session:
        assert session.scalar(select(func.count(Annotation.id))) == 0
        # Once a minute each: two, where one began in between.
        found = session.scalars(select(Event).where(Event.action == "refused")).all()
    assert {(one.after or {})["kind"] for one in found} == {"field_foreign"}
    assert {one.actor_id for one in found} == {place.desk.reviewer("Ruth")}


def test_sending_again_gives_the_first_answer(place: Site) -> None:
    article = place.desk.article()
    sent = create(article)
    client = place.as_("Ruth")
    first = results(client, sent)
    results(client, operation("update", id=sent["annotation"]["id"], version=1, tag="filler"))
    assert results(client, sent) == first


def test_a_stranger_and_a_viewer_are_answered_for_the_operation(place: Site) -> None:
    article = place.desk.article()
    stranger = place.client(place.stranger.editor)
    for client in (stranger, place.as_("Vera", Role.VIEWER)):
        (result,) = results(client, create(article))
        assert (result["status"], result["annotation"]) == ("rejected", None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"operations": [}',
        "{}".encode("utf-16"),
        b'{"operations": [NaN]}',
        b'{"operations": [{"id": Infinity}]}',
        b"[" * 100_000,
        b'{"operations": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"operations": null}',
        b'{"operations": {}}',
        b'{"operations": "x"}',
    ],
    ids=lambda body: repr(body[:24]),
)
def test_unreadable_json_is_400(sqlite_place: Site, body: bytes) -> None:
    answer = raw(sqlite_place.as_("Ruth"), body)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith(".")


def test_no_operations_are_no_results(sqlite_place: Site) -> None:
    assert results(sqlite_place.as_("Ruth")) == []


def test_500_operations_are_taken_and_501_are_not(place: Site) -> None:
    article = place.desk.article("word " * 200)
    client = place.as_("Ruth")
    operations = [create(article, start=n, end=n + 3) for n in range(501)]
    answer = post(client, *operations)
    assert answer.status_code == 413
    assert "500 operations" in answer.json()["detail"]
    assert client.get(f"/revisions/{article.revision_id}/annotations").json() == {"annotations": []}
    assert {one["status"] for one in results(client, *operations[:500])} == {"saved"}


def test_5_megabytes_are_taken_and_one_byte_more_is_not(sqlite_place: Site) -> None:
    client = sqlite_place.as_("Ruth")
    body = b'{"operations": []}'
    full = body + b" " * (BYTES_LIMIT - len(body))
    assert raw(client, full).status_code == 200
    assert raw(client, full + b" ").status_code == 413
    assert raw(client, iter([full])).status_code == 200
    chunked = raw(client, iter([full, b" "]))
    assert chunked.status_code == 413
    assert "5 MB" in chunked.json()["detail"]


def test_a_length_that_lies_does_not_help(sqlite_place: Site) -> None:
    client = sqlite_place.as_("Ruth")
    for length in ("0", "-1", "1e3", "abc", "9" * 5_000):
        headers = {"Content-Length": length, "Content-Type": "application/json"}
        answer = client.post(
            "/annotations", content=iter([b" " * (BYTES_LIMIT + 1)]), headers=headers
        )
        assert answer.status_code == 413, length


def test_nobody_s_large_body_is_not_read(sqlite_place: Site) -> None:
    def endless() -> Iterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    request = sqlite_place.with_header(None)
    assert raw(request, b" " * (BYTES_LIMIT + 1)).status_code == 401
    assert raw(request, b"{").status_code == 401


@pytest.mark.parametrize(
    "sent",
    [
        b'"\\ud800"', b'"a\\u0000b"', b'"\\udc00\\ud800"', b"null", b"true", b"[]", b"{}", b"1.5", b"1e999",
        b"-0", b"9" * 5_000, b"-" + b"9" * 5_000, b'"' + b"x" * 100_000 + b'"', b"[" * 400 + b"]" * 400,
    ],
    ids=lambda sent: repr(sent[:16]),
)  # fmt: skip
@pytest.mark.parametrize("field", ["id", "kind", "annotation", "annotation.id", "annotation.start", "annotation.tag", "annotation.note", "annotation.evidence"])  # fmt: skip
def test_whatever_an_operation_holds_is_answered_for_it_alone(
    sqlite_place: Site, field: str, sent: bytes
) -> None:
    article = sqlite_place.desk.article()
    first, odd, last = create(article), create(article), create(article)
    inner = odd["annotation"] if "." in field else odd
    inner[field.rpartition(".")[2]] = "HERE"
    body = json.dumps({"operations": [first, odd, last]}).encode().replace(b'"HERE"', sent)
    answer = raw(sqlite_place.as_("Ruth"), body)
    assert answer.status_code == 200, answer.text
    statuses = [one["status"] for one in answer.json()["results"]]
    assert (statuses[0], statuses[2]) == ("saved", "saved")
    harmless = {("annotation.note", b"null"), ("annotation.evidence", b"null"), ("annotation.evidence", b"[]"), ("annotation.start", b"-0")}  # fmt: skip
    long_note = field == "annotation.note" and len(sent) < 50_000 and sent.startswith(b'"x')
    assert (statuses[1] == "saved") == ((field, sent) in harmless or long_note)


def test_half_a_character_in_an_id_comes_back_as_it_was(sqlite_place: Site) -> None:
    body = b'{"operations": [{"id": "\\ud83d", "kind": "create", "annotation": {}}]}'
    answer = raw(sqlite_place.as_("Ruth"), body)
    assert b'"id": "\\ud83d"' in answer.content
    assert answer.json()["results"][0]["status"] == "rejected"


def test_deep_json_is_answered_at_every_depth(sqlite_place: Site) -> None:
    client = sqlite_place.as_("Ruth")
    for depth in range(100, 1_100, 7):
        deep = b"[" * depth + b"]" * depth
        answer = raw(client, b'{"operations": [{"id": ' + deep + b"}]}")
        assert answer.status_code in (200, 400), depth


def test_any_json_at_all_is_answered(sqlite_place: Site) -> None:
    client = sqlite_place.as_("Ruth")
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=12,
    )

    @given(values, values)
    def check(whole: object, part: object) -> None:
        for content in (whole, {"operations": part}, {"operations": [part, part]}):
            answer = raw(client, json.dumps(content).encode())
            assert answer.status_code in (200, 400)

    check()


def test_the_answer_is_strict_json_that_browsers_read(sqlite_place: Site) -> None:
    body = b'{"operations": [{"id": 1e999, "kind": "create", "annotation": {"id": 1e999}}]}'
    answer = raw(sqlite_place.as_("Ruth"), body)

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    json.loads(answer.content, parse_constant=refuse)
    assert answer.headers["content-type"] == "application/json"
