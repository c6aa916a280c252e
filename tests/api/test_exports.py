"""Exports over HTTP, with a token and by a one-use address; whole, or visibly broken off."""

import csv
import io
import json
import logging
import socket
import tempfile
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote
from uuid import UUID

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.routing import Mount

from api.application import create_api
from api.state import Backend
from models.annotation import Annotation
from models.base import now
from models.membership import Role
from models.ticket import ExportTicket
from models.token import create_personal_token
from models.writer import Writer
from tests.builders import Desk, build_desk

PATIENT = 60  # seconds: the machine may be busy

FORMATS = ["csv", "csv-excel", "sentences", "bundle"]


@pytest.fixture
def site(desk: Desk) -> Iterator[Starlette]:
    """Our routes, mounted as the application mounts them."""
    writer = Writer(desk.database)
    yield Starlette(routes=[Mount("/api", create_api(Backend(desk.database, writer)))])
    writer.close()


@pytest.fixture
def client(desk: Desk, site: Starlette) -> httpx.Client:
    """The editor's HTTP client."""
    return as_person(site, desk, desk.editor)


def as_person(site: Starlette, desk: Desk, reviewer: int) -> httpx.Client:
    with desk.database.begin() as session:
        token = create_personal_token(session, reviewer)
    headers = {"Authorization": f"Bearer {token}"}
    return TestClient(site, headers=headers)


def path(desk: Desk) -> str:
    return f"/api/projects/{desk.project_id}/export"


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.usefixtures("one_day")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_streams_as_a_file(desk: Desk, client: httpx.Client, name: str) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    answer = client.get(path(desk), params={"format": name})
    assert answer.status_code == 200
    assert "40 jobs lost" in answer.text or zipfile.is_zipfile(io.BytesIO(answer.content))
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert f'filename="Desk-{name}-{now().date()}.' in answer.headers["content-disposition"]


def test_filters_of_the_address_are_honoured(desk: Desk, client: httpx.Client) -> None:
    article = desk.article()
    for quote, tag in (("Dr.", "filler"), ("40 jobs", "sourced"), ("Critics", "disputed")):
        desk.tag("Ruth", article, quote, tag)
    desk.tag("Omar", article, "40", "sourced")
    wanted = {"format": "csv", "tag": ["sourced", "filler"], "reviewer": "ruth@desk.example"}
    rows = table(client.get(path(desk), params=wanted).content)
    assert [row["quote"] for row in rows] == ["Dr.", "40 jobs"]


@pytest.mark.usefixtures("one_day")
def test_a_file_name_keeps_every_alphabet(desk: Desk, site: Starlette) -> None:
    other = build_desk(desk.database, 'Zürich: "新聞"')
    answer = as_person(site, other, other.editor).get(path(other), params={"format": "csv"})
    disposition = answer.headers["content-disposition"]
    assert disposition.isascii()
    assert unquote(disposition.rpartition("UTF-8''")[2]) == f"Zürich-新聞-csv-{now().date()}.csv"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"format": "xml"}, "There is no format 'xml': choose one of csv,"),
        ({"format": "csv", "status": "done"}, "no state of a reading 'done'"),
        ({"format": "csv", "since": "soon"}, "'soon' is no date"),
        ({"format": "csv", "delimiter": ";"}, "only the format csv-excel"),
    ],
)
def test_what_cannot_be_exported_is_refused_in_a_sentence(
    desk: Desk, client: httpx.Client, asked: dict[str, str], says: str
) -> None:
    answer = client.get(path(desk), params=asked)
    assert answer.status_code == 400
    assert says in answer.json()["detail"]


