"""The trail as a file: every event, for admins, by a token or by an address that is good once."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from api.application import create_api
from api.state import Backend
from models.membership import Role
from models.token import create_personal_token
from models.writer import Writer
from tests.builders import Desk, operation
from tests.commands import command, refused


@pytest.fixture
def site(sqlite_desk: Desk) -> Iterator[Starlette]:
    writer = Writer(sqlite_desk.database)
    yield Starlette(routes=[Mount("/api", create_api(Backend(sqlite_desk.database, writer)))])
    writer.close()


def client(site: Starlette, desk: Desk, reviewer: int) -> httpx.Client:
    with desk.database.begin() as session:
        token = create_personal_token(session, reviewer)
    return TestClient(site, headers={"Authorization": f"Bearer {token}"})


def test_it_holds_every_event_before_and_after_in_both_forms(
    sqlite_desk: Desk, site: Starlette
) -> None:
    desk = sqlite_desk
    admin, article = desk.reviewer("Ada", Role.ADMIN), desk.article()
    passage = desk.tag("Ruth", article, "40 jobs", note="=1+1, „quoted“\nand on")
    desk.apply("Ruth", operation("update", id=passage, version=1, tag="disputed"))
    asker, path = client(site, desk, admin), f"/api/projects/{desk.project_id}/trail"
    answer = asker.get(path)
    assert answer.headers["content-disposition"].startswith('attachment; filename="Desk-trail-')
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    update = rows[-1]
    assert (update["actor"], update["action"], update["row"]) == (
        "ruth@desk.example",
        "update",
        passage,
    )
    assert json.loads(update["before"])["tag"] == "sourced"
    assert json.loads(update["after"])["note"] == "=1+1, „quoted“\nand on"
    ticket = asker.post(f"{path}-tickets", json={"format": "jsonl"}).json()["url"]
    lines = TestClient(site).get(ticket)
    told = [json.loads(line) for line in lines.text.splitlines()]
    assert [one["event"] for one in told] == [int(row["event"]) for row in rows]
    assert told[-1]["at"].endswith("Z")
    assert {one["project"] for one in told} == {"Desk"}
    assert TestClient(site).get(ticket).status_code == 410
    assert asker.get(path, params={"format": "xml"}).status_code == 400


def test_the_command_writes_that_of_a_project_or_of_the_whole_desk(
    sqlite_desk: Desk, sqlite_url: str, tmp_path: Path
) -> None:
    sqlite_desk.tag("Ruth", sqlite_desk.article(), "40 jobs")
    workbench, output = command(sqlite_url), str(tmp_path / "trail.jsonl")
    workbench("trail", "--project", "Desk", "--format", "jsonl", "--output", output)
    one = [json.loads(line) for line in (tmp_path / "trail.jsonl").read_text().splitlines()]
    assert {event["project"] for event in one} == {"Desk"}
    whole = list(csv.DictReader(io.StringIO(workbench("trail", "--output", "-").stdout)))
    people = [row for row in whole if (row["entity"], row["action"]) == ("reviewer", "create")]
    assert {row["row"] for row in people} == {"edith", "ruth@desk.example"}
    assert "choose one of csv, jsonl" in refused(
        workbench, "trail", "--format", "xml", "--output", output
    )


def test_an_admin_who_reads_blind_gets_it_without_others_work(
    sqlite_desk: Desk, site: Starlette
) -> None:
    desk = sqlite_desk
    admin, article = desk.reviewer("Ada", Role.ADMIN), desk.article()
    desk.blind()
    desk.tag("Ruth", article, "40 jobs")
    desk.tag("Ada", article, "The mill")
    path = f"/api/projects/{desk.project_id}/trail"
    assert "40 jobs" not in client(site, desk, admin).get(path).text
    desk.submit("Ada", article)
    assert "40 jobs" in client(site, desk, admin).get(path).text
    assert client(site, desk, desk.editor).get(path).status_code == 403
