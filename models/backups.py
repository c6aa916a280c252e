"""Backups: everything in one file that either kind of database can restore.

The file is a zip of one JSON-lines member a table, so that work begun on SQLite can move to
PostgreSQL and back.
"""

import io
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    MetaData,
    Table,
    Uuid,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from models import migrations
from models.base import UtcTime, now
from models.checks import text_problems
from models.database import Database
from models.errors import BadInput
from models.signing_out import end_everybodys_sign_ins
from models.statistics import keep_statistics
from models.tables import METADATA, STORED

ABOUT = "workbench.json"
TOGETHER = 1000
# All that reading a file can raise which is damaged, or which something else made.
_UNREADABLE = (
    *(OSError, EOFError, KeyError, TypeError, ValueError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, StatementError),
)


def backup(database: Database, path: Path) -> int:
    """Write every row to `path`, in one snapshot; how many there were.

    BadInput where `path` exists or cannot be written. The file appears under its name only when
    it is whole.
    """
    try:
        if os.path.lexists(path):
            raise BadInput("backup_exists", path=path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return _write_whole(database, path)
    except OSError as error:
        why = error.strerror or error
        raise BadInput("backup_unwritable", path=path, why=why) from error


def restore(database: Database, path: Path) -> tuple[int, Path | None]:
    """Put back what `path` holds, in one transaction; how many rows, and where the former ones lie.

    What is there now is first backed up beside `path`, unless there is nothing. A backup of an
    earlier schema comes back as an upgrade would have left it. Nobody is signed in afterwards, and
    no link is good: one that was ended since would else be back. BadInput for a file that is no
    backup, one of a later schema, and one whose texts are not what their SHA-256 or the quotes
    say; then nothing changes.
    """
    kept: Path | None = None
    try:
        with _upgraded(path) as archive:
            kept = _keep_present(database, path)
            with database.begin() as session:
                rows = _replace(session, archive)
                _check_texts(session, path)
                end_everybodys_sign_ins(session)
            keep_statistics(database)
            return rows, kept
    except OperationalError:
        raise
    except (BadInput, *_UNREADABLE) as error:
        if kept:  # nothing was put in its place
            kept.unlink()
        if isinstance(error, BadInput):
            raise
        raise BadInput("backup_unreadable", path=path) from error


def _check_texts(session: Session, path: Path) -> None:
    problem = next(text_problems(session), None)
    if problem:
        raise BadInput("backup_damaged", path=path, problem=problem.rstrip("."))


def _write_whole(database: Database, path: Path) -> int:
    part = path.with_name(path.name + ".part")
    try:
        rows = _write(database, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return rows


def _write(database: Database, path: Path) -> int:
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        _snapshot(database) as session,
    ):
        about = {"schema": migrations.head(), "made_at": now().isoformat()}
        archive.writestr(ABOUT, json.dumps(about))
        return sum(_write_table(archive, session, table) for table in STORED)


def _snapshot(database: Database) -> Session:
    if database.is_sqlite:
        return Session(database.engine)
    return Session(database.engine.execution_options(isolation_level="REPEATABLE READ"))


def _write_table(archive: zipfile.ZipFile, session: Session, table: Table) -> int:
    count = 0
    found = session.execute(
        select(table).order_by(*table.primary_key.columns),
        execution_options={"yield_per": TOGETHER},
    )
    with archive.open(f"{table.name}.jsonl", "w") as member:
        for row in found:
            values = [_told(value) for value in row]
            member.write(json.dumps(values, ensure_ascii=True).encode("ascii") + b"\n")
            count += 1
    columns = [column.name for column in table.columns]
    archive.writestr(f"{table.name}.columns.json", json.dumps(columns))
    return count


def _told(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


@contextmanager
def _upgraded(path: Path) -> Iterator[zipfile.ZipFile]:
    """The backup at this version's schema; BadInput where it is of one that is not known yet."""
    with zipfile.ZipFile(path) as archive, TemporaryDirectory() as folder:
        schema = json.loads(archive.read(ABOUT))["schema"]
        if schema not in migrations.known_schemas():
            raise BadInput("backup_schema", schema=schema, head=migrations.head())
        if schema == migrations.head():
            yield archive
            return
        whole = Path(folder) / "upgraded.zip"
        _upgrade(archive, schema, Path(folder) / "earlier.db", whole)
        with zipfile.ZipFile(whole) as upgraded:
            yield upgraded


def _upgrade(archive: zipfile.ZipFile, schema: str, place: Path, whole: Path) -> None:
    """Put an earlier schema's rows into a database of that schema, upgrade it, back it up."""
    database = Database(f"sqlite:///{place}")
    try:
        migrations.build(database, schema)
        with database.begin() as session:
            _fill(session.connection(), archive, _tables_in(session.connection()))
        migrations.upgrade(database)
        backup(database, whole)
    finally:
        database.close()


def _tables_in(connection: Connection) -> list[Table]:
    """Our tables as the database has them, which may be those of an earlier schema."""
    found = MetaData()
    found.reflect(connection)
    for table in found.tables.values():
        known = METADATA.tables.get(table.name)
        for column in table.columns:
            # SQLite itself does not tell an id from a text, nor a blank from a JSON null.
            if known is not None and column.name in known.columns:
                column.type = known.columns[column.name].type
    counted = {table.name for table in METADATA.sorted_tables} - {table.name for table in STORED}
    return [
        table for table in found.sorted_tables if table.name not in counted | {"alembic_version"}
    ]


def _keep_present(database: Database, path: Path) -> Path | None:
    with database.read() as session:
        project = METADATA.tables["project"]
        if not session.scalar(select(func.count()).select_from(project)):
            return None
    stamp = now().strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.name}.before-restore.{stamp}")
    backup(database, kept)
    return kept


def _replace(session: Session, archive: zipfile.ZipFile) -> int:
    connection = session.connection()
    for table in reversed(METADATA.sorted_tables):
        connection.execute(delete(table))
    return _fill(connection, archive, STORED)


def _fill(connection: Connection, archive: zipfile.ZipFile, tables: Iterable[Table]) -> int:
    count = 0
    for table in tables:
        for rows in _together(_read_table(archive, table)):
            connection.execute(insert(table), rows)
            count += len(rows)
        _continue_numbers(connection, table)
    return count


def _read_table(archive: zipfile.ZipFile, table: Table) -> Iterator[dict[str, Any]]:
    columns = json.loads(archive.read(f"{table.name}.columns.json"))
    with archive.open(f"{table.name}.jsonl") as member:
        for line in io.TextIOWrapper(member, "ascii"):
            values = zip(columns, json.loads(line), strict=True)
            yield {name: _read(table.columns[name].type, value) for name, value in values}


def _read(kind: object, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcTime | DateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return UUID(value) if isinstance(kind, Uuid) else value


def _together(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _continue_numbers(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids on its own: it must go on after the restored ones."""
    column = table.autoincrement_column
    if connection.dialect.name != "postgresql" or column is None:
        return
    sequence = connection.scalar(
        text("SELECT pg_get_serial_sequence(:table, :column)"),
        {"table": table.name, "column": column.name},
    )
    if sequence:
        largest = connection.scalar(select(func.max(column)))
        connection.execute(
            text("SELECT setval(:sequence, :value, :used)"),
            {"sequence": sequence, "value": largest or 1, "used": largest is not None},
        )
