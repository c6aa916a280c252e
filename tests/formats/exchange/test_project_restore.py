"""A project leaves as an archive and comes back as it was, or not at all."""

from __future__ import annotations

import csv
import io
import zipfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from formats.annotations.errors import FormatError
from formats.exchange.project_restore import RestoreReport, restore_project
from formats.source import MemorySource, Source
from models.annotation import Annotation, Evidence
from models.assignment import reopen_reading
from models.base import now
from models.checks import text_problems
from models.database import Database
from models.digest import digest
from models.errors import BadInput, NotAllowed
from models.membership import Membership, Role
from models.people import add_reviewer, join_everywhere
from models.project import Project
from models.queries.export_filters import ExportFilters
from models.reviewer import Reviewer, make_reviewer
from models.revision import store_revision
from models.settling import settle_text
from models.tag import Tag
from models.text import is_blank
from models.token import create_personal_token
from tests.builders import (
    BuiltArticle,
    Desk,
    build_desk,
    operation,
    reading_operation,
    settling_operation,
)
from tests.formats.annotations.contract import TEXTS
from tests.formats.exchange.archives import (
    FOLDER,
    Table,
    archive_of,
    as_before,
    changed,
    in_order,
    members,
    table,
    tables,
    without_rows_of_projects,
    zipped,
)
from tests.formats.exchange.full_desk import EVIDENCE, counted, fill, read_again

PEOPLE = ("Ruth", "Omar")
_names = count(1)


def restored(database: Database, archive: Source | Path, **given: Any) -> RestoreReport:
    report = restore_project(database, None, archive, f"Again {next(_names)}", **given)
    assert report.faults == []
    return report


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A project with something in every table."""
    fill(desk, TEXTS["astral"])
    read_again(desk)
    return desk


def same(original: bytes, again: bytes, project_id: int, *, moved: bool) -> None:
    """The same but for the copies' numbers in the table of what was served again."""
    before = tables(original)
    copies = tables(original, FOLDER).get("article_records", [])
    again_copies = tables(again, FOLDER).get("article_records", [])
    assert [one["copy_id"] for one in before["second_readings"]] == _ids(copies)
    now_ = tables(again)
    assert [one["copy_id"] for one in now_["second_readings"]] == _ids(again_copies)
    for one, first in zip(now_["second_readings"], before["second_readings"], strict=True):
        one["copy_id"] = first["copy_id"]
    after = as_before(before, now_, project_id, moved=moved)
    wanted, found = (in_order(without_rows_of_projects(one)) for one in (before, after))
    for name, rows in wanted.items():
        assert found[name] == rows, name


def _ids(records: Table) -> list[str]:
    return [one["article_id"] for one in records]


def test_everything_comes_back_beside_what_it_was(full: Desk) -> None:
    original = archive_of(full.database, full.project_id)
    assert all(tables(original).values())
    report = restored(full.database, MemorySource("a.zip", original))
    assert report.project_id is not None
    assert report.is_complete
    assert report.new_people == []
    again = archive_of(full.database, report.project_id)
    same(original, again, report.project_id, moved=True)
    with full.database.read() as session:
        assert list(text_problems(session)) == []


