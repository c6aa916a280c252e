"""Every route, asked by everybody: nobody, a bad token, each role, and a stranger to the project."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select, update

from models.annotation import Annotation
from models.base import now
from models.membership import Role
from models.reviewer import Reviewer
from models.token import ApiToken
from tests.api.conftest import Site
from tests.builders import BuiltArticle, operation

# Method, path, body, and the status for viewer, reviewer, editor, stranger.
ROUTES: list[tuple[str, str, Any, tuple[int, int, int, int]]] = [
    ("GET", "/revisions/{r}/text", None, (200, 200, 200, 404)),
    ("GET", "/revisions/{r}/annotations", None, (200, 200, 200, 404)),
    ("GET", "/revisions/{r}/sentences", None, (200, 200, 200, 404)),
    ("GET", "/projects", None, (200, 200, 200, 200)),
    ("GET", "/projects/{p}/articles", None, (200, 200, 200, 404)),
    ("POST", "/projects/{p}/articles", {"title": "T", "text": "New."}, (403, 403, 201, 404)),
    ("GET", "/projects/{p}/export?format=csv", None, (403, 403, 200, 404)),
    ("POST", "/projects/{p}/export-tickets", {"format": "csv"}, (403, 403, 200, 404)),
    ("POST", "/articles/{a}/reading", {"status": "submitted"}, (403, 200, 200, 404)),
    ("POST", "/projects/{p}/next", None, (403, 200, 200, 404)),
    ("POST", "/annotations", {"operations": []}, (200, 200, 200, 200)),
]
IDS = [f"{method} {path}" for method, path, _, _ in ROUTES]


def ask(
    client: httpx.Client, article: BuiltArticle, route: tuple[str, str, Any, Any]
) -> httpx.Response:
    method, path, body, _ = route
    address = path.format(r=article.revision_id, p=article.project_id, a=article.id)
    return client.request(method, address, json=body)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_each_route_answers_each_role_as_agreed(
    place: Site, route: tuple[str, str, Any, tuple[int, int, int, int]]
) -> None:
    article = place.desk.article()
    people = [
        place.as_("Vera", Role.VIEWER),
        place.as_("Ruth", Role.REVIEWER),
        place.client(place.desk.editor),
        place.client(place.stranger.editor),
    ]
    answers = [ask(person, article, route) for person in people]
    assert tuple(answer.status_code for answer in answers) == route[3]
    for answer in answers:
        if answer.status_code >= 400:
            assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Bearer nonsense",
        "Basic cnV0aDpydXRo",
        "fcw_x",
        "Bearer \u00fc",
    ],
)
def test_without_a_good_token_nothing_is_told(
    sqlite_place: Site, route: tuple[str, str, Any, Any], header: str | None
) -> None:
    article = sqlite_place.desk.article()
    client = sqlite_place.with_header(None)
    if header is not None:
        client.headers = httpx.Headers([(b"authorization", header.encode("latin-1"))])
    answer = ask(client, article, route)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "token" in answer.json()["detail"]


def test_the_scheme_is_written_in_any_case(sqlite_place: Site) -> None:
    client = sqlite_place.client(sqlite_place.desk.editor)
    good = client.headers["authorization"].partition(" ")[2]
    for header in (f"bearer {good}", f"BEARER  {good} "):
        assert sqlite_place.with_header(header).get("/projects").status_code == 200


def test_whoever_left_is_let_in_no_more(place: Site) -> None:
    client = place.as_("Ruth")
    assert client.get("/projects").status_code == 200
    with place.desk.database.begin() as session:
        session.get_one(Reviewer, place.desk.reviewer("Ruth")).departed_at = now()
    assert client.get("/projects").status_code == 401


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if "{" in route[1]], ids=lambda r: r[1]
)
@pytest.mark.parametrize("number", ["0", "-1", "999", str(2**31), str(2**63), "9" * 400])
def test_an_id_of_nothing_is_not_found(
    place: Site, route: tuple[str, str, Any, Any], number: str
) -> None:
    method, path, body, _ = route
    client = place.client(place.desk.editor)
    answer = client.request(method, path.format(r=number, p=number, a=number), json=body)
    assert answer.status_code == 404, answer.text
    assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize("number", ["abc", "1.5", "1e3", "%00", "٣", " ", "null"])
def test_what_is_no_number_is_refused_in_a_sentence(sqlite_place: Site, number: str) -> None:
    client = sqlite_place.client(sqlite_place.desk.editor)
    for path in ("/revisions/{}/text", "/projects/{}/articles", "/projects/{}/export?format=csv"):
        answer = client.get(path.format(number))
        assert answer.status_code in (404, 422), (path, answer.text)
        assert answer.json()["detail"]


def test_the_contract_is_documented(sqlite_place: Site) -> None:
    client = sqlite_place.with_header(None)
    assert client.get("/docs").status_code == 200
    paths = client.get("/openapi.json").json()["paths"]
    assert "/annotations" in paths
    assert "/projects/{project_id}/export-tickets" in paths


def test_a_token_that_was_good_saves_nothing_once_it_is_revoked(place: Site) -> None:
    article = place.desk.article()
    person = place.as_("Ruth")
    passage = {"revision_id": article.revision_id, "start": 0, "end": 8, "tag": "sourced"}
    first, second = (
        {"operations": [operation("create", id=str(uuid4()), **passage)]} for _ in range(2)
    )
    assert person.post("/annotations", json=first).json()["results"][0]["status"] == "saved"
    with place.desk.database.begin() as session:
        session.execute(update(ApiToken).values(revoked_at=now()))
    assert person.post("/annotations", content=b"{").status_code == 401
    for _ in range(2):
        assert person.post("/annotations", json=second).status_code == 401
    with place.desk.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Annotation)) == 1
