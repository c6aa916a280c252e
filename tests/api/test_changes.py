"""Following an article: others' changes, presence and seconds of work, told without a reload."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import delete, event, select

from models.annotation import Annotation
from models.assignment import assignment_of, reopen_reading, submit_reading
from models.attendance import Attendance
from models.base import now
from models.database import Database
from models.membership import Role
from models.operations import Request
from models.presence import Presence, Sighting, keep_sightings
from models.queries.changes import check_of
from models.token import ApiToken
from models.writer import Writer
from tests.api.conftest import Site
from tests.builders import BuiltArticle, operation

START = now()


@pytest.fixture(autouse=True)
def _each_look_is_a_second_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process knows already is good for less than a second: here for no time."""
    monkeypatch.setattr("models.following.GOOD_FOR", 0)


def look(client: httpx.Client, article: BuiltArticle, since: str = "", **more: Any) -> Any:
    """What is new; None where nothing is."""
    path = f"/revisions/{article.revision_id}/changes"
    answer = client.get(path, params={"since": since, **more})
    assert answer.status_code in (200, 204), answer.text
    return answer.json() if answer.status_code == 200 else None


def quotes(told: Any) -> list[str]:
    return [row["quote"] for row in told["changed"]]


def listed(client: httpx.Client, article: BuiltArticle) -> list[dict[str, Any]]:
    path = f"/revisions/{article.revision_id}/annotations"
    rows: list[dict[str, Any]] = client.get(path).json()["annotations"]
    return rows


def assert_checked(client: httpx.Client, article: BuiltArticle, told: Any) -> None:
    rows = listed(client, article)
    assert told["check"] == check_of((UUID(row["id"]), row["version"]) for row in rows)


