"""Blind reading: nothing that a reviewer can ask tells them what another did before they submitted.

Two desks are the same but for what Bo does. Whatever Ana asks in both, the answers are the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import httpx
import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from sqlalchemy.orm import Session

from api.application import create_api
from api.state import Backend
from models.counting import count_changed
from models.database import Database
from models.project import Project
from models.queries.article_filter import ArticleFilter
from models.queries.behind import listed_passages
from models.queries.choices import choices_in
from models.queries.desk import headline
from models.queries.desk_coverage import tagged_share
from models.queries.desk_days import passages_a_day
from models.queries.desk_readings import readings_begun
from models.queries.desk_tags import tags_by_article, tags_by_reviewer
from models.queries.difference import my_difference
from models.queries.frozen_readings import frozen_readings
from models.queries.library import library, tag_counts
from models.queries.passage_place import passage_place
from models.queries.scope import Filters
from models.queries.sentence_runs import runs
from models.queries.strips import strips
from models.queries.talk_list import SHOWN, count_talk, talk_list
from models.queries.unread import unread_by_article
from models.token import create_personal_token
from models.writer import Writer
from tests.api.blind_tags import of_tags
from tests.builders import BuiltArticle, Desk, build_desk

NAMES = UUID("2b1c0f63-2f3a-4a11-9d55-8a0f5a1c9e01")
TEXT = "The mill closed in March. Forty jobs went. Critics doubt it. The owner says no more."
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(Z|\+00:00)?")
MOMENT = re.compile(r"(?<=-)\d{13}(?=\")")
REVISION_PARTS = (
    *("annotations", "reading", "sentences", "changes", "readings"),
    *("threads", "people", "recipients"),
)
UNSAFE = "PRAGMA synchronous = OFF"


@dataclass
class World:
    """One desk, and a client for each of its people."""

    desk: Desk
    articles: list[BuiltArticle]
    clients: dict[str, httpx.Client]
    writer: Writer
    cursors: dict[tuple[str, int], str] = field(default_factory=dict)
    """How far each person follows each article."""


@dataclass
class Desks:
    """Makes pairs of worlds that are the same: their databases are copies of one file."""

    path: Path
    desk: Desk
    articles: list[BuiltArticle]
    tokens: dict[str, str]
    made: list[World] = field(default_factory=list)

    def pair(self) -> tuple[World, World]:
        return self._copy(), self._copy()

    def _copy(self) -> World:
        path = self.path.with_name(f"{len(self.made)}.db")
        path.write_bytes(self.path.read_bytes())
        database = Database(f"sqlite:///{path}")
        # Nothing here has to survive a power cut.
        event.listen(database.engine, "connect", lambda raw, _: raw.execute(UNSAFE))
        writer = Writer(database)
        backend = Backend(database, writer)
        # Whoever follows an article looks a second later each time, however fast this machine is.
        backend.following._clock = partial(next, count(100.0))
        app = create_api(backend)
        clients: dict[str, httpx.Client] = {
            person: TestClient(app, headers={"Authorization": f"Bearer {token}"})
            for person, token in self.tokens.items()
        }
        desk = replace(self.desk, database=database)
        self.made.append(World(desk, self.articles, clients, writer))
        return self.made[-1]


@pytest.fixture(scope="module")
def desks(_migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """A blind project with two articles, its editor, and three who read."""
    path = tmp_path_factory.mktemp("worlds") / "first.db"
    path.write_bytes(_migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{path}")
    desk = build_desk(database)
    with database.begin() as session:
        project = session.get_one(Project, desk.project_id)
        # So many that no article is ever full: else its being full is what Bo did.
        project.is_blind, project.readers_per_article = True, 25
    articles = [desk.article(f"{TEXT} Part {number}.", title=f"Part {number}") for number in (1, 2)]
    people = [desk.editor, *(desk.reviewer(person) for person in ("Ana", "Bo", "Cy"))]
    with database.begin() as session:
        made = [create_personal_token(session, one) for one in people]
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    found = Desks(path, desk, articles, dict(zip(("Edith", "Ana", "Bo", "Cy"), made, strict=True)))
    yield found
    for one in found.made:
        one.writer.close()
        one.desk.database.close()


def uuid(name: str) -> str:
    """The same name, the same id: so each person can name the others' passages."""
    return str(uuid5(NAMES, name))


