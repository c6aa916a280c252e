"""Checking a database: its schema, its references, every quote, and what is kept summed up."""

from collections.abc import Iterator
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from models import migrations
from models.annotation import Annotation
from models.counting import wrong_tallies
from models.database import Database
from models.revision import Revision
from models.text import sha256
from words import say


def problems(database: Database) -> list[str]:
    """What is wrong with the database, a sentence each; nothing where it is sound."""
    at = migrations.schema_of(database)
    if at != migrations.head():
        return [_schema_problem(database, at)]
    with database.read() as session:
        found = _sqlite_problems(session) if database.is_sqlite else []
        wrong = (say("cli.check_tally", id=one) for one in wrong_tallies(session))
        return [*found, *text_problems(session), *wrong]


def _schema_problem(database: Database, at: str | None) -> str:
    known = ScriptDirectory(str(Path(migrations.__file__).parent)).walk_revisions()
    if at is not None and at not in {script.revision for script in known}:
        return say("errors.schema_ahead")
    tables = inspect(database.engine).get_table_names()
    if tables and "alembic_version" not in tables:
        return say("errors.schema_foreign")
    return say("cli.check_schema", schema=at or "–", head=migrations.head())


def _sqlite_problems(session: Session) -> list[str]:
    words = [row[0] for row in session.execute(text("PRAGMA integrity_check"))]
    found = [say("cli.check_integrity", words=word) for word in words if word != "ok"]
    broken = session.execute(text("PRAGMA foreign_key_check")).all()
    return found + [say("cli.check_reference", table=row[0]) for row in broken]


def text_problems(session: Session) -> Iterator[str]:
    """A sentence for each text that is not what its SHA-256 says, or what a quote says of it."""
    for revision_id in session.scalars(select(Revision.id).order_by(Revision.id)).all():
        stored = session.execute(
            select(Revision.text, Revision.text_sha256).where(Revision.id == revision_id)
        ).one()
        if sha256(stored.text) != stored.text_sha256:
            yield say("cli.check_hash", id=revision_id)
        rows = session.execute(
            select(Annotation.id, Annotation.start, Annotation.end, Annotation.quote).where(
                Annotation.revision_id == revision_id
            )
        )
        for row in rows:
            if stored.text[row.start : row.end] != row.quote:
                yield say("cli.check_quote", id=row.id, start=row.start, end=row.end)
