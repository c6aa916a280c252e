"""Migrations: from any earlier schema to this one, on SQLite and PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.database import Database
from models.errors import SchemaError
from models.instance import instance

# Any number that no other program takes for its own lock in the same database.
_LOCK = 0x66637762


def head() -> str:
    """The schema this version of the workbench works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def known_schemas() -> set[str]:
    """The schemas this version can upgrade from, and its own."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def schema_of(database: Database) -> str | None:
    """The schema the database is at; None for one without any table of ours."""
    with _reachable(), database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database) -> None:
    """Bring the database to this version's schema, in one transaction; nothing if it is there."""
    _refuse_newer(database)
    with database.engine.execution_options(workbench_writes=True).begin() as connection:
        if not database.is_sqlite:
            # Several processes may start at once: the others wait here, then find it done.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        _run(connection, "head")
        with Session(connection) as session:
            instance(session)


def build(database: Database, schema: str) -> None:
    """Give an empty database the tables of an earlier schema, without a row."""
    with database.engine.execution_options(workbench_writes=True).begin() as connection:
        _run(connection, schema)


def prepare(database: Database) -> Path | None:
    """Make the database ready at start; the copy that was made of an older SQLite file, if any.

    An older SQLite file is copied beside itself and upgraded. An older PostgreSQL is left alone:
    SchemaError says to run `workbench db upgrade`. A new one is made; another program's is refused.
    """
    # Looked at first: another process may make them now, all at once with their schema.
    with _reachable():
        tables = inspect(database.engine).get_table_names()
    at = schema_of(database)
    if at == head():
        return None
    if not tables:
        upgrade(database)
        return None
    if at is None and "alembic_version" not in tables:
        raise SchemaError("schema_foreign")
    _refuse_newer(database)
    if not database.is_sqlite:
        raise SchemaError("schema_behind")
    copy = copy_file(database, f"before-{head()}")
    upgrade(database)
    return copy


def copy_file(database: Database, reason: str) -> Path:
    """A consistent copy of the SQLite file, beside it, made while it may be in use."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = database.path.with_name(f"{database.path.name}.{reason}.{stamp}")
    with (
        closing(sqlite3.connect(database.path)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    return target


def _run(connection: Connection, schema: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, schema)


@contextmanager
def _reachable() -> Iterator[None]:
    """SchemaError in place of what the driver says of a database that cannot be opened."""
    try:
        yield
    except DBAPIError as error:
        why = " ".join(str(error.orig).split()).rstrip(".")
        raise SchemaError("database_unreachable", why=why) from error


def _refuse_newer(database: Database) -> None:
    at = schema_of(database)
    if at is not None and at not in known_schemas():
        raise SchemaError("schema_ahead")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
