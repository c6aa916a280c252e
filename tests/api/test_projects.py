"""Projects, articles and readings over HTTP."""

import hashlib
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from models.article import Article
from models.correcting import correct_article
from models.event import Event
from models.membership import Role
from models.queries.texts import stored_text
from tests.api.conftest import Site

ARTICLE = {"title": "The mill", "text": "\ufeffThe mill closed.\r\nNobody knew."}


def editor(place: Site) -> httpx.Client:
    return place.client(place.desk.editor)


def path(place: Site) -> str:
    return f"/projects/{place.desk.project_id}/articles"


def test_projects_are_the_asker_s_own(place: Site) -> None:
    assert editor(place).get("/projects").json() == {
        "projects": [{"id": place.desk.project_id, "name": "Desk"}]
    }


def test_an_article_is_stored_and_told(place: Site) -> None:
    details = {
        "outlet": "Bote", "url": "https://desk.example/a", "byline": "R. Ames",
        "published_at": "2026-04-11T09:30:00+02:00", "language": "en",
    }  # fmt: skip
    answer = editor(place).post(path(place), json=ARTICLE | details)
    assert answer.status_code == 201
    told = answer.json()
    assert set(told) == {"id", "revision_id", "title"}
    assert told["title"] == "The mill"
    listed = place.as_("Ruth").get(path(place)).json()
    assert listed == {
        "articles": [{**told, "outlet": "Bote", "status": "assigned"}],
    }
    with place.desk.database.read() as session:
        sha256, text = stored_text(session, place.desk.editor, told["revision_id"])
    assert text == "The mill closed.\nNobody knew."
    assert sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_the_status_listed_is_the_asker_s_own(place: Site) -> None:
    article = place.desk.article()
    place.desk.tag("Ruth", article, "40 jobs")
    place.desk.submit("Omar", article)
    statuses = {
        name: place.as_(name).get(path(place)).json()["articles"][0]["status"]
        for name in ("Ruth", "Omar", "Lena")
    }
    assert statuses == {"Ruth": "in_progress", "Omar": "submitted", "Lena": "assigned"}


def test_the_same_text_again_is_409_and_names_the_article(place: Site) -> None:
    client = editor(place)
    assert client.post(path(place), json=ARTICLE).status_code == 201
    again = client.post(
        path(place), json={"title": "Other", "text": "The mill closed.\nNobody knew."}
    )
    assert again.status_code == 409
    assert "“The mill”" in again.json()["detail"]
    assert len(client.get(path(place)).json()["articles"]) == 1


@pytest.mark.parametrize(
    ("change", "status", "says"),
    [
        ({"title": " "}, 400, "title"),
        ({"text": ""}, 400, "no text"),
        ({"text": "a\x00b"}, 400, "NUL"),
        ({"url": "javascript:alert(1)"}, 400, "http"),
        ({"published_at": "soon"}, 400, "is not a date"),
        ({"published_at": "0001-01-01T00:00:00+05:00"}, 400, "is not a date"),
        ({"language": "??"}, 400, "language"),
        ({"title": None}, 422, "title"),
        ({"text": 5}, 422, "text"),
        ({"titel": "x"}, 422, "titel"),
        ({"größe": "x"}, 422, "größe"),
        ({"outlet": ["x"]}, 422, "outlet"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(
    sqlite_place: Site, change: dict[str, Any], status: int, says: str
) -> None:
    answer = editor(sqlite_place).post(path(sqlite_place), json=ARTICLE | change)
    assert answer.status_code == status, answer.text
    assert says in answer.json()["detail"]
    assert editor(sqlite_place).get(path(sqlite_place)).json() == {"articles": []}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b"\xff",
        b'{"title": "\\ud800", "text": "x"}',
        b'{"title": "x", "text": "\\udfff"}',
        b'{"title": "x", "text": "x", "\\ud800": 1}',
        b'{"title": "x", "text": "x", "outlet": "\\ud800"}',
        b"[" * 50_000,
    ],
    ids=lambda body: repr(body[:40]),
)  # fmt: skip
def test_a_body_that_is_no_article_is_refused(sqlite_place: Site, body: bytes) -> None:
    client = editor(sqlite_place)
    headers = {"Content-Type": "application/json"}
    answer = client.post(path(sqlite_place), content=body, headers=headers)
    assert answer.status_code in (400, 422), answer.text
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [
        b'{"format": "\\ud800"}',
        b'{"format": "csv", "filters": {"\\ud800": 1}}',
        b'{"format": "csv", "filters": {"tag": ["\\ud800"]}}',
        b'{"format": "csv", "filters": {"tag": "a\\u0000"}}',
        b'{"format": "csv", "filters": {"tag": 5}}',
        b'{"format": "csv", "filters": {"since": "0001-01-01T00:00:00+05:00"}}',
        b'{"format": "csv", "filters": {"since": "9999-12-31", "until": "9999-12-31"}}',
        b'{"format": "csv", "filters": []}',
        b'{"format": "csv", "delimiter": "\\ud800"}',
    ],
    ids=repr,
)
def test_a_ticket_for_nonsense_is_refused_or_leads_to_a_whole_file(
    place: Site, body: bytes
) -> None:
    client = editor(place)
    address = f"/projects/{place.desk.project_id}/export-tickets"
    answer = client.post(address, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 400, 422), answer.text
    if answer.status_code == 200:
        assert client.get(answer.json()["url"]).status_code in (200, 400)


