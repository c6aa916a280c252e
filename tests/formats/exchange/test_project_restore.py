"""A project leaves as an archive and comes back as it was, or not at all."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from formats.annotations.errors import FormatError
from formats.exchange.project_restore import RestoreReport, restore_project
from formats.source import MemorySource, Source
from models.annotation import Annotation, Evidence
from models.assignment import reopen_reading
from models.base import now
from models.checks import text_problems
from models.database import Database
from models.errors import BadInput, NotAllowed
from models.key_table import change_keys
from models.membership import Membership, Role
from models.people import add_reviewer, join_everywhere
from models.project import Guideline, Project
from models.queries.export_filters import ExportFilters
from models.reviewer import Reviewer, make_reviewer
from models.revision import store_revision
from models.tables import METADATA
from models.tag import Tag
from tests.builders import BuiltArticle, Desk, build_desk, operation
from tests.formats.annotations.contract import TEXTS
from tests.formats.exchange.archives import (
    Table,
    archive_of,
    as_before,
    changed,
    in_order,
    members,
    tables,
    without_rows_of_projects,
    zipped,
)

PEOPLE = ("Ruth", "Omar")
EVIDENCE = [
    {"url": "https://example.org/a?b=1", "quote": "=so\r\n", "stance": "supports"},
    {"citation": "The register, p. 4"},
]
_names = count(1)


def restored(database: Database, archive: Source | Path, **given: Any) -> RestoreReport:
    report = restore_project(database, None, archive, f"Again {next(_names)}", **given)
    assert report.faults == []
    return report


def counted(database: Database) -> dict[str, int]:
    with database.read() as session:
        return {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in METADATA.sorted_tables
        }


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A project with something in every table."""
    fill(desk, TEXTS["astral"])
    return desk


def fill(desk: Desk, text_: str) -> BuiltArticle:
    """An article in two revisions, read by two people who did everything that can be done."""
    article = desk.article(text_, outlet="=x", byline="A, B", url="https://example.org/x")
    live = desk.tag("Ruth", article, (0, 1), note="=note\r\n“x”", evidence=EVIDENCE)
    desk.tag("Ruth", article, (0, 1), "filler", confidence="low")
    gone = desk.tag("Omar", article, (0, len(article.text)), "disputed", evidence=EVIDENCE)
    desk.apply("Omar", operation("delete", id=gone, version=1))
    desk.apply("Ruth", operation("update", id=live, version=1, note="other"))
    desk.clear("Ruth", article, 0)
    desk.submit("Ruth", article)
    desk.submit("Omar", article)
    with desk.database.begin() as session:
        reopen_reading(session, desk.people["Omar"], article.id)
        store_revision(session, article.id, desk.project_id, 2, f"New. {text_}", "en", desk.editor)
        version = Guideline(project_id=desk.project_id, version=2, markdown="*New*")
        session.add(version)
        tag = session.scalars(
            select(Tag).where(Tag.name == "filler", Tag.project_id == desk.project_id)
        ).one()
        tag.retired_at = now()
        tag.examples = ["one\ntwo", "“three”"]
        tag.prompts = [{"ask": "Why?", "answer": "note"}]
        admin = add_reviewer(
            session,
            f"Ada {next(_names)}",
            None,
            Role.ADMIN,
            session.get_one(Project, desk.project_id),
        )
        change_keys(session, admin.id, desk.project_id, {}, {"note": "b"})
    desk.blind()
    return article


def same(original: bytes, again: bytes, project_id: int, *, moved: bool) -> None:
    before = tables(original)
    after = as_before(before, tables(again), project_id, moved=moved)
    wanted, found = (in_order(without_rows_of_projects(one)) for one in (before, after))
    for name, rows in wanted.items():
        assert found[name] == rows, name


def test_everything_comes_back_beside_what_it_was(full: Desk) -> None:
    original = archive_of(full.database, full.project_id)
    assert all(rows for name, rows in tables(original).items() if name != "gold")
    report = restored(full.database, MemorySource("a.zip", original))
    assert report.project_id is not None
    assert report.is_complete
    assert report.new_people == []
    again = archive_of(full.database, report.project_id)
    same(original, again, report.project_id, moved=True)
    with full.database.read() as session:
        assert list(text_problems(session)) == []