def call(world: World, person: str, number: int, deed: tuple[Any, ...]) -> httpx.Response:
    """One call of the API by that person; `number` makes its operation's id."""
    client, (kind, *rest) = world.clients[person], deed
    match kind, rest:
        case "tag", [at, name, start]:
            return operate(client, person, number, "create", annotation={
                "id": uuid(name), "revision_id": world.articles[at].revision_id,
                "start": start, "end": start + 9, "tag": "filler", "note": f"by {person}",
            })  # fmt: skip
        case ("update" | "delete" | "restore") as verb, [name, version]:
            note = {"note": f"changed by {person}"} if verb == "update" else {}
            return operate(client, person, number, verb, annotation={
                "id": uuid(name), "version": version, **note,
            })  # fmt: skip
        case ("clear" | "unclear") as verb, [at, sentence]:
            reading = {
                "revision_id": world.articles[at].revision_id, "sentences": [sentence],
            }  # fmt: skip
            return operate(client, person, number, verb, reading=reading)
        case "follow", [at]:
            return follow(world, person, at)
        case "reject", [at, name]:
            return operate(client, person, number, "reject", rejection={
                "annotation_id": uuid(name), "revision_id": world.articles[at].revision_id,
                "reason": "missed",
            })  # fmt: skip
        case "next", []:
            return client.post(f"/projects/{world.desk.project_id}/next")
        case ("submitted" | "in_progress") as status, [at]:
            place = f"/articles/{world.articles[at].id}/reading"
            return client.post(place, json={"status": status})
    return converse(world, person, number, deed)


def converse(world: World, person: str, number: int, deed: tuple[Any, ...]) -> httpx.Response:
    """The same for what is said."""
    client, (kind, *rest) = world.clients[person], deed
    match kind, rest:
        case (("say" | "join"), [at, name, *said]):
            body = "".join(said) or "So it is, @Ana."
            return operate(client, person, number, "comment_create", comment={
                "id": uuid(f"said {person} {number}"), "thread": uuid(f"thread {name}"), "body": body,
                "revision_id": world.articles[at].revision_id,
            })  # fmt: skip
        case "upon", [at, name]:
            return operate(client, person, number, "comment_create", comment={
                "id": uuid(f"said {person} {number}"), "thread": uuid(f"upon {person} {name}"),
                "body": "Why?", "annotation": uuid(name),
                "revision_id": world.articles[at].revision_id,
            })  # fmt: skip
        case ("thread_resolve" | "thread_reopen") as verb, [at, name]:
            thread = {"id": uuid(f"thread {name}"), "revision_id": world.articles[at].revision_id}
            return operate(client, person, number, verb, thread=thread)
    raise AssertionError(deed)


def operate(
    client: httpx.Client, person: str, number: int, kind: str, **about: Any
) -> httpx.Response:
    sent = {"id": uuid(f"operation {person} {number}"), "kind": kind, **about}
    return client.post("/annotations", json={"operations": [sent]})


def follow(world: World, person: str, at: int) -> httpx.Response:
    """Asks what is new since they asked last, as an open reader does."""
    since = world.cursors.get((person, at), "")
    path = f"/revisions/{world.articles[at].revision_id}/changes"
    answer = world.clients[person].get(path, params={"since": since, "active": True})
    if answer.status_code == httpx.codes.OK:
        world.cursors[person, at] = answer.json()["cursor"]
    return answer


def told(response: httpx.Response) -> tuple[int, str]:
    """Status and body, whatever moment it was."""
    return response.status_code, MOMENT.sub("*", TIME.sub("*", response.text))


