"""The schema: migrated is what the classes say; older files are copied first; newer are refused."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

from models import migrations
from models.checks import problems
from models.cleared import ClearedSentence
from models.database import Database
from models.errors import BadInput, SchemaError
from models.reviewer import Reviewer
from models.tables import METADATA
from models.tag import Tag, TagSet
from seeds.demo import seed_demo
from seeds.tag_set import default_tags
from tests.builders import build_desk
from tests.older_schema import fill, rows_of
from tests.postgres import PostgresServer


def set_schema(database: Database, schema: str) -> None:
    with database.begin() as session:
        session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": schema})


def beside(database: Database) -> list[Path]:
    name = database.path.name
    return [
        path
        for path in database.path.parent.iterdir()
        if path.name.startswith(name) and not path.name.endswith((name, "-wal", "-shm"))
    ]


def test_the_migrated_schema_is_what_the_classes_say(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_check_of_the_classes_is_in_the_database(database: Database) -> None:
    found = inspect(database.engine)
    for table in METADATA.sorted_tables:
        stored = {check["name"] for check in found.get_check_constraints(table.name)}
        wanted = {
            str(constraint.name)
            for constraint in table.constraints
            if type(constraint).__name__ == "CheckConstraint"
        }
        assert stored == wanted, table.name


def test_a_new_database_is_made_ready_and_has_one_identity(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new folder/läge.db")
    assert migrations.schema_of(database) is None
    assert migrations.prepare(database) is None
    assert migrations.schema_of(database) == migrations.head()
    with database.read() as session:
        first = session.execute(text("SELECT uuid FROM instance")).scalar_one()
    migrations.upgrade(database)
    assert migrations.prepare(database) is None
    with database.read() as session:
        assert session.execute(text("SELECT uuid FROM instance")).scalar_one() == first
    assert beside(database) == []
    database.close()


def test_a_new_postgresql_is_made_ready(postgres: PostgresServer) -> None:
    with postgres.fresh() as url:
        database = Database(url)
        assert migrations.prepare(database) is None
        assert migrations.schema_of(database) == migrations.head()
        database.close()


def test_several_processes_that_start_at_once_make_it_once(
    postgres: PostgresServer, tmp_path: Path
) -> None:
    with postgres.fresh() as postgres_url:
        for url in (postgres_url, f"sqlite:///{tmp_path}/new.db"):
            databases = [Database(url) for _ in range(4)]
            with ThreadPoolExecutor(4) as pool:
                assert list(pool.map(migrations.prepare, databases)) == [None] * 4
            assert migrations.schema_of(databases[0]) == migrations.head()
            with databases[0].read() as session:
                assert session.execute(text("SELECT count(*) FROM instance")).scalar_one() == 1
            for database in databases:
                database.close()


def test_an_older_sqlite_file_is_copied_before_it_is_upgraded(sqlite_database: Database) -> None:
    desk = build_desk(sqlite_database)
    desk.tag("Ruth", desk.article(), "40 jobs")
    with sqlite_database.begin() as session:  # the file as it was before the first schema was kept
        session.execute(text("DELETE FROM alembic_version"))
        for table in reversed(METADATA.sorted_tables):
            if table.name != "project":
                session.execute(text(f"DROP TABLE {table.name}"))
        session.execute(text("ALTER TABLE project RENAME TO former"))
    copy = migrations.prepare(sqlite_database)
    assert copy is not None
    assert beside(sqlite_database) == [copy]
    assert migrations.schema_of(sqlite_database) == migrations.head()
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT name FROM former").fetchall() == [("Desk",)]


def test_the_demo_of_the_first_schema_comes_through_whole(
    sqlite_database: Database, postgres: PostgresServer, tmp_path: Path
) -> None:
    with sqlite_database.begin() as session:
        seed_demo(session)
    with postgres.fresh() as postgres_url:
        for url in (f"sqlite:///{tmp_path}/first.db", postgres_url):
            older = Database(url)
            migrations.build(older, "0001")
            columns = fill(older, sqlite_database)
            if older.is_sqlite:
                assert migrations.prepare(older) is not None
            else:
                migrations.upgrade(older)
            assert migrations.schema_of(older) == migrations.head()
            assert rows_of(older, columns) == rows_of(sqlite_database, columns)
            assert problems(older) == []
            with older.read() as session:
                asked = {tag.name: tag.prompts for tag in session.scalars(select(Tag))}
                assert {name for name, prompts in asked.items() if prompts} == {
                    "sourced",
                    "disputed",
                }
                assert asked == {
                    tag.name: [{"ask": one.ask, "answer": one.answer} for one in tag.prompts]
                    for tag in default_tags()
                }
                assert session.scalars(select(Reviewer.reading_preferences)).all() == [{}] * 3
                assert session.scalars(select(TagSet.keys)).all() == [{}]
                assert session.scalars(select(ClearedSentence)).all() == []
            older.close()


def test_the_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with closing(sqlite3.connect(path)) as theirs:
        theirs.execute("CREATE TABLE recipe (name TEXT)")
    database = Database(f"sqlite:///{path}")
    with pytest.raises(SchemaError, match="another program"):
        migrations.prepare(database)
    assert beside(database) == []
    with closing(sqlite3.connect(path)) as theirs:
        assert theirs.execute("SELECT name FROM sqlite_master").fetchall() == [("recipe",)]


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(sqlite_database: Database) -> None:
    build_desk(sqlite_database)
    with sqlite_database.begin() as session:  # nothing says which schema it is at
        session.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(Exception, match="already exists"):
        migrations.prepare(sqlite_database)
    with sqlite_database.read() as session:
        assert session.execute(text("SELECT name FROM project")).scalars().all() == ["Desk"]
    assert migrations.schema_of(sqlite_database) is None


def test_a_newer_database_is_refused_and_not_touched(database: Database) -> None:
    set_schema(database, "9999")
    for start in (migrations.prepare, migrations.upgrade):
        with pytest.raises(SchemaError, match="made by a newer workbench"):
            start(database)
    assert migrations.schema_of(database) == "9999"
    if database.is_sqlite:
        assert beside(database) == []


def test_a_postgresql_that_is_behind_waits_for_the_command(postgres_database: Database) -> None:
    with postgres_database.begin() as session:
        session.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(SchemaError, match="run `workbench db upgrade`"):
        migrations.prepare(postgres_database)


def test_a_copy_made_while_somebody_writes_is_whole(sqlite_database: Database) -> None:
    desk = build_desk(sqlite_database)
    article = desk.article()
    desk.tag("Ruth", article, "40 jobs")
    with sqlite_database.begin() as session:
        session.execute(text("DELETE FROM evidence"))
        session.execute(text("UPDATE project SET name = 'Half'"))
        copy = migrations.copy_file(sqlite_database, "test")
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT name FROM project").fetchall() == [("Desk",)]
        assert kept.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize(
    "url",
    ["", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://a/b", "postgresql+asyncpg://a/b"],
)
def test_an_address_of_no_database_of_ours_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="WORKBENCH_DATABASE_URL must be"):
        Database(url)


def test_every_reference_has_a_name_that_a_migration_can_use(database: Database) -> None:
    with database.engine.connect() as connection:
        names = {
            constraint["name"]
            for table in METADATA.tables
            for constraint in inspect(connection).get_foreign_keys(table)
        }
    assert all(name and name.startswith("fk_") for name in names)


def test_a_tag_may_have_two_letters_once_it_is_upgraded(
    sqlite_database: Database, postgres: PostgresServer, tmp_path: Path
) -> None:
    with sqlite_database.begin() as session:
        seed_demo(session)
    with postgres.fresh() as postgres_url:
        for url in (f"sqlite:///{tmp_path}/third.db", postgres_url):
            older = Database(url)
            migrations.build(older, "0004")
            columns = fill(older, sqlite_database)
            with pytest.raises(IntegrityError):
                give_letter(older, "So")
            migrations.upgrade(older)
            assert rows_of(older, columns) == rows_of(sqlite_database, columns)
            give_letter(older, "So")
            for letter in ("", "Sou"):
                with pytest.raises(IntegrityError):
                    give_letter(older, letter)
            assert problems(older) == []
            older.close()


def give_letter(database: Database, letter: str) -> None:
    with database.begin() as session:
        session.execute(
            text("UPDATE tag SET letter = :letter WHERE name = 'sourced'"), {"letter": letter}
        )