def test_it_moves_to_another_database_with_its_ids(
    sqlite_database: Database, postgres_database: Database
) -> None:
    desk = build_desk(sqlite_database)
    for text_ in (*TEXTS.values(), "=1+1"):
        desk.article(text_)
    fill(desk, "Nobody knew. " * 3)
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
        st.tuples(st.just("revise"), st.integers(0, 2)),
        st.tuples(st.just("retire"), st.sampled_from(("filler", "disputed"))),
    ),
    max_size=25,
)
texts = st.lists(
    st.text(st.sampled_from("ab é.\n💩\u200d🚒🇩שe\u0301"), min_size=1, max_size=40).filter(
        str.strip
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


def do(desk: Desk, articles: list[BuiltArticle], tagged: dict[str, list[str]], *deed: Any) -> None:
    """One deed; what the workbench refuses is not done."""
    match deed:
        case "tag", person, number, (start, length):
            text_ = articles[number].text
            start %= len(text_)
            name = str(next(_ids))
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
            from tests.builders import reading_operation

            desk.apply(person, reading_operation("clear", articles[number].revision_id, 0))
        case "submit", person, number:
            desk.submit(person, articles[number])
        case "reopen", person, number:
            with desk.database.begin() as session:
                try:
                    reopen_reading(session, desk.people[person], articles[number].id)
                except BadInput:
                    return
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


def _uuids() -> Any:
    from uuid import uuid4

    while True:
        yield uuid4()


_ids = _uuids()


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
    assert heard[-1][0] == heard[-1][1] > 0
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
    from models.token import create_personal_token, digest

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


def edit(**values: str) -> Callable[[Table], None]:
    return lambda rows: rows[0].update(values)


WRONG: list[tuple[str, Callable[[Table], object], int, str]] = [
    ("annotations.csv", edit(start="1", end="1"), 2, "does not lie within the text"),
    ("annotations.csv", edit(end="99999"), 2, "does not lie within the text"),
    ("annotations.csv", edit(quote="other"), 2, "other text than the quote"),
    ("annotations.csv", edit(prefix="other"), 2, "other text than the quote"),
    ("annotations.csv", edit(tag="nothing"), 2, "no tag called"),
    ("annotations.csv", edit(reviewer="nobody"), 2, "not among the reviewers"),
    ("annotations.csv", edit(revision="7"), 2, "1/7 is not in the archive"),
    ("annotations.csv", edit(origin="magic"), 2, "one of human"),
    ("annotations.csv", edit(confidence="very"), 2, "one of low"),
    ("annotations.csv", edit(guideline_version="9"), 2, "guidelines of version 9"),
    ("annotations.csv", edit(start="x"), 2, "start is not a whole number"),
    ("annotations.csv", edit(start="99999999999"), 2, "start is not a whole number"),
    ("annotations.csv", edit(created_at="now"), 2, "created_at is not a time"),
    ("annotations.csv", edit(is_gold="true"), 2, "gold"),
    ("annotations.csv", edit(sentence="900"), 2, "The sentence 900"),
    ("annotation_versions.csv", edit(version="0"), 2, "version"),
    ("annotation_versions.csv", lambda rows: rows.pop(), 3, "not those of annotations.csv"),
    ("deleted_annotations.csv", edit(deleted_at=""), 2, "deleted_at is not a time"),
    ("deleted_annotations.csv", edit(annotation_id="x"), 2, "must be of type UUID"),
    ("articles.csv", edit(text="other"), 2, "not the one that its SHA-256"),
    ("articles.csv", edit(text=" "), 2, "no text in it"),
    ("articles.csv", edit(title=""), 2, "title is missing"),
    ("articles.csv", edit(url="javascript:alert(1)"), 2, "must begin with http"),
    ("articles.csv", edit(published_at="yesterday"), 2, "not a date"),
    ("articles.csv", edit(outlet="other"), 5, "differ from those"),
    ("article_records.csv", lambda rows: rows.pop(), 2, "article_records.csv is missing"),
    ("article_records.csv", edit(created_by="nobody"), 2, "not among the reviewers"),
    ("revisions.csv", edit(paragraphs="[0]"), 2, "not as many"),
    ("revisions.csv", edit(paragraphs="{}"), 2, "not JSON of its kind"),
    ("revisions.csv", edit(paragraphs="[" * 5000), 2, "not JSON of its kind"),
    ("sentences.csv", edit(end="9999"), 2, "sentence 0 does not lie"),
    ("sentences.csv", edit(text="other"), 2, "sentence 0 does not lie"),
    ("sentences.csv", lambda rows: rows.append({**rows[-1], "article_id": "999"}), 0, "belongs to nothing"),
    ("evidence.csv", edit(url="ftp://example.org"), 2, "must begin with http"),
    ("evidence.csv", edit(url="", citation=""), 2, "needs an address"),
    ("evidence.csv", edit(stance="maybe"), 2, "one of supports"),
    ("evidence.csv", edit(position="1"), 4, "The database refuses this row"),
    ("evidence.csv", edit(annotation_id="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("assignments.csv", edit(status="done"), 2, "one of assigned"),
    ("assignments.csv", edit(submitted_at=""), 2, "has its time and its revision"),
    ("assignments.csv", edit(active_seconds="-1"), 2, "less than 0"),
    ("assignments.csv", edit(due_on="soon"), 2, "due_on is not a day"),
    ("assignments.csv", lambda rows: rows.append(rows[0]), 4, "The database refuses this row"),
    ("reading_states.csv", edit(sentence="77"), 2, "no sentence 77"),
    ("tags.csv", lambda rows: rows.append(rows[0]), 6, "name that no other tag"),
    ("tags.csv", edit(pattern="none"), 2, "its line solid"),
    ("tags.csv", edit(letter="XY"), 2, "one character"),
    ("tags.csv", edit(prompts='[{"ask":1,"answer":"note"}]'), 2, "not JSON of its kind"),
    ("tags.csv", edit(prompts='[{"answer":"note"}]'), 2, "A prompt needs"),
    ("tags.csv", edit(examples='["\\ud800"]'), 2, "half a character"),
    ("guidelines.csv", lambda rows: rows.append(rows[0]), 4, "1 stands there twice"),
    ("reviewers.csv", edit(role="king"), 2, "is not a role"),
    ("reviewers.csv", edit(reviewer=" "), 2, "reviewer is missing"),
    ("project.csv", lambda rows: rows.append(rows[0]), 0, "has 2 rows"),
    ("events.csv", edit(after='{"a":"\\u0000"}'), 2, "NUL"),
    ("events.csv", edit(after='{"a":1e999}'), 2, "must be of type JSON"),
    ("events.csv", edit(after="[1]"), 2, "not JSON of its kind"),
    ("events.csv", edit(actor="nobody"), 2, "not among the reviewers"),
    ("events.csv", edit(entity="annotation", row="00000000-0000-0000-0000-000000000000"), 2, "no such passage"),
    ("events.csv", edit(entity="article", row="99"), 2, "article 99 is not in the archive"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive() -> bytes:
    """An archive with something in every table; made once, of its own database."""
    from models import migrations

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/made.db")
        migrations.upgrade(database)
        desk = build_desk(database)
        fill(desk, TEXTS["plain"])
        data = archive_of(database, desk.project_id)
        database.close()
        return data


@pytest.mark.parametrize(("name", "change", "line", "reason"), WRONG)
def test_what_is_wrong_is_told_by_table_and_line_and_nothing_is_stored(
    sqlite_database: Database,
    archive: bytes,
    name: str,
    change: Callable[[Table], object],
    line: int,
    reason: str,
) -> None:
    before = counted(sqlite_database)
    report = restore_project(sqlite_database, None, changed(archive, name, change), "Wrong")
    assert report.project_id is None
    told = [one for one in report.faults if reason in one.reason]
    assert told, report.faults
    if line:
        assert line in {one.line for one in told}, told
    assert counted(sqlite_database) == before


def test_what_the_database_refuses_is_told_on_postgres_too(
    postgres_database: Database, archive: bytes
) -> None:
    source = changed(archive, "evidence.csv", edit(position="1"))
    report = restore_project(postgres_database, None, source, "Wrong")
    assert [(one.table, one.line) for one in report.faults] == [("evidence.csv", 4)]
    assert counted(postgres_database)["project"] == 0


@pytest.mark.parametrize("name", ["tags.csv", "sentences.csv", "events.csv", "gold.csv"])
def test_a_missing_table_is_named(sqlite_database: Database, archive: bytes, name: str) -> None:
    files = members(archive)
    del files[name]
    report = restore_project(sqlite_database, None, zipped(files), "Part")
    assert report.project_id is None
    assert name in report.faults[0].reason


def test_a_column_that_is_missing_is_named(sqlite_database: Database, archive: bytes) -> None:
    files = members(archive)
    files["tags.csv"] = files["tags.csv"].replace(b"letter", b"lettre", 1)
    report = restore_project(sqlite_database, None, zipped(files), "Part")
    assert [(one.table, one.line) for one in report.faults] == [("", 1)]
    assert "tags.csv: It lacks columns that are needed: letter." in report.faults[0].reason


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ({"bundle": 3, "complete": True}, "newer workbench"),
        ({"bundle": 1, "complete": True}, "earlier version"),
        (None, "earlier version"),
        ([], "does not describe"),
        ({"bundle": "2", "complete": True}, "does not describe"),
    ],
)
def test_other_versions_are_refused(
    sqlite_database: Database, archive: bytes, about: object, reason: str
) -> None:
    files = members(archive)
    description = json.loads(files["datapackage.json"])
    description.pop("workbench")
    files["datapackage.json"] = json.dumps(
        description if about is None else {**description, "workbench": about}
    ).encode()
    with pytest.raises(FormatError, match=reason):
        restore_project(sqlite_database, None, zipped(files), "Other")


def test_gold_is_refused_until_there_is_a_place_for_it(
    sqlite_database: Database, archive: bytes
) -> None:
    def settle(rows: Table) -> None:
        row = {"gold_id": "1", "article_id": "1", "revision": "1", "start": "0", "end": "1"}
        times = dict.fromkeys(("created_at", "updated_at"), "2026-04-11T09:30:00Z")
        rows.append({**row, "quote": "T", "tag": "filler", "chosen_from": "[]", **times})

    report = restore_project(sqlite_database, None, changed(archive, "gold.csv", settle), "Gold")
    assert [(one.table, one.line) for one in report.faults] == [("gold.csv", 2)]


def test_a_text_that_is_no_archive_is_refused(sqlite_database: Database, tmp_path: Path) -> None:
    for name, data in (("a.zip", b"PK\x03\x04nothing"), ("a.csv", b"a,b"), ("b.zip", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(FormatError, match="no archive of a project"):
            restore_project(sqlite_database, None, tmp_path / name, "None")


def test_no_more_faults_are_told_than_anybody_reads(
    sqlite_database: Database, archive: bytes
) -> None:
    def many(rows: Table) -> None:
        rows.extend({**rows[0], "position": "x"} for _ in range(300))

    report = restore_project(sqlite_database, None, changed(archive, "evidence.csv", many), "Many")
    assert len(report.faults) == 100


def test_restored_evidence_stands_where_it_stood(full: Desk) -> None:
    with full.database.read() as session:
        rows = session.execute(select(Annotation.quote, Evidence.position).join(Evidence)).all()
    data = MemorySource("a.zip", archive_of(full.database, full.project_id))
    report = restored(full.database, data)
    with full.database.read() as session:
        again = session.execute(
            select(Annotation.quote, Evidence.position)
            .join(Evidence)
            .where(Annotation.project_id == report.project_id)
        ).all()
    assert sorted(tuple(row) for row in rows) == sorted(tuple(row) for row in again)
