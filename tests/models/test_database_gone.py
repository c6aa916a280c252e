"""An SQLite file that is no longer where it was: nothing more is said to be saved."""

import sqlite3
from contextlib import closing
from uuid import uuid4

import pytest

from models.backups import backup, restore
from models.errors import DatabaseGoneError
from models.operations import Request
from models.writer import Writer
from tests.builders import Desk, operation


def test_a_file_that_was_moved_away_is_neither_read_nor_written(sqlite_desk: Desk) -> None:
    database = sqlite_desk.database
    sqlite_desk.article()
    database.path.rename(database.path.with_name("elsewhere.db"))
    for use in (database.read, database.begin):
        with pytest.raises(DatabaseGoneError, match="put the file back"), use():
            pass


def test_a_file_that_was_put_back_is_used_again(sqlite_desk: Desk) -> None:
    database = sqlite_desk.database
    article = sqlite_desk.article()
    database.close()
    away = database.path.with_name("elsewhere.db")
    database.path.rename(away)
    with pytest.raises(DatabaseGoneError), database.read():
        pass
    away.rename(database.path)
    sqlite_desk.tag("Ruth", article, "40 jobs")
    with closing(sqlite3.connect(database.path)) as file:
        assert file.execute("SELECT quote FROM annotation").fetchall() == [("40 jobs",)]


def test_after_a_restore_quotes_are_cut_from_the_restored_text(sqlite_desk: Desk) -> None:
    """Another text may bear the number of one that the running server has read."""
    database = sqlite_desk.database
    kept = database.path.with_name("kept.zip")
    backup(database, kept)
    revision = sqlite_desk.article(text="Five doors has the inn.").revision_id
    writer = Writer(database)

    def first_word() -> str:
        asked = operation(
            "create", id=str(uuid4()), revision_id=revision, start=0, end=4, tag="filler"
        )
        (answer,) = writer.submit(Request(sqlite_desk.editor, [asked])).result()
        return str(answer.annotation and answer.annotation["quote"])

    assert first_word() == "Five"
    restore(database, kept)
    assert sqlite_desk.article(text="Nine lives has the cat.").revision_id == revision
    assert first_word() == "Nine"
    writer.close()
