"""The role walk: every verb and route with every role, as a stranger, as somebody who left, and without
a token (the pages: tests/pages/test_page_walk.py). What is new and not in the table fails.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

import models
from api.application import create_api
from api.exports import ticket_contents
from api.state import Backend
from models.article import Article, ArticleDraft
from models.assigning_by_rule import Rule
from models.base import now, today
from models.bulk_articles import SENTENCE
from models.bulk_passages import CLEARED, EVIDENCE, PASSAGE
from models.database import Database
from models.errors import BadInput, NotAllowed, NotFound, ProjectClosed
from models.event import Event
from models.membership import Role
from models.project_settings import archive_project
from models.queries.article_filter import ArticleFilter
from models.queries.desk_scope import DeskFilters
from models.queries.export_filters import ExportFilters
from models.queries.history_scope import HistoryFilter
from models.tag import TagDraft
from models.token import create_personal_token
from models.writer import Writer
from tests.builders import TAGS, operation
from tests.source import modules
from tests.walk_table import (
    ACCOUNT,
    ASK_NOBODY,
    EVERYWHERE,
    IN_PAGES_AND_ROUTES,
    OWN,
    ROUTES,
    VERBS,
    WRITE_ALTHOUGH_ARCHIVED,
)
from tests.walk_world import MEMBERS, OUTSIDERS, PEOPLE, World, build_world

Verb = Callable[..., Any]


@pytest.fixture
def world(sqlite_database: Database) -> World:
    """Somebody of every kind, on SQLite: who may what is asked in the same words everywhere."""
    return build_world(sqlite_database)


def functions() -> Iterator[tuple[str, Verb]]:
    """Every public function of `models` that takes a session, by its dotted name."""
    for found in pkgutil.walk_packages(models.__path__, "models."):
        if ".migrations" in found.name:
            continue
        for name, function in vars(importlib.import_module(found.name)).items():
            own = inspect.isfunction(function) and function.__module__ == found.name
            if own and not name.startswith("_") and "session" in parameters(function):
                yield f"{found.name}.{name}", function


def parameters(function: Verb) -> list[str]:
    return list(inspect.signature(function).parameters)


def verbs() -> dict[str, Verb]:
    return {name: one for name, one in functions() if "asker" in parameters(one)}


def given(world: World, name: str, verb: Verb) -> dict[str, Any]:
    """What a verb is asked with, beside the session and the asker; what it can do without is left out."""
    desk = world.desk
    article, tag = world.article, TagDraft("new", "q", "N", "jade", "solid")
    values: dict[str, Any] = {
        "project_id": desk.project_id,
        "article_id": article.id,
        "revision_id": article.revision_id,
        "revisions": [article.revision_id],
        "passage_uuid": world.passage,
        "tag_id": world.tag_id,
        "tags": TAGS if "create" in name else {},
        "actions": {},
        "mapping": {},
        "prepared": [],
        "rows": [],
        "values": {},
        "imports": [],
        "comments": [],
        "at": now(),
        "names": ["something new"],
        "digests": [],
        "digest": "0" * 64,
        "url": "https://example.org/a",
        "words": "mill",
        "text": "mill",
        "handle": world.former_handle,
        "role": "viewer",
        "reviewer_id": desk.people["Ada"],
        "needed": Role.REVIEWER if "writer" in name or "change" in name else Role.VIEWER,
        "name": "Another name",
        "readers": 2,
        "is_blind": True,
        "places": 1,
        "version": 1,
        "seen": 1,
        "markdown": "Read twice.",
        "change": "Twice, not once.",
        "format_name": "csv",
        **world.of_trail,
        "settings": {"readers_per_article": 1},
        "tag_set": {"name": "x", "keys": {}},
        "articles": {article.id},
        "people": [desk.people["Ada"]],
        "pairs": [(article.id, world.people["viewer"])],
        "plans": {article.id: (2, None)},
        "changes": [],
        "moves": [],
        "giver": desk.people["Ada"],
        "taker": world.people["reviewer"],
        "rule": Rule(today()),
        "day": today(),
        "on": True,
        "given_only": True,
        "email": "new@desk.example",
        "forget_second_factor": False,
        "code": "000000",
        "sign_in_id": world.sign_in_id,
        "token_id": world.token_id,
        "error": NotAllowed("role_too_small", role="viewer", needed="editor"),
        "what": "a test",
        "start": 0,
        "end": 4,
        "chosen": uuid4(),
        "outlet": "The Courier",
        "title": "A title",
        "draft": ArticleDraft("T", "A text.") if "article" in name else tag,
        "wanted": HistoryFilter() if "history" in name else ArticleFilter(),
    }
    if "preferences" in name:
        values["wanted"] = {}
    if ".take_" in name:
        columns = {"passages": PASSAGE, "evidence": EVIDENCE, "cleared": CLEARED}
        wanted = columns.get(name.rpartition("_")[2], SENTENCE)
        values["source"] = f"SELECT {', '.join(['NULL'] * len(wanted))} WHERE 1 = 0"
    values["filters"] = (
        ticket_contents({})
        if "ticket" in name
        else DeskFilters()
        if ".desk" in name
        else ExportFilters()
    )
    needed = [
        one.name
        for one in inspect.signature(verb).parameters.values()
        if one.default is inspect.Parameter.empty or one.name == "needed"
    ]
    return {one: values[one] for one in needed if one not in ("session", "asker")}


def ask(session: Session, world: World, name: str, verb: Verb, asker: int) -> Any:
    """Ask, and read what comes to its end; `reviewer_id` is taken for a person's own strips."""
    result = verb(session=session, asker=asker, **given(world, name, verb))
    return list(result) if isinstance(result, Iterator) else result


