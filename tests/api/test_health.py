"""GET /healthz: well when the database answers, 503 when it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette

from api.application import create_api
from api.health import health_route
from api.state import Backend
from models import migrations
from models.database import Database
from models.writer import Writer
from tests.postgres import PostgresServer


def ask(database: Database | None) -> tuple[int, object]:
    api = create_api(Backend(database, Writer(database)) if database else None)
    answer = TestClient(Starlette(routes=[health_route(api)])).get("/healthz")
    return answer.status_code, answer.json()


@pytest.fixture
def gone(postgres: PostgresServer) -> Iterator[Database]:
    """A PostgreSQL database that has been dropped."""
    with postgres.fresh() as url:
        database = Database(url)
    yield database
    database.close()


def test_well_when_the_database_answers(database: Database) -> None:
    assert ask(database) == (200, {"status": "ok", "database": "ok"})


def test_503_when_the_database_is_gone(gone: Database) -> None:
    status, told = ask(gone)
    assert status == 503
    assert told != {"status": "ok", "database": "ok"}


def test_503_when_the_file_cannot_be_opened(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/folder/workbench.db")
    migrations.prepare(database)
    database.close()
    for path in sorted((tmp_path / "folder").iterdir()):
        path.unlink()
    (tmp_path / "folder").rmdir()
    assert ask(database)[0] == 503


def test_503_before_the_start_is_over() -> None:
    assert ask(None)[0] == 503


def test_routes_say_503_while_the_database_is_gone(gone: Database) -> None:
    client = TestClient(
        create_api(Backend(gone, Writer(gone))),
        headers={"Authorization": "Bearer fcw_x"},
        raise_server_exceptions=False,
    )
    for answer in (client.get("/projects"), client.post("/annotations", json={"operations": []})):
        assert answer.status_code == 503
        assert "does not answer" in answer.json()["detail"]
