"""Backups: everything comes back, on either kind of database; what is no backup changes nothing."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from models import migrations
from models.article import ArticleDraft, add_article
from models.backups import backup, restore
from models.checks import problems
from models.counting import count_changed, wrong_tallies
from models.database import Database
from models.errors import BadInput
from models.tables import STORED
from models.tag import Tag
from models.tally import PassageTally
from tests.builders import Desk, build_desk, operation
from tests.older_schema import fill, older_backup, rows_of


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.read() as session:
        return {
            table.name: [
                tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))
            ]
            for table in STORED
        }


def busy(database: Database) -> Desk:
    desk = build_desk(database)
    article = desk.article('Grüße 💩 \u2028 and "quotes"\nشكرا. Two.', language="de")
    fields: dict[str, Any] = {
        "note": "新聞\n\t",
        "evidence": [{"url": "https://a.example", "quote": "é"}],
    }
    annotation = desk.tag("Ruth", article, "Grüße 💩", **fields)
    desk.apply("Ruth", operation("delete", id=annotation, version=1))
    desk.tag("Omar", article, "شكرا", "disputed", confidence="high")
    desk.clear("Omar", article, 0, 1)
    desk.submit("Omar", article)
    return desk


@pytest.fixture(params=["sqlite_url", "postgres_url"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of either kind, beside the one that the test asks for."""
    if request.param == "sqlite_url":
        database = Database(f"sqlite:///{tmp_path}/target.db")
        migrations.upgrade(database)
    else:
        database = Database(request.getfixturevalue("postgres_url"))
    yield database
    database.close()


def test_from_sqlite_everything_comes_back(
    sqlite_database: Database, target: Database, tmp_path: Path
) -> None:
    desk = busy(sqlite_database)
    path = tmp_path / "kept" / "all.zip"
    rows = backup(sqlite_database, path)
    restored, kept = restore(target, path)
    before = everything(sqlite_database)
    assert (restored, kept) == (rows, None)
    assert rows == sum(map(len, before.values()))
    assert everything(target) == before
    assert problems(target) == []
    with target.begin() as session:  # and work goes on: ids continue after the restored ones
        add_article(session, desk.editor, desk.project_id, ArticleDraft("Next", "Another text."))
    Desk(target, desk.project_id, desk.editor, desk.people).tag(
        "Ruth", _article(target, desk), (0, 3)
    )


def test_from_postgresql_to_sqlite_and_back(
    postgres_database: Database, sqlite_database: Database, tmp_path: Path
) -> None:
    busy(postgres_database)
    before = everything(postgres_database)
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    backup(postgres_database, first)
    restore(sqlite_database, first)
    assert everything(sqlite_database) == before
    backup(sqlite_database, second)
    _, kept = restore(postgres_database, second)
    assert everything(postgres_database) == before
    assert kept is not None


def test_what_was_there_is_kept_and_can_be_restored(database: Database, tmp_path: Path) -> None:
    busy(database)
    path = tmp_path / "all.zip"
    backup(database, path)
    with database.begin() as session:
        session.execute(text("UPDATE project SET name = 'Changed since'"))
    changed = everything(database)
    _, kept = restore(database, path)
    assert kept is not None
    assert everything(database)["project"][0][1] == "Desk"
    restore(database, kept)
    assert everything(database) == changed


