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
from sqlalchemy.orm import Session

import models
from api.exports import ticket_contents
from models.article import ArticleDraft
from models.assigning_by_rule import Rule
from models.base import now, today
from models.bulk_articles import SENTENCE
from models.bulk_passages import CLEARED, EVIDENCE, PASSAGE
from models.database import Database
from models.errors import BadInput, NotAllowed, NotFound, ProjectClosed
from models.membership import Role
from models.project_settings import archive_project
from models.queries.article_filter import ArticleFilter
from models.queries.export_filters import ExportFilters
from models.queries.frozen_scope import AgreementFilters
from models.queries.history_scope import HistoryFilter
from models.queries.scope import Filters
from models.reopening import Reopened
from models.serving_again import ServingRule
from models.story_word import Pair, Regrouping
from models.tag import TagDraft
from tests.builders import TAGS
from tests.source import modules
from tests.walk_queries import ACCOUNT, EVERYWHERE, OWN
from tests.walk_table import ASK_NOBODY, IN_PAGES_AND_ROUTES, VERBS, WRITE_ALTHOUGH_ARCHIVED
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


DASHBOARDS = (
    "projects_beside",
    *(".desk", ".behind", ".scope", ".tallies", ".people_in", ".cited", ".composition", ".counted"),
    *(".article_lanes", ".article_numbers", ".article_place"),
    *(".listed_ids", ".outlet_counts", ".overlaps", ".placed", ".repeated", ".stories"),
    *(".alike_passages", ".calibration", ".odd_extents", ".read_again", ".reading_speed"),
)
"""Modules of queries that dashboards' filters narrow down."""


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
        "gold_id": world.gold,
        "number": 1,
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
        "spots": [(article.revision_id, 0, 3)],
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
        "planned": [],
        "reopened": Reopened(article.id, desk.people["Ada"], now(), now(), 1, None, None),
        "moves": [],
        "giver": desk.people["Ada"],
        "taker": world.people["reviewer"],
        "rule": ServingRule(today(), 1, 1) if "serv" in name else Rule(today()),
        "day": today(),
        "since": now(),
        "on": True,
        "given_only": True,
        "email": "new@desk.example",
        "forget_second_factor": False,
        "code": "000000",
        "sign_in_id": world.sign_in_id,
        "token_id": world.token_id,
        "view_id": world.view_id,
        "dashboard": "desk",
        "oddity": "word",
        "query": "tag=sourced",
        "error": NotAllowed("role_too_small", role="viewer", needed="editor"),
        "what": "a test",
        "start": 0,
        "end": 4,
        "chosen": uuid4(),
        "outlet": "The Courier",
        "by": "outlet",
        "projects": [desk.project_id],
        "basis": "settled_first",
        "whose": "within",
        "pair": ("sourced", "filler"),
        "kind": "cited",
        "sources": ["example.org"],
        "ids": [world.passage],
        "title": "A title",
        "others": [world.other.id],
        "done": Regrouping(article.id, [Pair(world.other.id, None, None)]),
        "story": [],
        "some": [],
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
        else AgreementFilters()
        if ".frozen_" in name or ".not_counted" in name
        else Filters()
        if any(part in name for part in DASHBOARDS)
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
