"""The role walk over every route: each role, a stranger, somebody who left, no token and a bad one."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from api.application import create_api
from api.state import Backend
from models.article import Article
from models.database import Database
from models.event import Event
from models.membership import Role
from models.token import create_personal_token
from models.writer import Writer
from tests.builders import operation
from tests.walk_addresses import ROUTES
from tests.walk_queries import OWN
from tests.walk_world import MEMBERS, PEOPLE, World, build_world


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Somebody of every kind, on SQLite: who may what is asked in the same words everywhere."""
    return build_world(sqlite_database)


def client_of(app: Any, world: World, person: str) -> TestClient:
    headers = {}
    if person == "bad token":
        headers["Authorization"] = "Bearer fcw_nonsense"
    elif person != "no token":
        with world.desk.database.begin() as session:
            token = create_personal_token(session, world.people[person])
        headers["Authorization"] = f"Bearer {token}"
    return TestClient(app, headers=headers, raise_server_exceptions=False)


def routes(app: Any) -> set[str]:
    found = [route for route in _flat(app.routes) if isinstance(route, APIRoute)]
    return {f"{method} {route.path}" for route in found for method in route.methods or ()}


def _flat(these: Any) -> Iterator[Any]:
    for route in these:
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", None
        )
        if inner and not isinstance(route, APIRoute):
            yield from _flat(inner)
        else:
            yield route


def body_of(world: World, route: str) -> Any:
    span = {"revision_id": world.article.revision_id, "start": 0, "end": 8, "tag": "sourced"}
    return {
        "POST /annotations": {"operations": [operation("create", id=str(uuid4()), **span)]},
        "POST /projects/{project_id}/articles": {"title": "T", "text": f"New {uuid4()}."},
        "POST /articles/{article_id}/reading": {"status": "submitted"},
        "POST /projects/{project_id}/export-tickets": {"format": "csv"},
        "POST /projects/{project_id}/trail-tickets": {"format": "csv"},
        "PUT /preferences": {"preferences": {}},
        "POST /revisions/{revision_id}/settle": {"anyway": True},
        "POST /articles/{article_id}/revisions": {"text": f"Corrected {uuid4()}."},
        "POST /threads/seen": {"comments": [str(uuid4())]},
    }.get(route)


def address(world: World, route: str) -> tuple[str, str]:
    method, path = route.split(" ", 1)
    filled = path.format(
        project_id=world.desk.project_id,
        article_id=world.article.id,
        revision_id=world.article.revision_id,
        secret="nonsense",
    )
    return method, filled + ("?format=csv" if path.endswith("/export") else "")


def status(needed: Role | str, route: str, person: str) -> int:
    if needed == "ticket":
        return 410
    if needed == "secret":
        return 404
    if person not in MEMBERS and person != "stranger":
        return 401
    if route == "POST /annotations":
        # Whether an operation is saved is said for each of them.
        return 200
    makes = route.startswith("POST") and route.endswith(("/articles", "/revisions"))
    good = 201 if makes else 204 if route.endswith("/presence") else 200
    if needed == OWN:
        return good
    if person == "stranger":
        return 404
    return good if Role(person).covers(Role(needed)) else 403


def test_every_route_answers_everybody_as_agreed(world: World) -> None:
    writer = Writer(world.desk.database)
    app = create_api(Backend(world.desk.database, writer))
    assert routes(app) == set(ROUTES)
    people = (*PEOPLE, "no token", "bad token")
    clients = {person: client_of(app, world, person) for person in people}
    world.desk.article()
    combinations = 0
    for route, needed in ROUTES.items():
        for person in people:
            combinations += 1
            method, path = address(world, route)
            answer = clients[person].request(method, path, json=body_of(world, route))
            assert answer.status_code == status(needed, route, person), (route, person, answer.text)
            if answer.status_code >= 400:
                assert answer.json()["detail"].endswith(".")
            if route == "POST /annotations" and answer.status_code == 200:
                # Whoever may annotate submitted that reading already.
                assert answer.json()["results"][0]["status"] == "rejected"
            if route == "GET /projects" and person == "stranger":
                assert "Desk" not in {one["name"] for one in answer.json()["projects"]}
    writer.close()
    print(f"\nrole walk, routes: {combinations} combinations")
    assert combinations == len(ROUTES) * 8


def test_refusals_are_in_the_trail_once_a_minute_and_without_what_was_sent(world: World) -> None:
    writer = Writer(world.desk.database)
    app = create_api(Backend(world.desk.database, writer))
    viewer, nobody = (client_of(app, world, one) for one in ("viewer", "bad token"))
    for _ in range(5):
        path = f"/projects/{world.desk.project_id}/articles"
        assert viewer.post(path, json={"title": "s3cret", "text": "s3cret."}).status_code == 403
        assert nobody.get("/projects").status_code == 401
    writer.close()
    with world.desk.database.read() as session:
        events = session.scalars(select(Event).where(Event.action.endswith("refused"))).all()
        told = [(one.actor_id, (one.after or {}).get("kind", one.action)) for one in events]
        # A bad token is written down for its address, the first ones of an hour.
        assert told.count((None, "forged_token_refused")) == 5
        # The clock may have passed into another minute between two of the calls.
        assert told.count((world.people["viewer"], "role_too_small")) in (1, 2)
        assert len(told) in (6, 7)
        assert {one.project_id for one in events} == {None, world.desk.project_id}
        assert not any("s3cret" in str(one.after) or "nonsense" in str(one.after) for one in events)
        count = select(func.count()).select_from(Article)
        assert session.scalar(count.where(Article.title == "s3cret")) == 0
