"""`workbench db check` finds what is wrong, and finds nothing where all is well."""

from pathlib import Path

import pytest
from sqlalchemy import text

from models.checks import problems
from models.database import Database
from tests.builders import Desk, build_desk


def spoil(database: Database, statement: str) -> None:
    """What only somebody with the database in hand can do: its own guard is taken away first."""
    unguard = "DROP TRIGGER IF EXISTS revision_never_changes"
    with database.begin() as session:
        session.execute(text(unguard if database.is_sqlite else f"{unguard} ON revision"))
        session.execute(text(statement))


def test_a_sound_database_has_no_problems(desk: Desk) -> None:
    desk.tag("Ruth", desk.article(), "dazzling future 🇩🇪")
    assert problems(desk.database) == []


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE annotation SET quote = 'other'", "its quote is not what the text says at"),
        ('UPDATE annotation SET "start" = "start" + 1', "its quote is not what the text says at"),
        (
            "UPDATE revision SET text = upper(text)",
            "Revision 1: its SHA-256 is not that of its text",
        ),
    ],
)
def test_a_quote_or_a_text_that_was_changed_is_found(desk: Desk, statement: str, says: str) -> None:
    desk.tag("Ruth", desk.article(), "dazzling future 🇩🇪")
    spoil(desk.database, statement)
    assert any(says in problem for problem in problems(desk.database))


def test_deleted_passages_are_checked_too(desk: Desk) -> None:
    desk.tag("Ruth", desk.article(), "40 jobs")
    spoil(desk.database, "UPDATE annotation SET quote = 'other', deleted_at = updated_at")
    assert len(problems(desk.database)) == 1


def test_another_schema_is_the_first_thing_to_say(database: Database) -> None:
    spoil(database, "UPDATE alembic_version SET version_num = '9999'")
    assert problems(database) == [
        "The database was made by a newer workbench; "
        "update the workbench, or restore an older backup."
    ]


def test_an_empty_database_wants_the_upgrade(tmp_path: Path) -> None:
    (problem,) = problems(Database(f"sqlite:///{tmp_path}/new.db"))
    assert "run `workbench db upgrade`" in problem


def test_the_tables_of_another_program_are_not_to_be_upgraded(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/other.db")
    spoil(database, "CREATE TABLE invoice (id INTEGER)")
    (problem,) = problems(database)
    assert "tables of another program" in problem


def test_a_reference_to_nothing_is_found(sqlite_database: Database) -> None:
    desk = build_desk(sqlite_database)
    desk.article()
    with sqlite_database.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("UPDATE article SET created_by = 999")
    assert problems(sqlite_database) == ["A row of article refers to a row that is not there."]