def test_a_backup_is_never_written_over(sqlite_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(b"mine")
    with pytest.raises(BadInput, match=r"all\.zip exists already"):
        backup(sqlite_database, path)
    assert path.read_bytes() == b"mine"


def test_a_backup_bears_its_name_only_when_whole(sqlite_database: Database, tmp_path: Path) -> None:
    busy(sqlite_database)
    with sqlite_database.begin() as session:
        session.execute(text("UPDATE tag SET examples = '{' WHERE id = 1"))
    path = tmp_path / "all.zip"
    with pytest.raises(ValueError, match="Expecting"):
        backup(sqlite_database, path)
    assert not path.exists()


def changed(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Writes the archive anew, with other content in some members; None leaves one out."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            new = change(name, content)
            if new is not None:
                archive.writestr(name, new)


def only(member: str, new: bytes | None) -> Callable[[str, bytes], bytes | None]:
    return lambda name, content: new if name == member else content


BROKEN: dict[str, Callable[[str, bytes], bytes | None]] = {
    "no description": only("workbench.json", None),
    "a description of another kind": only("workbench.json", b"[1]"),
    "a description without schema": only("workbench.json", b"{}"),
    "a description that is no JSON": only("workbench.json", b"\xff{"),
    "a table is missing": only("annotation.jsonl", None),
    "columns are missing": only("annotation.columns.json", None),
    "columns of another kind": only("annotation.columns.json", b"7"),
    "an unknown column": only("project.columns.json", b'["id", "colour"]'),
    "rows that are no JSON": only("project.jsonl", b"[1, \n"),
    "rows of another kind": only("project.jsonl", b"17\n"),
    "rows too short": only("project.jsonl", b"[1]\n"),
    "a row refers to nothing": only("project.jsonl", b""),
    "not ASCII": only("project.jsonl", '[1, "ü"]'.encode()),
    "a time that is none": lambda name, content: (
        content.replace(b"2", b"x") if name == "reviewer.jsonl" else content
    ),
    "a number where a text belongs": lambda name, content: (
        b"[1, 5, 5, 5, 5, 5, 5]\n" if name == "reviewer.jsonl" else content
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_backup_changes_nothing(database: Database, tmp_path: Path, name: str) -> None:
    busy(database)
    path = tmp_path / "all.zip"
    backup(database, path)
    changed(path, BROKEN[name])
    before = everything(database)
    with pytest.raises(BadInput, match=r"all\.zip is not a backup of this workbench"):
        restore(database, path)
    assert everything(database) == before
    assert [found.name for found in tmp_path.glob("*restore*")] == []


UNTRUE: dict[str, tuple[str, bytes, bytes]] = {
    "a text": ("revision.jsonl", b"Two.", b"Ten."),
    "a quote": ("annotation.jsonl", "شكرا".encode("ascii", "backslashreplace"), b"hello"),
}


@pytest.mark.parametrize("name", UNTRUE)
def test_a_backup_that_contradicts_itself_changes_nothing(
    database: Database, tmp_path: Path, name: str
) -> None:
    member, old, new = UNTRUE[name]
    busy(database)
    path = tmp_path / "all.zip"
    backup(database, path)
    changed(path, lambda found, held: held.replace(old, new) if found == member else held)
    before = everything(database)
    with pytest.raises(BadInput, match=r"all\.zip is damaged"):
        restore(database, path)
    assert everything(database) == before
    assert [found.name for found in tmp_path.glob("*restore*")] == []


@pytest.mark.long
def test_one_flipped_byte_anywhere_changes_nothing(
    sqlite_database: Database, tmp_path: Path
) -> None:
    busy(sqlite_database)
    path = tmp_path / "all.zip"
    backup(sqlite_database, path)
    whole = path.read_bytes()
    before = everything(sqlite_database)
    for at in range(0, len(whole), max(1, len(whole) // 75)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with suppress(BadInput):  # a byte that says nothing may be another
            restore(sqlite_database, path)
        assert everything(sqlite_database) == before


def test_what_is_no_archive_at_all_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    foreign = io.BytesIO()
    with zipfile.ZipFile(foreign, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    path = tmp_path / "some.zip"
    for content in (b"", b"hello", foreign.getvalue(), foreign.getvalue()[:-30]):
        path.write_bytes(content)
        with pytest.raises(BadInput, match="is not a backup"):
            restore(sqlite_database, path)
    for missing in (tmp_path / "nowhere.zip", tmp_path):
        with pytest.raises(BadInput, match="is not a backup"):
            restore(sqlite_database, missing)


def test_a_backup_of_another_schema_says_so(sqlite_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    backup(sqlite_database, path)
    changed(path, only("workbench.json", json.dumps({"schema": "9999"}).encode()))
    with pytest.raises(BadInput, match="of schema 9999"):
        restore(sqlite_database, path)


@pytest.fixture
def first_backup(sqlite_database: Database, tmp_path: Path) -> tuple[Path, dict[str, list[str]]]:
    """A backup of a busy database at the first schema, and the columns this one had."""
    busy(sqlite_database)
    older = Database(f"sqlite:///{tmp_path}/older.db")
    migrations.build(older, "0001")
    columns = fill(older, sqlite_database)
    path = tmp_path / "first.zip"
    older_backup(older, columns, "0001", path)
    older.close()
    return path, columns


def test_a_backup_of_the_first_schema_comes_back_as_if_upgraded(
    sqlite_database: Database,
    target: Database,
    first_backup: tuple[Path, dict[str, list[str]]],
    tmp_path: Path,
) -> None:
    path, columns = first_backup
    there = set(tmp_path.iterdir())
    rows, kept = restore(target, path)
    found = rows_of(target, columns)
    assert found == rows_of(sqlite_database, columns)
    frozen = ("frozen_reading", "frozen_annotation", "frozen_evidence", "frozen_cleared")
    kept_then = rows_of(target, {name: ["reading_id"] for name in frozen[1:]} | {frozen[0]: ["id"]})
    assert kept_then["frozen_reading"]
    everything = [*found.values(), *kept_then.values()]
    assert (rows, kept) == (sum(map(len, everything)), None)
    assert "cleared_sentence" not in columns
    assert migrations.schema_of(target) == migrations.head()
    assert problems(target) == []
    with target.read() as session:
        asked = {tag.name: tag.prompts for tag in session.scalars(select(Tag))}
    assert asked["sourced"] == [{"ask": "Who is the source?", "answer": "note"}]
    assert {one for one in set(tmp_path.iterdir()) - there if "target" not in one.name} == set()
    everybody = found["reviewer"]
    assert Desk(target, 1, 1, {row[2]: row[0] for row in everybody}).article("Next.").id == 2


OLDER_BROKEN = {
    "a table is missing": only("annotation.jsonl", None),
    "a column of later": only("tag_set.columns.json", b'["id", "project_id", "keys"]'),
    "a row refers to nothing": only("project.jsonl", b""),
    "a schema of another kind": only("workbench.json", b'{"schema": ["0001"]}'),
    "a text": lambda name, held: (
        held.replace(b"Two.", b"Ten.") if name == "revision.jsonl" else held
    ),
}


@pytest.mark.parametrize("name", OLDER_BROKEN)
def test_a_broken_backup_of_the_first_schema_changes_nothing(
    database: Database,
    first_backup: tuple[Path, dict[str, list[str]]],
    tmp_path: Path,
    name: str,
) -> None:
    path, _ = first_backup
    changed(path, OLDER_BROKEN[name])
    if not database.is_sqlite:
        busy(database)
    before = everything(database)
    with pytest.raises(BadInput, match=r"first\.zip is (not a backup|damaged)"):
        restore(database, path)
    assert everything(database) == before
    assert migrations.schema_of(database) == migrations.head()
    assert [found.name for found in tmp_path.glob("*restore*")] == []


def _article(database: Database, desk: Desk) -> Any:
    return Desk(database, desk.project_id, desk.editor, desk.people).article("A later text.")


def test_what_follows_from_the_rest_is_counted_anew(
    sqlite_database: Database, target: Database, tmp_path: Path
) -> None:
    busy(sqlite_database)
    backup(sqlite_database, tmp_path / "whole.zip")
    busy(target)
    restore(target, tmp_path / "whole.zip")
    with target.begin() as session:
        assert count_changed(session, 100) >= 1
        assert list(wrong_tallies(session)) == []
        assert sum(session.scalars(select(PassageTally.passages))) == 1