@pytest.mark.parametrize(
    ("name", "column"), [("tags.csv", "former_names"), ("guidelines.csv", "change")]
)
def test_an_archive_from_before_a_column_was_there_comes_back(
    full: Desk, name: str, column: str
) -> None:
    files = members(archive_of(full.database, full.project_id))
    rows = [{key: one[key] for key in one if key != column} for one in table(files[name])]
    text_ = io.StringIO(newline="")
    writer = csv.DictWriter(text_, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    report = restored(full.database, zipped({**files, name: text_.getvalue().encode()}))
    assert report.is_complete


def test_it_moves_to_another_database_with_its_ids(
    sqlite_database: Database, postgres_database: Database
) -> None:
    desk = build_desk(sqlite_database)
    for text_ in (*TEXTS.values(), "=1+1"):
        desk.article(text_)
    fill(desk, "Nobody knew. " * 3)
    read_again(desk)
    original = archive_of(sqlite_database, desk.project_id)
    report = restored(postgres_database, MemorySource("a.zip", original))
    assert report.project_id is not None
    assert len(report.new_people) == 4
    same(original, archive_of(postgres_database, report.project_id), report.project_id, moved=False)


spans = st.tuples(st.integers(0, 40), st.integers(1, 10))
deeds = st.lists(
    st.one_of(
        st.tuples(st.just("tag"), st.sampled_from(PEOPLE), st.integers(0, 2), spans),
        st.tuples(st.just("delete"), st.sampled_from(PEOPLE), st.integers(0, 9)),
        st.tuples(st.just("clear"), st.sampled_from(PEOPLE), st.integers(0, 2)),
        st.tuples(st.just("submit"), st.sampled_from(PEOPLE), st.integers(0, 2)),
        st.tuples(st.just("reopen"), st.sampled_from(PEOPLE), st.integers(0, 2)),
        st.tuples(st.just("gold"), st.sampled_from(PEOPLE), st.integers(0, 9)),
        st.tuples(st.just("settle"), st.integers(0, 2)),
        st.tuples(st.just("revise"), st.integers(0, 2)),
        st.tuples(st.just("retire"), st.sampled_from(("filler", "disputed"))),
    ),
    max_size=25,
)
texts = st.lists(
    st.text(st.sampled_from("ab é.\n💩\u200d🚒🇩שe\u0301"), min_size=1, max_size=40).filter(
        lambda text: not is_blank(text)
    ),
    min_size=3,
    max_size=3,
    unique=True,
)


@settings(max_examples=8)
@given(texts=texts, deeds=deeds)
def test_any_project_comes_back(database: Database, texts: list[str], deeds: list[Any]) -> None:
    desk = build_desk(database, f"Desk {next(_names)}")
    desk.people |= {name: joined(desk, name) for name in PEOPLE}
    articles = [desk.article(one) for one in texts]
    tagged: dict[str, list[str]] = {name: [] for name in PEOPLE}
    for deed in deeds:
        do(desk, articles, tagged, *deed)
    original = archive_of(database, desk.project_id)
    report = restored(database, MemorySource("a.zip", original))
    assert report.project_id is not None
    same(original, archive_of(database, report.project_id), report.project_id, moved=True)


def joined(desk: Desk, name: str) -> int:
    with desk.database.begin() as session:
        project = session.get_one(Project, desk.project_id)
        return add_reviewer(session, f"{name} {next(_names)}", None, Role.REVIEWER, project).id


def settle(
    desk: Desk, articles: list[BuiltArticle], tagged: dict[str, list[str]], *deed: Any
) -> None:
    """Gold of a passage, where it is in a submitted reading, or an article settled."""
    match deed:
        case "gold", person, number if number < len(tagged[person]):
            sources = [tagged[person][number]]
            for article in articles:
                place = {"revision_id": article.revision_id, "start": 0, "end": 1}
                gold = {**place, "id": str(uuid4()), "tag": "sourced", "sources": sources}
                desk.apply("Edith", settling_operation("gold_create", **gold))
        case "settle", number:
            with desk.database.begin() as session, suppress(BadInput):
                revision_id = articles[number].revision_id
                settle_text(session, desk.editor, revision_id, anyway=True)


def do(desk: Desk, articles: list[BuiltArticle], tagged: dict[str, list[str]], *deed: Any) -> None:
    """One deed; what the workbench refuses is not done."""
    match deed:
        case "tag", person, number, (start, length):
            text_ = articles[number].text
            start %= len(text_)
            name = str(uuid4())
            wanted = {"revision_id": articles[number].revision_id, "start": start}
            end = min(len(text_), start + length)
            create = operation(
                "create", id=name, end=end, tag="filler", evidence=EVIDENCE, **wanted
            )
            (answer,) = desk.apply(person, create)
            tagged[person] += [name] if answer.status == "saved" else []
        case "delete", person, number if number < len(tagged[person]):
            desk.apply(person, operation("delete", id=tagged[person][number], version=1))
        case "clear", person, number:
            desk.apply(person, reading_operation("clear", articles[number].revision_id, 0))
        case "submit", person, number:
            desk.submit(person, articles[number])
        case "reopen", person, number:
            with desk.database.begin() as session:
                try:
                    reopen_reading(session, desk.people[person], articles[number].id)
                except BadInput:
                    return
        case "gold" | "settle", *_:
            settle(desk, articles, tagged, *deed)
        case "revise", number:
            article = articles[number]
            with desk.database.begin() as session:
                newest = session.execute(
                    text("SELECT max(number) FROM revision WHERE article_id = :id"),
                    {"id": article.id},
                ).scalar_one()
                store_revision(
                    session, article.id, desk.project_id, newest + 1,
                    f"{article.text} {newest}.", "en", None,
                )  # fmt: skip
        case "retire", name:
            with desk.database.begin() as session:
                where = (Tag.project_id == desk.project_id, Tag.name == name)
                session.scalars(select(Tag).where(*where)).one().retired_at = now()


def test_frictionless_finds_the_archive_valid(full: Desk, tmp_path: Path) -> None:
    zipfile.ZipFile(_written(tmp_path, archive_of(full.database, full.project_id))).extractall(
        tmp_path / "out"
    )
    found = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert found.valid, found.flatten(["rowNumber", "fieldName", "message"])
    assert {task.name for task in found.tasks} >= {"tags", "revisions", "events", "gold"}


def test_it_is_restored_from_a_path_and_from_a_folder(full: Desk, tmp_path: Path) -> None:
    path = _written(tmp_path, archive_of(full.database, full.project_id))
    zipfile.ZipFile(path).extractall(tmp_path / "out")
    assert restored(full.database, path).stored == restored(full.database, tmp_path / "out").stored


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "archive.zip"
    path.write_bytes(data)
    return path


def test_it_says_how_far_it_is_and_stops_without_a_trace(full: Desk) -> None:
    data = archive_of(full.database, full.project_id)
    before = counted(full.database)
    heard: list[tuple[int, int]] = []
    report = restore_project(
        full.database,
        None,
        MemorySource("a.zip", data),
        "Stopped",
        lambda done, total: heard.append((done, total)),
        lambda: True,
    )
    assert report.is_cancelled
    assert report.project_id is None
    assert heard
    assert all(0 <= done <= total for done, total in heard)
    assert counted(full.database) == before


def test_only_an_admin_everywhere_restores(full: Desk) -> None:
    data = MemorySource("a.zip", archive_of(full.database, full.project_id))
    with pytest.raises(NotAllowed):
        restore_project(full.database, full.editor, data, "Mine")
    with full.database.begin() as session:
        boss = make_reviewer(session, "Boss")
        join_everywhere(session, boss, Role.ADMIN)
    report = restore_project(full.database, boss.id, data, "Mine")
    assert report.faults == []
    with full.database.read() as session:
        assert session.get_one(Membership, (report.project_id, boss.id)).role == "admin"
    with pytest.raises(BadInput, match="already"):
        restore_project(full.database, boss.id, data, "Mine")


def test_an_archive_gives_nobody_a_role_elsewhere(full: Desk, database: Database) -> None:
    def crown(rows: Table) -> None:
        stranger = {"reviewer": "eve@evil.example", "name": "Eve", "email": "eve@evil.example"}
        rows.append({**rows[0], **stranger, "role": "admin"})
        rows.append({**rows[0], "reviewer": "mallory", "name": "M", "email": "ruth@desk.example"})

    source = changed(archive_of(database, full.project_id), "reviewers.csv", crown)
    report = restored(database, source)
    assert report.new_people == ["eve@evil.example", "mallory"]
    with database.read() as session:
        eve, mallory = (
            session.scalars(select(Reviewer).where(Reviewer.handle == handle)).one()
            for handle in report.new_people
        )
        assert eve.everywhere_role is None
        assert eve.email == "eve@evil.example"
        assert mallory.email is None
        roles = session.scalars(
            select(Membership.project_id).where(Membership.reviewer_id == eve.id)
        )
        assert list(roles) == [report.project_id]


def test_e_mails_leave_with_admins_alone(full: Desk) -> None:
    def mails(asker: int | None) -> set[str]:
        rows = tables(archive_of(full.database, full.project_id, asker=asker))["reviewers"]
        return {row["email"] for row in rows}

    assert mails(full.editor) == {""}
    assert mails(None) == {"", "ruth@desk.example", "omar@desk.example"}


def test_no_secret_leaves(full: Desk) -> None:
    with full.database.begin() as session:
        token = create_personal_token(session, full.editor)
    whole = b"".join(members(archive_of(full.database, full.project_id)).values()).decode()
    assert token not in whole
    assert digest(token) not in whole


def test_a_filtered_archive_hands_on_what_matches_alone(full: Desk) -> None:
    data = archive_of(full.database, full.project_id, ExportFilters(tags=["filler"]))
    found = tables(data)
    for name in (
        "deleted_annotations",
        "deleted_evidence",
        "assignments",
        "reading_states",
        "events",
    ):
        assert found[name] == []
    assert {row["reviewer"] for row in found["reviewers"]} == {"ruth@desk.example", "edith"}
    report = restored(full.database, MemorySource("a.zip", data))
    assert not report.is_complete
    assert report.stored["annotations"] == 1


def test_a_text_that_is_no_archive_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    for name, data in (("a.zip", b"PK\x03\x04nothing"), ("a.csv", b"a,b"), ("b.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FormatError, match="no archive of a project"):
            restore_project(sqlite_database, None, tmp_path / name, "None")


def test_restored_evidence_stands_where_it_stood(full: Desk) -> None:
    with full.database.read() as session:
        rows = session.execute(
            select(Annotation.quote, Evidence.position)
            .join(Evidence)
            .where(Annotation.project_id == full.project_id)
        ).all()
    data = MemorySource("a.zip", archive_of(full.database, full.project_id))
    report = restored(full.database, data)
    with full.database.read() as session:
        again = session.execute(
            select(Annotation.quote, Evidence.position)
            .join(Evidence)
            .where(Annotation.project_id == report.project_id)
        ).all()
    assert sorted(tuple(row) for row in rows) == sorted(tuple(row) for row in again)
