"""The routes of adjudication: readings side by side, gold through the outbox's route, settled or not."""

from uuid import uuid4

from models.membership import Role
from tests.api.conftest import Site
from tests.builders import settling_operation


def test_an_editor_takes_an_article_from_readings_to_gold(place: Site) -> None:
    desk = place.desk
    article = desk.article()
    ruth = desk.tag("Ruth", article, "40 jobs")
    omar = desk.tag("Omar", article, "dazzling", "promotional")
    for person in ("Ruth", "Omar"):
        desk.submit(person, article)
    desk.blind()
    editor, root = place.client(desk.editor), f"/revisions/{article.revision_id}"
    found = editor.get(f"{root}/readings").json()
    assert [len(one["annotations"]) for one in found["readings"]] == [1, 1]
    answer = editor.post(f"{root}/settle")
    assert (answer.status_code, answer.json()["open"]) == (409, 2)
    assert "open: 2" in answer.json()["detail"]
    start, end = article.span("40 jobs")
    text = {"revision_id": article.revision_id}
    gold = {"id": str(uuid4()), "start": start, "end": end, "tag": "sourced", "sources": [ruth]}
    operations = [
        settling_operation("gold_create", **(text | gold)),
        settling_operation("reject", **text, annotation_id=omar, reason="wrong_tag"),
    ]
    results = editor.post("/annotations", json={"operations": operations}).json()["results"]
    assert [one["status"] for one in results] == ["saved", "saved"]
    assert [one["gold"] and one["gold"]["origin"] for one in results] == ["accepted", None]
    assert editor.post(f"{root}/settle", json={"version": 7}).status_code == 409
    for _ in range(2):
        answer = editor.post(f"{root}/settle", json={"version": 0})
        assert answer.json() == {"state": "settled", "version": 1}
    assert editor.get(f"{root}/readings").json()["state"] == "settled"
    assert editor.post(f"{root}/unsettle").json() == {"state": "open", "version": 2}


def test_who_reads_blind_or_is_no_editor_sees_no_readings(sqlite_place: Site) -> None:
    desk = sqlite_place.desk
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    desk.submit("Ruth", article)
    desk.blind()
    path = f"/revisions/{article.revision_id}/readings"
    assert sqlite_place.as_("Ruth").get(path).status_code == 403
    assert sqlite_place.as_("Vera", Role.VIEWER).get(path).status_code == 403
    assert sqlite_place.client(sqlite_place.stranger.editor).get(path).status_code == 404
    desk.tag("Edith", article, "March")
    editor = sqlite_place.client(desk.editor)
    answer = editor.get(path)
    assert (answer.status_code, "blind" in answer.json()["detail"]) == (403, True)
    for deed in ("settle", "unsettle"):
        wanted = f"/revisions/{article.revision_id}/{deed}"
        assert editor.post(wanted).status_code == 403
        assert editor.post(wanted, json={"role": "admin"}).status_code == 422