def everything(world: World, person: str, but: set[int]) -> dict[str, object]:
    """Whatever the person can ask, over the API and on the pages, but for articles in `but`."""
    client, desk = world.clients[person], world.desk
    asked: dict[str, object] = {}
    with desk.database.begin() as session:
        while count_changed(session):
            pass
    project = desk.project_id
    paths = [
        "/projects",
        f"/projects/{project}/articles",
        f"/projects/{project}/export?format=csv",
        f"/projects/{project}/export?format=bundle",
    ]
    for article in world.articles:
        if article.id not in but:
            revision = f"/revisions/{article.revision_id}"
            paths += [f"{revision}/{part}" for part in REVISION_PARTS]
            named = ("thread Bo a", "thread Cy a", "upon Bo Bo a")
            paths += [f"{revision}/people?thread={uuid(name)}" for name in named]
    for path in paths:
        asked[path] = told(client.get(path))
    with desk.database.read() as session:
        seen = pages(session, world, desk.people[person], but)
        asked |= {name: TIME.sub("*", json.dumps(one, default=str)) for name, one in seen.items()}
    return asked


def pages(session: Session, world: World, asker: int, but: set[int]) -> dict[str, object]:
    """What the library, the queue's strips and the desk show."""
    shown = [one for one in world.articles if one.id not in but]
    mine = (session, asker, world.desk.project_id)
    revisions = [one.revision_id for one in shown]
    only = Filters(articles=[one.id for one in shown] or [10**6])
    rows = library(*mine, ArticleFilter())
    return {
        "library": [row for row in rows if row.article_id not in but],
        "tags in the library": tag_counts(*mine, revisions),
        "strips": strips(*mine, revisions),
        "runs": runs(*mine, revisions),
        "headline": headline(*mine, only),
        "by article": tags_by_article(*mine, only).to_csv(),
        "by reviewer": tags_by_reviewer(*mine, only).to_csv(),
        "share": tagged_share(*mine, only).to_csv(),
        "passages": listed_passages(*mine, only),
        "readings": readings_begun(*mine, only),
        **of_tags(*mine, only),
        "days": passages_a_day(*mine, only).frame["passages"].sum(),
        "places": [passage_place(session, asker, uuid(name)) for name in ("a", "b", "c")]
        if not but
        else None,
        "people": choices_in(*mine) if not but else None,
        "unread": {
            article: count
            for article, count in unread_by_article(*mine).items()
            if article not in but
        },
        "talk": [
            replace(row, last_at=datetime.min)
            for show in SHOWN
            for row in talk_list(*mine, show)
            if row.article_id not in but
        ],
        "talk counted": count_talk(*mine) if not but else None,
        "difference": [my_difference(session, asker, one.id) for one in shown],
        "frozen": [frozen_readings(session, asker, one) for one in revisions],
    }


at = st.integers(0, 1)
start = st.integers(0, 60)
talk = st.sampled_from("abc")
talks = st.builds("{} {}".format, st.sampled_from(("Ana", "Bo", "Cy", "Edith")), talk)
deeds = st.one_of(
    st.tuples(st.just("say"), at, talk, st.sampled_from(("Sure?", "@Ana and @Edith, sure?"))),
    st.tuples(st.just("upon"), at, st.one_of(talk, talks)),
    st.tuples(st.sampled_from(("join", "thread_resolve", "thread_reopen")), at, talks),
    st.tuples(st.just("tag"), at, st.sampled_from("abc"), start),
    st.tuples(st.sampled_from(("update", "delete", "restore")), st.sampled_from("abc"), st.integers(1, 3)),
    st.tuples(st.sampled_from(("clear", "unclear")), at, st.integers(0, 3)),
    st.tuples(st.just("follow"), at),
    st.tuples(st.just("reject"), at, st.sampled_from("abc")),
    st.tuples(st.just("next")),
    st.tuples(st.sampled_from(("submitted", "in_progress")), at),
)  # fmt: skip
ways = st.lists(
    st.one_of(
        st.tuples(st.just("Ana"), deeds),
        st.tuples(st.just("Bo"), deeds),
        # What somebody else did goes on in both worlds alike.
        st.tuples(st.just("Cy"), deeds),
        st.tuples(st.just("Edith"), deeds),
    ),
    min_size=4,
    max_size=10,
)


