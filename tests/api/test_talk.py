"""The routes of a talk: threads of a text, whom one may name there, and what was seen."""

from __future__ import annotations

from uuid import uuid4

from tests.api.conftest import Site
from tests.talking import comment, says


def test_what_is_said_comes_over_the_routes(place: Site) -> None:
    article = place.desk.article()
    ana, bo = place.as_("Ana"), place.as_("Bo")
    sent = comment("create", article.revision_id, body="Who counted, @Bo?")
    for _ in range(2):
        answer = ana.post("/annotations", json={"operations": [sent]}).json()
        assert answer["results"] == [
            {"id": sent["id"], "status": "saved", "annotation": None, "message": None}
        ]
    (thread,) = bo.get(f"/revisions/{article.revision_id}/threads").json()["threads"]
    (said,) = thread["comments"]
    assert said["unread"] is True
    assert said["mentions"] == [
        {"id": place.desk.people["Bo"], "handle": "bo@desk.example", "name": "Bo"}
    ]
    assert bo.post("/threads/seen", json={"comments": [said["id"]]}).json() == {"seen": True}
    (thread,) = bo.get(f"/revisions/{article.revision_id}/threads").json()["threads"]
    assert thread["comments"][0]["unread"] is False


def test_what_is_malformed_is_refused_alone(sqlite_place: Site) -> None:
    article = sqlite_place.desk.article()
    ana = sqlite_place.as_("Ana")
    good = comment("create", article.revision_id, body="Fine.")
    bad = [
        {**good, "id": str(uuid4()), "comment": None},
        comment("create", article.revision_id, body=7),
        comment("create", article.revision_id, body="x", thread="no id"),
        comment("create", article.revision_id, body="x" * 10_001),
        comment("create", article.revision_id, body="x", author="bo@desk.example"),
        comment("create", article.revision_id, body="x", created_at="2020-01-01T00:00:00Z"),
        comment("update", article.revision_id, body="x"),
        {"id": str(uuid4()), "kind": "thread_resolve", "thread": {"id": str(uuid4())}},
        {"id": str(uuid4()), "kind": "thread_close", "thread": {"id": str(uuid4())}},
    ]
    results = ana.post("/annotations", json={"operations": [*bad, good]}).json()["results"]
    assert [one["status"] for one in results] == ["rejected"] * len(bad) + ["saved"]
    assert all(one["message"].endswith(".") for one in results[:-1])


def test_a_blind_reader_may_name_editors_and_nobody_who_read_already(place: Site) -> None:
    desk = place.desk
    desk.blind()
    article = desk.article()
    path = f"/revisions/{article.revision_id}/people"
    ana, cy = place.as_("Ana"), place.as_("Cy")
    before = ana.get(path).json()
    assert [one["name"] for one in before["people"]] == ["Edith"]
    desk.submit("Cy", article)
    assert ana.get(path).json() == before
    mine, _ = says(desk, "Ana", article, "Is this sourced?")
    theirs, _ = says(desk, "Cy", article, "Long.")
    assert ana.get(path, params={"thread": mine}).json() == before
    # A thread that one may not see is as one that is not there.
    assert ana.get(path, params={"thread": theirs}).json() == before
    # Ana would not see what Cy writes before she submitted.
    named = cy.get(path, params={"thread": mine}).json()["people"]
    assert [one["name"] for one in named] == ["Cy", "Edith"]
    edith = place.client(desk.editor).get(path, params={"thread": mine}).json()["people"]
    assert [one["name"] for one in edith] == ["Ana", "Cy", "Edith"]
