"""The routes over a desk on both databases, and clients of the people who call them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.application import create_api
from api.state import Backend
from models.database import Database
from models.membership import Role
from models.token import create_personal_token
from models.writer import Writer
from tests.api.signing_in import Desktop, desktop
from tests.builders import Desk, build_desk


@dataclass
class Site:
    """Our routes without any server, and a client for each person of the desk."""

    desk: Desk
    app: FastAPI
    stranger: Desk
    _clients: dict[str, httpx.Client] = field(default_factory=dict)

    def as_(self, person: str, role: Role = Role.REVIEWER) -> httpx.Client:
        """The client of that person, who joins on first mention."""
        if person not in self._clients:
            self._clients[person] = self.client(self.desk.reviewer(person, role))
        return self._clients[person]

    def client(self, reviewer: int) -> httpx.Client:
        """A client with a token of that reviewer."""
        with self.desk.database.begin() as session:
            token = create_personal_token(session, reviewer)
        return self.with_header(f"Bearer {token}")

    def with_header(self, authorization: str | None) -> httpx.Client:
        """A client with that Authorization header, or with none."""
        headers = {} if authorization is None else {"Authorization": authorization}
        return TestClient(self.app, headers=headers, raise_server_exceptions=False)


@pytest.fixture
def place(desk: Desk) -> Iterator[Site]:
    """The routes on SQLite and on PostgreSQL."""
    yield from _site(desk)


@pytest.fixture
def sqlite_place(sqlite_desk: Desk) -> Iterator[Site]:
    """The routes on SQLite alone."""
    yield from _site(sqlite_desk)


def _site(desk: Desk) -> Iterator[Site]:
    writer = Writer(desk.database)
    stranger = build_desk(desk.database, "Elsewhere")
    yield Site(desk, create_api(Backend(desk.database, writer)), stranger)
    writer.close()


@pytest.fixture
def workplace(database: Database) -> Iterator[Desktop]:
    """A workbench with accounts, on SQLite and on PostgreSQL."""
    yield from _workplace(database)


@pytest.fixture
def sqlite_workplace(sqlite_database: Database) -> Iterator[Desktop]:
    """The same on SQLite alone."""
    yield from _workplace(sqlite_database)


def _workplace(database: Database) -> Iterator[Desktop]:
    opened = desktop(database)
    yield opened
    opened.backend.writer.close()