NAMING = ("update", "delete", "restore", "reject")
NAMED = [
    ("Ana", (kind, name, version))
    for kind in ("update", "delete", "restore")
    for name, version in (("a", 1), ("b", 1), ("c", 3))
]
SAID = [
    ("Bo", ("say", 0, "a", "@Ana look")),
    ("Cy", ("submitted", 0)),
    ("Ana", ("say", 0, "a", "@Bo, @Edith: sure?")),
    ("Bo", ("submitted", 0)),
    ("Bo", ("join", 0, "Ana a")),
    ("Bo", ("thread_resolve", 0, "Ana a")),
    ("Edith", ("join", 0, "Ana a")),
    ("Edith", ("join", 0, "Bo a")),
    ("Ana", ("upon", 0, "Bo a")),
    ("Ana", ("thread_resolve", 0, "Bo a")),
]


FOLLOWED = [
    ("Ana", ("follow", 0)),
    ("Bo", ("tag", 0, "c", 9)),
    ("Bo", ("follow", 0)),
    ("Ana", ("follow", 0)),
]

HEARD = [
    ("Ana", ("follow", 0)),
    ("Bo", ("say", 0, "a", "@Ana look")),
    ("Ana", ("follow", 0)),
    ("Ana", ("say", 0, "a", "@Edith: sure?")),
    ("Ana", ("follow", 0)),
    ("Bo", ("join", 0, "Ana a")),
    ("Bo", ("thread_resolve", 0, "Bo a")),
    ("Ana", ("follow", 0)),
]


@pytest.mark.long
@settings(max_examples=4)
@example(way=SAID)
@example(way=HEARD)
@example(way=NAMED)
@example(way=[*FOLLOWED, ("Ana", ("tag", 0, "a", 2)), *FOLLOWED])
@example(way=[("Bo", ("submitted", 0)), ("Bo", ("next",)), ("Ana", ("next",)), *NAMED[:2]])
@given(way=ways)
def test_no_sequence_of_calls_tells_what_another_did(desks: Desks, way: list[Any]) -> None:
    with_bo, without = desks.pair()
    for number, deed in enumerate((("tag", 0, "a", 4), ("tag", 1, "b", 9), ("clear", 0, 1))):
        call(with_bo, "Bo", 100 + number, deed)
    submitted: set[int] = set()
    for number, (person, deed) in enumerate(way):
        if person == "Bo":
            call(with_bo, "Bo", number, own_names("Bo", deed))
            continue
        makes = deed[0] in ("tag", "say")
        mine = deed if person == "Ana" and not makes else own_names(person, deed)
        answers = [told(call(one, person, number, mine)) for one in (with_bo, without)]
        if person == "Ana":
            # Where they submitted, they may see what they name.
            if not (submitted and deed[0] in NAMING):
                assert answers[0] == answers[1], (way, deed)
            submitted |= statuses(with_bo)
    first, second = (everything(one, "Ana", submitted) for one in (with_bo, without))
    assert first == second, way


def own_names(person: str, deed: tuple[Any, ...]) -> tuple[Any, ...]:
    """The deed with ids that nobody else makes; Ana names theirs in all her other deeds."""
    kind, *rest = deed
    # What is said begins a thread of one's own; "join" and the rest name anybody's.
    place = {"tag": 1, "update": 0, "delete": 0, "restore": 0, "say": 1}.get(kind)
    if place is not None:
        own = person == "Bo" and kind != "say"
        rest[place] = rest[place] if own else f"{person} {rest[place]}"
    return (kind, *rest)


def statuses(one: World) -> set[int]:
    """The articles that Ana submitted, reopened or not."""
    found = one.clients["Ana"].get(f"/projects/{one.desk.project_id}/articles").json()
    return {row["id"] for row in found["articles"] if row["status"] == "submitted"}