def test_whatever_another_does_is_told_and_nothing_twice(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    desk.tag("Omar", article, "The mill closed")
    ruth = place.as_("Ruth")
    first = look(ruth, article)
    assert (first["changed"], first["gone"], first["here"]) == ([], [], [])
    assert_checked(ruth, article, first)
    assert look(ruth, article, first["cursor"]) is None
    made = desk.tag("Omar", article, "40 jobs lost")
    second = look(ruth, article, first["cursor"])
    assert "40 jobs lost" in quotes(second)
    desk.apply("Omar", operation("update", id=made, version=1, note="why"))
    third = look(ruth, article, second["cursor"])
    (row,) = (row for row in third["changed"] if row["id"] == made)
    assert (row["note"], row["version"], row["reviewer_name"]) == ("why", 2, "Omar")
    desk.apply("Omar", operation("delete", id=made, version=2))
    fourth = look(ruth, article, third["cursor"])
    assert fourth["gone"] == [{"id": made, "version": 3}]
    assert_checked(ruth, article, fourth)
    desk.apply("Omar", operation("restore", id=made, version=3))
    fifth = look(ruth, article, fourth["cursor"])
    assert "40 jobs lost" in quotes(fifth)
    assert fifth["gone"] == []
    assert look(ruth, article, fifth["cursor"]) is None


def test_what_commits_long_after_it_was_made_fails_the_check(place: Site) -> None:
    """As on PostgreSQL where one transaction ends after another that began later."""
    desk, article = place.desk, place.desk.article()
    ruth = place.as_("Ruth")
    before = look(ruth, article)
    wanted = {"revision_id": article.revision_id, "start": 0, "end": 8, "tag": "filler"}
    made = "2d9c4f5e-52f2-4c0f-9c1e-53d2f4f3a111"
    desk.apply("Omar", operation("create", id=made, **wanted), at=now() - timedelta(minutes=5))
    told = look(ruth, article, before["cursor"])
    assert told["changed"] == []
    assert_checked(ruth, article, told)
    assert told["check"] != before["check"]


def test_more_than_is_worth_telling_is_left_to_the_whole_list(
    sqlite_place: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    ruth = sqlite_place.as_("Ruth")
    before = look(ruth, article)
    monkeypatch.setattr("models.queries.changes.MOST", 1)
    for quote in ("The mill", "closed in"):
        desk.tag("Omar", article, quote)
    told = look(ruth, article, before["cursor"])
    assert told["changed"] == []
    assert_checked(ruth, article, told)


@pytest.mark.parametrize(
    "cursor", ["x", "1.0.0-00000000-", "1.0.0-0-9999999999999999", "--", "💩-a-1"]
)
def test_a_cursor_that_is_none_begins_anew(sqlite_place: Site, cursor: str) -> None:
    article = sqlite_place.desk.article()
    told = look(sqlite_place.as_("Ruth"), article, cursor)
    assert (told["status"], told["changed"]) == ("assigned", [])


def test_another_revision_or_nobodys_is_unknown(sqlite_place: Site) -> None:
    article = sqlite_place.desk.article()
    stranger = sqlite_place.client(sqlite_place.stranger.editor)
    for number in (article.revision_id, 0, 10**6, 2**40):
        assert stranger.get(f"/revisions/{number}/changes").status_code == 404
    assert sqlite_place.with_header(None).get(f"/revisions/{article.revision_id}/changes").status_code == 401  # fmt: skip


def test_blind_readers_follow_their_own_work_alone(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    desk.blind()
    ruth, omar = place.as_("Ruth"), place.as_("Omar")
    first = look(ruth, article)
    look(omar, article, active=True)
    desk.tag("Omar", article, "The mill closed")
    assert look(ruth, article, first["cursor"]) is None
    desk.tag("Ruth", article, "40 jobs lost")
    second = look(ruth, article, first["cursor"])
    assert (quotes(second), second["here"]) == (["40 jobs lost"], [])
    desk.submit("Ruth", article)
    third = look(ruth, article, second["cursor"])
    assert third["status"] == "submitted"
    assert_checked(ruth, article, third)
    assert len(listed(ruth, article)) == 2
    assert third["here"] == []
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Ruth"], article.id)
    fourth = look(ruth, article, third["cursor"])
    assert fourth["status"] == "in_progress"
    assert_checked(ruth, article, fourth)
    assert len(listed(ruth, article)) == 1


def test_who_has_an_open_article_open_is_told_by_name(place: Site) -> None:
    desk, article, other = place.desk, place.desk.article(), place.desk.article()
    ruth, omar, vera = place.as_("Ruth"), place.as_("Omar"), place.as_("Vera", Role.VIEWER)
    first = look(ruth, article)
    look(omar, article)
    look(vera, article)
    look(place.as_("Zoe"), other)
    told = look(ruth, article, first["cursor"])
    assert told["here"] == ["Omar", "Vera"]
    assert "changed" not in told
    assert look(omar, article)["here"] == ["Ruth", "Vera"]
    with desk.database.begin() as session:
        for one in session.scalars(select(Presence)):
            one.seen_at = now() - timedelta(minutes=1)
    assert look(ruth, article, told["cursor"])["here"] == []


def test_nobody_is_written_down_in_a_blind_or_archived_project(sqlite_place: Site) -> None:
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    desk.blind()
    for name in ("Ruth", "Omar"):
        look(sqlite_place.as_(name), article, active=True)
    look(sqlite_place.client(desk.editor), article)
    with desk.database.read() as session:
        assert session.scalars(select(Presence)).all() == []


def seen(desk_id: int, article: BuiltArticle, seconds: float, *, active: bool = True) -> Sighting:
    at = START + timedelta(seconds=seconds)
    return Sighting(desk_id, article.id, at, at if active else None, True)


def worked(database: Database, reviewer: int, article: BuiltArticle) -> int:
    with database.read() as session:
        reading = assignment_of(session, reviewer, article.id)
        assert reading is not None
        return reading.active_seconds


def test_seconds_of_work_are_those_of_the_clock(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    desk.tag("Ruth", article, "The mill closed")
    ruth, database = desk.people["Ruth"], desk.database
    for seconds in (0, 10.6, 25.2, 25.2, 31.9):
        with database.begin() as session:
            keep_sightings(session, [seen(ruth, article, seconds)])
    assert worked(database, ruth, article) == 31
    # A long pause is no work, whoever says so afterwards.
    for seconds in (4000, 4020):
        with database.begin() as session:
            keep_sightings(session, [seen(ruth, article, seconds)])
    assert worked(database, ruth, article) == 51
    with database.begin() as session:
        keep_sightings(session, [seen(ruth, article, 4030, active=False)])
        submit_reading(session, ruth, article.id)
    with database.begin() as session:
        keep_sightings(session, [seen(ruth, article, 4040)])
    assert worked(database, ruth, article) == 51


def test_however_often_a_client_says_it_works_no_hours_are_made(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    desk.tag("Ruth", article, "The mill closed")
    attendances = [Attendance(desk.database), Attendance(desk.database)]
    for tenth in range(600):
        sighting = seen(desk.people["Ruth"], article, tenth / 10)
        if attendances[tenth % 2].see(sighting):
            attendances[tenth % 2].write(sighting.seen_at)
    assert 40 <= worked(desk.database, desk.people["Ruth"], article) <= 60


def test_many_readers_are_written_down_together_and_seldom(sqlite_place: Site) -> None:
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    people = [desk.reviewer(f"Reader{number}") for number in range(5)]
    attendance, written = Attendance(desk.database), 0
    for second in range(31):
        for person in people:
            if attendance.see(seen(person, article, second)):
                attendance.write(START + timedelta(seconds=second))
        with desk.database.read() as session:
            moments = session.scalars(select(Presence.seen_at)).all()
        written += max(moments) == START + timedelta(seconds=second)
    assert len(moments) == 5
    assert written <= 4


def test_who_says_goodbye_is_gone_at_once(place: Site) -> None:
    article = place.desk.article()
    ruth, omar = place.as_("Ruth"), place.as_("Omar")
    look(omar, article)
    told = look(ruth, article)
    assert told["here"] == ["Omar"]
    address = f"/revisions/{article.revision_id}/presence"
    assert omar.delete(address).status_code == 204
    assert omar.delete(address).status_code == 204
    told = look(ruth, article, told["cursor"])
    assert told["here"] == []
    # Another window of his is still open.
    look(omar, article)
    assert look(ruth, article, told["cursor"])["here"] == ["Omar"]
    assert place.client(place.stranger.editor).delete(address).status_code == 404
    assert place.with_header(None).delete(address).status_code == 401
    assert look(ruth, article)["here"] == ["Omar"]


def test_a_change_of_another_process_is_told_as_well(place: Site) -> None:
    desk, article = place.desk, place.desk.article()
    ruth = place.as_("Ruth")
    first = look(ruth, article)
    elsewhere = Database(desk.database.url)
    writer = Writer(elsewhere)
    span = {"id": "5e0b6d40-95ac-4e5b-8f43-1d5a8ad3f001", "start": 0, "end": 8, "tag": "filler"}
    sent = operation("create", revision_id=article.revision_id, **span)
    writer.submit(Request(desk.reviewer("Omar"), [sent])).result()
    writer.close()
    elsewhere.close()
    assert quotes(look(ruth, article, first["cursor"])) == ["The mill"]


def test_every_change_raises_the_version(place: Site) -> None:
    """What the sum of versions rests on."""
    desk, article = place.desk, place.desk.article()
    made = desk.tag("Omar", article, "40 jobs lost")
    for version, kind in enumerate(("update", "delete", "restore"), 1):
        fields = {"note": "n"} if kind == "update" else {}
        (answer,) = desk.apply("Omar", operation(kind, id=made, version=version, **fields))
        assert answer.status == "saved"
        with desk.database.read() as session:
            assert session.get_one(Annotation, UUID(made)).version == version + 1


def test_while_nothing_changes_the_database_is_asked_once_for_all_readers(
    sqlite_place: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, article = sqlite_place.desk, sqlite_place.desk.article()
    clock = [100.0]
    sqlite_place.app.state.backend.following._clock = lambda: clock[0]
    monkeypatch.setattr("models.following.GOOD_FOR", 5.0)
    clients = [sqlite_place.as_(f"Reader{number}") for number in range(5)]
    cursors = [look(client, article)["cursor"] for client in clients]
    clock[0] += 0.5
    cursors = [
        (look(client, article, cursor) or {"cursor": cursor})["cursor"]
        for client, cursor in zip(clients, cursors, strict=True)
    ]
    statements: list[str] = []
    event.listen(
        desk.database.engine, "before_cursor_execute", lambda *sent: statements.append(str(sent[2]))
    )
    clock[0] += 0.5
    for client, cursor in zip(clients, cursors, strict=True):
        assert look(client, article, cursor) is None
    assert len([one for one in statements if "FROM annotation" in one]) == 1
    assert len(statements) <= 3
    desk.tag("Omar", article, "The mill closed")
    clock[0] += 0.5
    for client, cursor in zip(clients, cursors, strict=True):
        assert quotes(look(client, article, cursor)) == ["The mill closed"]
    # Whoever has no right any more is told so in seconds, whatever changes.
    with desk.database.begin() as session:
        session.execute(delete(ApiToken))
    clock[0] += 5.5
    path = f"/revisions/{article.revision_id}/changes"
    assert clients[0].get(path, params={"since": cursors[0]}).status_code == 401


def test_the_check_is_the_readers() -> None:
    """highlighter/frontend/test/following.test.ts holds the reader's to the same number."""
    rows = ((UUID(f"00000000-0000-4000-8000-{last:012x}"), v) for last, v in ((10, 2), (255, 3)))
    assert check_of(rows) == "2.785"
