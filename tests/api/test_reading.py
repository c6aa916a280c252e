"""Reading states and preferences over HTTP, as the contract says."""

from typing import Any

import pytest

from models.membership import Role
from tests.api.conftest import Site
from tests.builders import operation, reading_operation


def post(place: Site, person: str, *operations: object) -> list[dict[str, Any]]:
    answer = place.as_(person).post("/annotations", json={"operations": operations})
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_clearing_travels_with_annotations_and_is_told_to_its_reader_alone(place: Site) -> None:
    article = place.desk.article()
    wanted = {"id": "00000000-0000-4000-8000-000000000001", "revision_id": article.revision_id}
    passage = operation("create", **wanted, start=0, end=3, tag="sourced")
    clear = reading_operation("clear", article.revision_id, 2, 0)
    wrong = reading_operation("clear", article.revision_id, 99)
    unclear = reading_operation("unclear", article.revision_id, 0)
    told = post(place, "Ruth", passage, clear, wrong, unclear, clear)
    assert [one["status"] for one in told] == ["saved", "saved", "rejected", "saved", "saved"]
    assert told[1] == {"id": clear["id"], "status": "saved", "annotation": None, "message": None}
    assert told[2]["message"].endswith(".")
    address = f"/revisions/{article.revision_id}/reading"
    assert place.as_("Ruth").get(address).json() == {"cleared": [2]}
    assert place.as_("Omar").get(address).json() == {"cleared": []}
    assert place.as_("Vera", Role.VIEWER).get(address).json() == {"cleared": []}


def test_a_reading_of_an_unknown_text_is_404(sqlite_place: Site) -> None:
    article = sqlite_place.desk.article()
    stranger = sqlite_place.client(sqlite_place.stranger.editor)
    assert stranger.get(f"/revisions/{article.revision_id}/reading").status_code == 404
    ruth = sqlite_place.as_("Ruth")
    for number in (0, 10**6, 10**30):
        assert ruth.get(f"/revisions/{number}/reading").status_code == 404
    nobody = sqlite_place.with_header(None)
    assert nobody.get(f"/revisions/{article.revision_id}/reading").status_code == 401


def test_preferences_are_read_and_replaced(place: Site) -> None:
    ruth = place.as_("Ruth")
    assert ruth.get("/preferences").json() == {"preferences": {}}
    wanted = {"preferences": {"size": 22, "measure": "wide", "others": True, "letter_keys": False}}
    answer = ruth.put("/preferences", json=wanted)
    assert (answer.status_code, answer.json()) == (200, wanted)
    assert ruth.get("/preferences").json() == wanted
    assert place.as_("Omar").get("/preferences").json() == {"preferences": {}}
    assert ruth.put("/preferences", json={"preferences": {}}).status_code == 200
    assert ruth.get("/preferences").json() == {"preferences": {}}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"preferences": {"size": 17.5}}', 400),
        (b'{"preferences": {"size": "17"}}', 400),
        (b'{"preferences": {"size": NaN}}', 400),
        (b'{"preferences": {"font": "\\ud800"}}', 400),
        (b'{"preferences": {"face": "\\ud800"}}', 400),
        (b'{"preferences": []}', 422),
        (b'{"preferences": null}', 422),
        (b"{}", 422),
        (b'{"preferences": {}, "more": 1}', 422),
        (b"[", 422),
        (b"", 422),
    ],
)
def test_what_are_no_preferences_are_refused_with_a_sentence(
    sqlite_place: Site, body: bytes, status: int
) -> None:
    ruth = sqlite_place.as_("Ruth")
    headers = {"Content-Type": "application/json"}
    answer = ruth.put("/preferences", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["detail"].endswith(".")
    assert ruth.get("/preferences").json() == {"preferences": {}}


def test_preferences_need_a_token(sqlite_place: Site) -> None:
    nobody = sqlite_place.with_header(None)
    assert nobody.get("/preferences").status_code == 401
    assert nobody.put("/preferences", json={"preferences": {}}).status_code == 401