def test_a_reading_is_submitted_and_reopened(place: Site) -> None:
    article = place.desk.article()
    place.desk.tag("Ruth", article, "40 jobs")
    address = f"/articles/{article.id}/reading"
    ruth = place.as_("Ruth")
    for status in ("submitted", "submitted", "in_progress", "in_progress", "submitted"):
        answer = ruth.post(address, json={"status": status})
        assert (answer.status_code, answer.json()) == (200, {"status": status})


def test_what_was_not_submitted_is_not_reopened(sqlite_place: Site) -> None:
    article = sqlite_place.desk.article()
    answer = sqlite_place.as_("Ruth").post(
        f"/articles/{article.id}/reading", json={"status": "in_progress"}
    )
    assert answer.status_code == 400
    assert "nothing to reopen" in answer.json()["detail"]
    bodies: list[Any] = [{"status": "done"}, {}, {"status": None}, []]
    for body in bodies:
        odd = sqlite_place.as_("Ruth").post(f"/articles/{article.id}/reading", json=body)
        assert odd.status_code == 422


def test_a_field_that_an_article_has_not_is_named_and_recorded(sqlite_place: Site) -> None:
    place = sqlite_place
    project = place.desk.project_id
    ines = place.as_("Ines", Role.EDITOR)
    for sent in ({"text": "One.", "is_gold": True}, {"title": "T", "text": "1", "id": 9}):
        answer = ines.post(f"/projects/{project}/articles", json=sent)
        assert answer.status_code == 422
        wanted = f"The field {list(sent)[-1]} is not yours to give; leave it out."
        assert answer.json()["detail"] == wanted
    with place.desk.database.read() as session:
        found = session.scalars(select(Event.after).where(Event.action == "refused")).all()
        assert session.scalar(select(func.count(Article.id))) == 0
    told = {"kind": "field_foreign", "what": "POST /projects/{project_id}/articles"}
    # Once a minute: two, where one began in between.
    expected = {**told, "asked": [f"project {project}"]}
    assert found
    assert all(one == expected for one in found)


def test_viewers_may_not_import(sqlite_place: Site) -> None:
    answer = sqlite_place.as_("Vera", Role.VIEWER).post(path(sqlite_place), json=ARTICLE)
    assert answer.status_code == 403
    assert "takes the role editor" in answer.json()["detail"]


def test_a_reading_of_a_text_that_was_corrected_meanwhile_is_a_conflict(sqlite_place: Site) -> None:
    article = sqlite_place.desk.article()
    address = f"/articles/{article.id}/reading"
    read = {"status": "submitted", "revision_id": article.revision_id}
    sqlite_place.desk.clear("Ruth", article, 0)
    with sqlite_place.desk.database.begin() as session:
        editor = sqlite_place.desk.editor
        newest = correct_article(session, editor, article.id, f"{article.text} And more.")
        number = newest.id
    ruth = sqlite_place.as_("Ruth")
    for body in (read, {"status": "submitted"}):
        answer = ruth.post(address, json=body)
        assert answer.status_code == 409
        assert "Open the new text" in answer.json()["detail"]
    answer = ruth.post(address, json=read | {"revision_id": number})
    assert answer.json() == {"status": "submitted"}