def test_a_parameter_that_there_is_not_is_refused(desk: Desk, client: httpx.Client) -> None:
    answer = client.get(path(desk), params={"format": "csv", "tags": "disputed"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == (
        "There is no parameter 'tags': choose among "
        "format, tag, reviewer, status, since, until, delimiter."
    )


def test_a_semicolon_for_spreadsheets(desk: Desk, client: httpx.Client) -> None:
    answer = client.get(path(desk), params={"format": "csv-excel", "delimiter": ";"})
    assert answer.content.startswith("\ufeffannotation_id;project;".encode())


def test_only_editors_export(desk: Desk, site: Starlette) -> None:
    reviewer = as_person(site, desk, desk.reviewer("Ruth", Role.REVIEWER))
    assert reviewer.get(path(desk), params={"format": "csv"}).status_code == 403
    assert ask_ticket(reviewer, desk).status_code == 403
    assert TestClient(site).get(path(desk), params={"format": "csv"}).status_code == 401


def test_a_project_that_is_not_there_is_not_found(client: httpx.Client) -> None:
    assert client.get("/api/projects/999/export", params={"format": "csv"}).status_code == 404


def ask_ticket(client: httpx.Client, desk: Desk, **wanted: object) -> httpx.Response:
    body = {"format": "csv", **wanted}
    return client.post(f"/api/projects/{desk.project_id}/export-tickets", json=body)


def test_a_ticket_is_good_once_and_without_a_token(
    desk: Desk, site: Starlette, client: httpx.Client
) -> None:
    article = desk.article()
    desk.tag("Ruth", article, "Dr.", "filler")
    desk.tag("Ruth", article, "40 jobs")
    url = ask_ticket(client, desk, filters={"tag": ["filler"]}).json()["url"]
    anybody = TestClient(site)
    first, second = anybody.get(url), anybody.get(url)
    assert [row["quote"] for row in table(first.content)] == ["Dr."]
    assert second.status_code == 410
    assert "press Export again" in second.json()["detail"]
    assert second.headers["cache-control"] == "no-store"
    assert second.headers["referrer-policy"] == "no-referrer"


def test_a_ticket_ends_after_a_minute(desk: Desk, client: httpx.Client) -> None:
    minute, before = timedelta(seconds=60), now()
    url = ask_ticket(client, desk).json()["url"]
    with desk.database.begin() as session:
        ticket = session.query(ExportTicket).one()
        assert before + minute <= ticket.expires_at <= now() + minute
        ticket.expires_at = now() - timedelta(seconds=1)
    assert client.get(url).status_code == 410


def test_a_ticket_is_refused_for_what_cannot_be_exported(desk: Desk, client: httpx.Client) -> None:
    assert ask_ticket(client, desk, format="xml").status_code == 400
    assert ask_ticket(client, desk, filters={"tags": ["filler"]}).status_code == 400
    assert ask_ticket(client, desk, delimiter=";").status_code == 400


def test_a_ticket_of_somebody_who_lost_the_role_opens_nothing(
    desk: Desk, client: httpx.Client
) -> None:
    url = ask_ticket(client, desk).json()["url"]
    with desk.database.begin() as session:
        session.execute(text("UPDATE membership SET role = 'viewer'"))
    assert client.get(url).status_code == 403


def test_a_ticket_does_not_stand_in_the_access_log(
    desk: Desk, client: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    url = ask_ticket(client, desk).json()["url"]
    log = logging.getLogger("uvicorn.access")
    with caplog.at_level(logging.INFO, "uvicorn.access"):
        for target in (url, "/api/projects"):
            log.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", target, "1.1", 200)
    assert "/api/projects" in caplog.text
    assert url not in caplog.text


def test_a_quote_that_does_not_fit_is_told_before_anything_is_sent(
    desk: Desk, client: httpx.Client
) -> None:
    annotation = desk.tag("Ruth", desk.article(), "40 jobs lost")
    with desk.database.begin() as session:
        session.execute(text("UPDATE annotation SET quote = 'other'"))
    answer = client.get(path(desk), params={"format": "csv"})
    assert answer.status_code == 500
    assert annotation in answer.json()["detail"]


class Announced(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, site: Starlette) -> None:
        super().__init__(uvicorn.Config(site, port=0, log_config=None, access_log=False))
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@pytest.fixture
def server(site: Starlette) -> Iterator[str]:
    """The routes behind a real server; yields its address."""
    running = Announced(site)
    thread = threading.Thread(target=running.run)
    thread.start()
    assert running.ready.wait(PATIENT)
    port = running.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join()


def over_http_1_0(server: str, path: str, *headers: str) -> tuple[int, str]:
    """Status and body of a GET by a client that knows nothing of chunks."""
    host, port = server.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENT) as connection:
        lines = (f"GET {path} HTTP/1.0", *headers, "", "")
        connection.sendall("\r\n".join(lines).encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    head, _, body = answer.partition("\r\n\r\n")
    return int(head.split()[1]), body


def test_a_client_that_could_not_tell_a_broken_export_gets_none(
    desk: Desk, client: httpx.Client, server: str
) -> None:
    token = client.headers["authorization"]
    asked = f"{path(desk)}?format=csv"
    status, body = over_http_1_0(server, asked, f"Authorization: {token}")
    assert status == 400
    assert "HTTP/1.1" in json.loads(body)["detail"]
    url = ask_ticket(client, desk).json()["url"]
    assert over_http_1_0(server, url)[0] == 400
    assert (
        httpx.get(server + url, timeout=PATIENT).status_code == 200
    )  # and the ticket is still good


@pytest.mark.parametrize("name", ["csv", "csv-excel", "bundle"])
def test_an_export_that_breaks_off_cannot_be_taken_for_a_whole_one(
    desk: Desk, client: httpx.Client, server: str, name: str
) -> None:
    article = desk.article(" ".join(f"Word{number} stands here." for number in range(4_000)))
    for start in range(0, 40_000, 1_000):
        desk.tag("Ruth", article, (start, start + 4_000))
    last = desk.tag("Ruth", desk.article(), "40 jobs lost")
    with desk.database.begin() as session:
        session.get_one(Annotation, UUID(last)).quote = "other"
    url = ask_ticket(client, desk, format=name).json()["url"]
    with httpx.stream("GET", server + url, timeout=PATIENT) as answer:
        assert answer.status_code == 200
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_an_export_tells_how_far_it_is_and_that_it_is_done(
    desk: Desk, client: httpx.Client, server: str
) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs lost")
    url = ask_ticket(client, desk, format="report-pdf").json()["url"]
    assert httpx.get(f"{server}{url}/progress", timeout=PATIENT).status_code == 404
    content = httpx.get(server + url, timeout=PATIENT).content
    told = httpx.get(f"{server}{url}/progress", timeout=PATIENT).json()
    assert told["state"] == "done"
    assert told["sent"] == len(content)
    assert told["done"] == told["total"] > 0
    assert content.startswith(b"%PDF-1.7")
    assert content.rstrip().endswith(b"%%EOF")


def test_whoever_has_the_ticket_stops_the_export_and_nothing_of_it_is_left(
    desk: Desk, client: httpx.Client, server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    article = desk.article("A sentence of the article that fills the page. " * 4_000)
    desk.tag("Ruth", article, (0, 10))
    url = ask_ticket(client, desk, format="report-pdf").json()["url"]
    with httpx.stream("GET", server + url, timeout=PATIENT) as answer:
        chunks = answer.iter_bytes()
        assert next(chunks).startswith(b"%PDF")
        assert [one.name[:7] for one in tmp_path.iterdir() if one.is_dir()] == ["report-"]
        assert httpx.delete(f"{server}{url}x", timeout=PATIENT).status_code == 404
        assert httpx.delete(server + url, timeout=PATIENT).status_code == 204
        with pytest.raises(httpx.RemoteProtocolError):
            list(chunks)
    assert httpx.get(f"{server}{url}/progress", timeout=PATIENT).json()["state"] == "stopped"
    assert not [one for one in tmp_path.iterdir() if one.is_dir()]
