"""Over HTTP a served article looks like any other to its reader, and is there for nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.application import create_api
from api.state import Backend
from models.base import today
from models.database import Database
from models.queries.opened import opened_article
from models.serving_again import ServingRule, serve_again
from models.writer import Writer
from tests.builders import BuiltArticle, operation
from tests.test_route_walk import address, body_of, client_of
from tests.walk_addresses import ROUTES
from tests.walk_world import World, build_world

pytestmark = pytest.mark.usefixtures("one_day")


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """A desk whose reviewer is served the one article that they read."""
    world = build_world(sqlite_database)
    with sqlite_database.begin() as session:
        rule = ServingRule(today() + timedelta(days=2), each=1, days=1)
        assert serve_again(session, world.desk.editor, world.desk.project_id, rule)
    return world


def copy_of(world: World) -> BuiltArticle:
    with world.desk.database.read() as session:
        opened = opened_article(session, world.people["reviewer"], world.article.id)
        article, revision = opened.article, opened.revision
        return BuiltArticle(article.id, revision.id, revision.text, article.project_id)


def clients(world: World, *people: str) -> list[TestClient]:
    app: Any = create_api(Backend(world.desk.database, Writer(world.desk.database)))
    return [client_of(app, world, person) for person in people]


def test_its_reader_finds_a_first_reading_and_nothing_of_theirs(world: World) -> None:
    (client,) = clients(world, "reviewer")
    copy, project_id = copy_of(world), world.desk.project_id
    listed = client.get(f"/projects/{project_id}/articles").json()["articles"]
    assert {one["id"]: one["status"] for one in listed} == {
        copy.id: "assigned",
        world.other.id: "assigned",
    }
    assert client.post(f"/projects/{project_id}/next").json()["article"]["id"] == copy.id
    assert [one["name"] for one in client.get("/projects").json()["projects"]] == ["Desk"]
    base = f"/revisions/{copy.revision_id}"
    assert client.get(f"{base}/annotations").json() == {"annotations": []}
    assert client.get(f"{base}/reading").json() == {"cleared": []}
    changes = client.get(f"{base}/changes").text
    assert str(world.passage) not in changes
    assert "submitted" not in changes
    for path in ("text", "annotations", "reading", "sentences", "changes", "threads"):
        assert client.get(f"/revisions/{world.article.revision_id}/{path}").status_code == 404
    span = {"start": 0, "end": 8, "tag": "sourced"}
    for article, status in ((world.article, "rejected"), (copy, "saved")):
        sent = operation("create", id=_id(article), revision_id=article.revision_id, **span)
        answer = client.post("/annotations", json={"operations": [sent]}).json()["results"][0]
        assert answer["status"] == status
        assert "submitted" not in (answer["message"] or "")
    answer = client.post(f"/articles/{copy.id}/reading", json={"status": "submitted"})
    assert answer.json() == {"status": "submitted"}
    listed = client.get(f"/projects/{project_id}/articles").json()["articles"]
    assert {one["id"]: one["status"] for one in listed} == {
        world.article.id: "submitted",
        world.other.id: "assigned",
    }


def _id(article: BuiltArticle) -> str:
    return f"00000000-0000-4000-8000-{article.id:012d}"


def test_nobody_else_is_told_that_the_copy_is_there(world: World) -> None:
    people = ("viewer", "editor", "admin", "stranger")
    found, unknown = copy_of(world), BuiltArticle(99_991, 99_992, "", 99_993)
    for person, client in zip(people, clients(world, *people), strict=True):
        for route in ROUTES:
            answers = []
            for article in (found, unknown):
                path = route.split(" ", 1)[1].format(
                    project_id=article.project_id,
                    article_id=article.id,
                    revision_id=article.revision_id,
                    secret="nonsense",
                )
                method, walked = address(world, route)
                if "{" not in route or "secret" in route:
                    continue
                query = "?" + walked.partition("?")[2] if "?" in walked else ""
                sent = body_of(world, route)
                answers.append(client.request(method, path + query, json=sent).status_code)
            assert len(set(answers)) <= 1, (person, route, answers)
            assert set(answers) <= {404}, (person, route, answers)


def test_its_reader_finds_no_project_there(world: World) -> None:
    (client,) = clients(world, "reviewer")
    project_id = copy_of(world).project_id
    for route in (one for one in ROUTES if "{project_id}" in one):
        method, path = route.split(" ", 1)
        path = path.format(project_id=project_id)
        query = "?format=csv" if path.endswith("/export") else ""
        answer = client.request(method, path + query, json=body_of(world, route))
        assert answer.status_code == 404, (route, answer.text)