def attempt(world: World, name: str, verb: Verb, asker: int) -> tuple[str, Any, list[str]]:
    """What becomes of asking, in a transaction that leaves nothing; and what it wrote."""
    with Session(world.desk.database.engine, expire_on_commit=False) as session:
        world.writes.clear()
        try:
            result = ask(session, world, name, verb, asker)
            session.flush()
            outcome: tuple[str, Any] = ("allowed", result)
        except ProjectClosed as error:
            outcome = ("closed", error)
        except NotAllowed as error:
            outcome = ("refused", error)
        except NotFound as error:
            outcome = ("unknown", error)
        except BadInput as error:
            # The role sufficed; that there is nothing to reopen is another matter.
            outcome = ("allowed", error)
        session.expunge_all()
        session.rollback()
        return (*outcome, list(world.writes))


def expected(needed: Role | str, person: str) -> str:
    if needed == EVERYWHERE:
        return "refused"
    if person in MEMBERS:
        return "allowed" if Role(person).covers(Role(needed)) else "refused"
    return "unknown"


def test_every_verb_stands_in_the_table() -> None:
    assert set(verbs()) == set(VERBS)
    unasked = {name for name, one in functions() if "asker" not in parameters(one)}
    assert unasked == set(ASK_NOBODY)


def test_pages_and_routes_call_what_asks() -> None:
    names = {name.rpartition(".")[2] for name in ASK_NOBODY} - IN_PAGES_AND_ROUTES
    called = {
        (module.path, imported)
        for module in modules()
        if module.part in ("pages", "api")
        for _, imported in module.imports()
        if imported.startswith("models.") and imported.rpartition(".")[2] in names
    }
    assert called == set()


def test_every_verb_answers_every_role_as_agreed(world: World) -> None:
    known, combinations = verbs(), 0
    for name, needed in VERBS.items():
        for person in PEOPLE:
            combinations += 1
            told, result, wrote = attempt(world, name, known[name], world.people[person])
            if needed == ACCOUNT:
                _assert_own_account(told, result, person, name)
                continue
            if needed == OWN:
                assert told in ("allowed", "refused"), (name, person, result)
                if person in OUTSIDERS and "preferences" not in name and "refusal" not in name:
                    assert not _tells_of(result, world), (name, person, result)
                continue
            # Making a project is no matter of one project: outsiders are told whom it takes.
            outside = "refused" if name.endswith("create_project") else "unknown"
            wanted = expected(needed, person)
            assert told == (outside if wanted == "unknown" else wanted), (name, person, result)
            if told != "allowed":
                assert wrote == [], (name, person)
    print(f"\nrole walk, verbs: {combinations} combinations")
    assert combinations == len(VERBS) * len(PEOPLE)


def _assert_own_account(told: str, result: Any, person: str, name: str) -> None:
    """Ada's sign-in and token are unknown to everybody else, and who left gets nothing."""
    assert told != "closed", (name, person)
    if person == "departed":
        assert told != "allowed" or not result, (name, result)
    if "revoke" in name:
        assert told == "unknown", (name, person)
    if name.endswith("end_sign_in"):
        assert result is False


def test_who_is_admin_of_the_whole_desk_may_what_is_for_them_alone(world: World) -> None:
    known = verbs()
    for name in (name for name, needed in VERBS.items() if needed == EVERYWHERE):
        told, result, _ = attempt(world, name, known[name], world.chief)
        assert told == "allowed", (name, result)


def _tells_of(result: Any, world: World) -> bool:
    """Whether an answer about the asker says anything of the project that they are not in."""
    if isinstance(result, list | tuple):
        return any(getattr(one, "id", None) == world.desk.project_id for one in result)
    return result not in (None, False)


def test_an_archived_project_takes_no_changes_through_any_verb(world: World) -> None:
    admin, known = world.people["admin"], verbs()
    writing = {name for name in VERBS if attempt(world, name, known[name], admin)[2]}
    with world.desk.database.begin() as session:
        archive_project(session, admin, world.desk.project_id)
    for name in (name for name, needed in VERBS.items() if needed != ACCOUNT):
        told, result, wrote = attempt(world, name, known[name], admin)
        if name in WRITE_ALTHOUGH_ARCHIVED:
            assert told == "allowed", (name, result)
            continue
        assert wrote == [], name
        if name in writing and not name.endswith("archive_project"):
            assert told == "closed", (name, result)
    assert len(writing) > 15


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
    good = 201 if makes else 200
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
